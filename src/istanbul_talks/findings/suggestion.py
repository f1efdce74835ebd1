"""Did you mean … ?"""

from collections.abc import Iterable


def did_you_mean(word: str, choices: Iterable[str]) -> str | None:
    """A hint that names the choice closest to a misspelt word; None if none is close."""
    import difflib  # only a mistake needs it

    lowered = {choice.lower(): str(choice) for choice in choices}
    close = difflib.get_close_matches(str(word).lower(), lowered, n=1, cutoff=0.6)
    return f"did you mean {lowered[close[0]]!r}?" if close else None
