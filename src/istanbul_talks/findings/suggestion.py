"""Did you mean … ?"""

from collections.abc import Iterable

LONGEST = 200
"""How long a word may be to be compared: that takes time with the square of its length."""


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the choice closest to a misspelt word; None if none is close."""
    import difflib  # only a mistake needs it

    if len(word) > LONGEST:
        return None
    lowered = {choice.lower(): str(choice) for choice in choices if len(choice) <= LONGEST}
    close = difflib.get_close_matches(str(word).lower(), lowered, n=1, cutoff=0.6)
    return f"did you mean {lowered[close[0]]!r}?" if close else None
