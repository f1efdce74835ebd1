"""The supported matrix and the rehearsal of a release: `nox --list` says what there is.

Everything is run on the wheel in an environment of its own, never on the checkout. Sessions take
the folder of a wheel that is built already after two dashes, and else build one:

    nox -s lowest-3.11 newest-3.13 bare-3.13 -- dist
"""

import os
from pathlib import Path

import nox

nox.options.default_venv_backend = "uv|virtualenv"
nox.options.download_python = "never"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["lowest", "newest", "bare"]

TOP = Path(__file__).parent
PROJECT = nox.project.load_toml("pyproject.toml")
OLDEST = "3.11"
PYTHONS = [OLDEST, "3.12", "3.13", "3.14"]
"""The last may be newer than the classifiers say: it is tried before it is promised."""

EXTRAS = ["graph", "pandas", "plot", "polars", "rdf", "testing", "zstd"]
"""All that users install, but for Spark, which wants Java and has its own tests."""

SMOKE = ["cli", "corpus", "data", "dataset", "formats", "frames", "geojson", "github", "graphml"]
SMOKE += ["junit", "positions", "reading", "sarif", "values"]
"""With the main job, which exports to all formats, the tests that reach every library."""


@nox.session(python=PYTHONS)
def newest(session: nox.Session) -> None:
    """The smoke tests, all extras, the newest release of each library."""
    session.install(f"{_wheel(session)}[{','.join(EXTRAS)}]", *_group("smoke"))
    _smoke(session)


@nox.session(python=[OLDEST], venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """The smoke tests, all extras, the oldest release of each library that pyproject.toml allows.

    Compiled beforehand, so that what an old library's own code is warned of is not taken for ours.
    """
    wanted = [f"--extra={extra}" for extra in EXTRAS]
    session.install("--resolution=lowest-direct", "-r", "pyproject.toml", *wanted)
    session.install(*_group("smoke"))
    session.install("--no-deps", str(_wheel(session)))
    quietly = ["python", "-m", "compileall", "-q", "-f", str(session.virtualenv.location)]
    session.run(*quietly, silent=True, success_codes=[0, 1])
    _smoke(session)


@nox.session(python=PYTHONS)
def bare(session: nox.Session) -> None:
    """The main job with the wheel and nothing else: no extra, no test tool."""
    session.install(str(_wheel(session)))
    _main_job(session)


@nox.session
def build(session: nox.Session) -> None:
    """Source distribution and wheel into dist/, the same bytes for the same commit everywhere."""
    session.install(*_group("release"))
    when = session.run("git", "log", "-1", "--format=%ct", external=True, silent=True)
    session.env["SOURCE_DATE_EPOCH"] = str(when).strip()
    session.run("python", "-m", "build", "--outdir", str(TOP / "dist"))


@nox.session
def rehearse(session: nox.Session) -> None:
    """Check what is built, upload it to an index on loopback, install it from there, use it."""
    session.install(*_group("release"))
    folder = _wheel(session).parent
    built = [str(path) for path in sorted(folder.glob("istanbul_talks-*"))]
    session.run("twine", "check", "--strict", *built)
    session.run("check-wheel-contents", *(path for path in built if path.endswith(".whl")))
    session.run("validate-pyproject", "pyproject.toml")
    session.run("zizmor", "--offline", "--no-progress", ".github", "action.yml")
    session.run("python", "tools/rehearse_release.py", str(folder))


@nox.session
def citation(session: nox.Session) -> None:
    """Hold CITATION.cff against its format; the tool wants an older jsonschema than the rest."""
    session.install(*_group("citation"))
    session.run("cffconvert", "--validate", "--infile", "CITATION.cff")


def _group(name: str) -> list[str]:
    return list(nox.project.dependency_groups(PROJECT, name))


def _wheel(session: nox.Session) -> Path:
    """The wheel in the folder that was told, or a new one."""
    folder = Path(session.posargs[0] if session.posargs else session.create_tmp()).resolve()
    if not session.posargs:
        session.run_install("uv", "build", "-q", "--out-dir", str(folder), external=True)
    (wheel,) = folder.glob("istanbul_talks-*.whl")
    return wheel


def _main_job(session: nox.Session) -> None:
    session.run(
        "python", str(TOP / "tools" / "main_job.py"), str(TOP / "examples" / "outside.json")
    )


def _smoke(session: nox.Session) -> None:
    _main_job(session)
    _test(session, *(f"tests/test_{name}.py" for name in SMOKE))


def _test(session: nox.Session, *paths: str) -> None:
    """Run tests beside the checkout's sources, which they must not import."""
    where = session.run(
        "python", "-P", "-c", "import istanbul_talks as it; print(it.__file__)", silent=True
    )
    if "site-packages" not in str(where):
        session.error(f"not the wheel is tested but {where}")
    session.run(
        "python",
        "-P",
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:cacheprovider",
        *paths,
        env={"PYTHONPATH": os.pathsep.join(["tests"])},
    )
