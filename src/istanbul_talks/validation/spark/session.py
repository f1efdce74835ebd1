"""The Spark session: the one there is, or a local one that keeps to itself."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

NEEDED = ("pyspark", "pyarrow", "pandas")
OLDEST_JAVA = 17

LOCAL = {
    "spark.app.name": "istanbul-talks",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.ui.enabled": "false",
    "spark.sql.shuffle.partitions": str(os.cpu_count() or 1),
}
"""What a local session of ours is like where nothing else is configured."""

_LOGGING = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c{1}: %m%n%ex{none}
logger.gateway.name = org.apache.spark.api.python.PythonGatewayServer
logger.gateway.level = error
"""


_NAMED = re.compile(r"^(?:: |Caused by: )?([\w.$]+(?:Error|Exception): .*)", re.MULTILINE)


class SparkUnavailable(RuntimeError):
    """Spark cannot be used here; the message says in one line what to do."""


@contextmanager
def quiet_warnings() -> Iterator[None]:
    """Keep to oneself what Spark says of a pandas that it does not use here."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", ".*support pandas", FutureWarning)
        yield


@quiet_warnings()
def spark_session() -> "tuple[SparkSession, bool]":
    """The active session, or a new one; and whether it is new.

    A new one follows the configuration of Spark, be it of `spark-submit`, files or the environment.
    Raises `SparkUnavailable`.
    """
    require_packages()
    from pyspark.sql import SparkSession

    active = SparkSession.getActiveSession()
    if active is not None:
        return active, False
    if "SPARK_REMOTE" in os.environ:
        return SparkSession.builder.getOrCreate(), True
    return _started(), True


def reason(error: Exception) -> str:
    """What of a long complaint says most: the last line that names an exception."""
    first, *_ = str(error).strip().splitlines() or [type(error).__name__]
    named: list[str] = _NAMED.findall(str(error))
    return named[-1] if named else first


def require_packages() -> None:
    """Raise `SparkUnavailable` unless all packages are there that Spark needs."""
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        named = ", ".join(missing)
        raise SparkUnavailable(
            f"what Spark needs is not installed ({named}): pip install 'istanbul-talks[spark]'"
        )


def require_java() -> None:
    """Raise `SparkUnavailable` unless there is a Java that Spark runs on."""
    home = os.environ.get("JAVA_HOME")
    java = shutil.which(Path(home, "bin", "java") if home else "java")
    wanted = f"Spark needs Java {OLDEST_JAVA} or newer"
    if java is None:
        where = f"JAVA_HOME, {home}, has none" if home else "there is none on the path"
        raise SparkUnavailable(f"{wanted}, and {where}")
    done = subprocess.run([java, "-version"], capture_output=True, text=True, check=False)
    version = re.search(r'version "(?:1\.)?(\d+)', done.stderr)
    if version is None:
        raise SparkUnavailable(f"{wanted}, and {java} does not say which it is")
    if int(version[1]) < OLDEST_JAVA:
        raise SparkUnavailable(f"{wanted}, and {java} is Java {version[1]}")


def _started() -> "SparkSession":
    from py4j.protocol import Py4JError
    from pyspark import SparkConf, SparkContext
    from pyspark.errors import PySparkException
    from pyspark.sql import SparkSession

    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # else spark-submit has started Java
        require_java()
    try:
        with quiet_logs(), _interrupted_later():
            SparkContext._ensure_initialized()  # so that all configuration can be seen
        conf = SparkConf()
        if (conf.get("spark.master") or "local").startswith("local"):
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
            for name, value in LOCAL.items():
                conf.setIfMissing(name, value)
            if not sys.stderr.isatty():
                conf.set("spark.ui.showConsoleProgress", "false")
        return SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkException, Py4JError) as error:
        raise SparkUnavailable(f"Spark does not start: {reason(error)}") from error


@contextmanager
def quiet_logs() -> Iterator[None]:
    """Have a Java that is started log errors only, unless its logging is configured."""
    options = os.environ.get("SPARK_SUBMIT_OPTS")
    if "SPARK_CONF_DIR" in os.environ or "log4j" in (options or ""):
        yield
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "log4j2.properties")
        file.write_text(_LOGGING)
        quiet = f"-Dlog4j2.configurationFile={file.as_uri()}"
        os.environ["SPARK_SUBMIT_OPTS"] = f"{options or ''} {quiet}".strip()
        try:
            yield
        finally:
            if options is None:
                del os.environ["SPARK_SUBMIT_OPTS"]
            else:
                os.environ["SPARK_SUBMIT_OPTS"] = options


@contextmanager
def _interrupted_later() -> Iterator[None]:
    """Let Java come up before a user interrupts it: midway it would complain at length."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if came:
        raise KeyboardInterrupt
