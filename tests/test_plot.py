"""Charts in Python: real Vega-Altair, saved without a network; a missing library is one line."""

import re
import subprocess
import sys
from pathlib import Path

import altair as alt
import pytest

import istanbul_talks as it
from istanbul_talks.plotting.timeline import specification

CALLS = ("timeline()", "map()", "figures(about='event/spiderweb')", "positions(width=340)")


@pytest.mark.parametrize("call", CALLS)
def test_a_chart_saves_without_a_network(call: str, talks: it.Dataset, tmp_path: Path) -> None:
    name, _, arguments = call.partition("(")
    chart = getattr(talks.plot, name)(**eval(f"dict({arguments}"))
    assert isinstance(chart, alt.VConcatChart)
    for ending, start in (("svg", b"<svg"), ("png", b"\x89PNG"), ("html", b"<!DOCTYPE html>")):
        chart.save(tmp_path / f"chart.{ending}")
        assert (tmp_path / f"chart.{ending}").read_bytes().lstrip().startswith(start)
    html = (tmp_path / "chart.html").read_text("utf-8")
    assert not re.search(r"<script[^>]*\ssrc=|<link[^>]*\shref=", html)


def test_a_chart_is_its_specification(talks: it.Dataset) -> None:
    made, expected = talks.plot.timeline().to_dict(), specification(talks)
    for part in ("title", "params", "description"):
        assert made[part] == expected[part]
    assert expected["datasets"].items() <= made["datasets"].items()
    assert len(made["vconcat"]) == len(expected["vconcat"])


def test_a_chart_is_changed_as_any_other(talks: it.Dataset) -> None:
    chart = talks.plot.map().properties(title="Where").configure_view(stroke=None)
    assert chart.to_dict()["title"] == "Where"


def test_figures_say_what_they_do_not_know(talks: it.Dataset) -> None:
    with pytest.raises(it.UnknownId, match="event/spiderweb"):
        talks.plot.figures("event/spiderwb")


@pytest.mark.parametrize(
    ("library", "call"),
    [("altair", "timeline()"), ("vl_convert", "timeline().save('never.svg')")],
)
def test_a_missing_library_is_one_line(library: str, call: str) -> None:
    code = f"import sys; sys.modules[{library!r}] = None\nimport istanbul_talks as it\n"
    code += f"try: it.load().plot.{call}\nexcept it.MissingExtra as error: print(error)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{library} is not installed: pip install 'istanbul-talks[plot]'\n"


def test_specifications_need_no_library() -> None:
    """The page to explore is made by the base install."""
    code = "import sys, istanbul_talks as it\ntalks = it.load()\n"
    for name in ("timeline", "map", "figures", "positions"):
        code += f"from istanbul_talks.plotting.{name} import specification as {name}_\n"
        code += f"{name}_(talks)\n"
    code += "print([m for m in ('altair', 'vl_convert', 'pyarrow', 'numpy') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
