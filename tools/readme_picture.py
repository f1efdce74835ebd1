"""Draw the picture of the README, docs/who-says-how-many.svg. Run it from anywhere.

The bytes of an SVG depend on the fonts and the version of what draws it, so no test compares them.
The file names the digest of the specification that it was drawn from, and a test compares that: it
fails with this command when data or picture have changed.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

import vl_convert

import istanbul_talks
from istanbul_talks.plotting.figures import specification

COMMAND = "python tools/readme_picture.py"
FILE = Path(__file__).parents[1] / "docs" / "who-says-how-many.svg"

# Verdana and DejaVu Sans are the widest of what stands in for a font that a reader lacks: words
# that fit in them are not cut off in another one. The ground is white, also on a dark page.
CONFIG = {"font": "Verdana, DejaVu Sans, sans-serif", "background": "white", "padding": 12}


def drawing() -> dict[str, Any]:
    """What is drawn: who says how many aircraft the strike destroyed."""
    talks = istanbul_talks.load()
    drawn = specification(talks, about="event/spiderweb", measure="destroyed", width=780)
    return {**drawn, "config": CONFIG}


def digest() -> str:
    """The SHA-256 of the specification."""
    text = json.dumps(drawing(), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def svg() -> str:
    """The picture, with its description and the digest."""
    drawn: str = vl_convert.vegalite_to_svg(drawing())
    head, _, rest = drawn.partition(">")
    return f"{head}>\n<!-- {COMMAND}: {digest()} -->\n{rest}\n"


def main() -> None:
    """Write the picture if what it shows has changed, and say so."""
    if not FILE.is_file() or digest() not in FILE.read_text("utf-8"):
        FILE.write_text(svg(), "utf-8")
        sys.stdout.write(f"wrote {FILE.name}\n")


if __name__ == "__main__":
    main()
