"""Keep what the findings of the corpus say in tests/corpus-words.json.

A test compares the file with what is said. Programs and people read findings: look at every
difference that this command makes.

    python tools/corpus_words.py
"""

import json
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]
COMMAND = "python tools/corpus_words.py"


def text_of(words: dict[str, dict[str, str | None]]) -> str:
    """The text of the file, a finding a line."""
    lines = (f" {_json(file)}: {_json(said)}" for file, said in words.items())
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    sys.path.insert(0, str(TOP / "tests"))
    from corpus_files import WORDS, all_words

    WORDS.write_text(text_of(all_words()), "utf-8")
