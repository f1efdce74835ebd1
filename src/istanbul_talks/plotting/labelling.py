"""Labels beside points, placed so that none covers another label or another point."""

from collections.abc import Sequence

import attrs

_CHARACTER, _LINE = 6.2, 13.0
"""The width of a character and the height of a line, in pixels, on average."""

_SIGN = 11.0
"""Half the width of a sign at a point, in pixels."""

MOST = 200
"""How many labels are placed, the first ones: more would cover the picture."""

_Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@attrs.frozen
class Label:
    """Lines of text that belong to a point, in pixels."""

    point: tuple[float, float]
    lines: tuple[str, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height."""
        return max(map(len, self.lines)) * _CHARACTER, len(self.lines) * _LINE

    def boxes(self) -> dict[str, _Box]:
        """Where the text could stand, the best first."""
        (x, y), (width, height) = self.point, self.size
        gap = _SIGN + 2
        return {
            "right": (x + gap, y - height / 2, x + gap + width, y + height / 2),
            "left": (x - gap - width, y - height / 2, x - gap, y + height / 2),
            "above": (x - width / 2, y - gap - height, x + width / 2, y - gap),
            "below": (x - width / 2, y + gap, x + width / 2, y + gap + height),
        }


@attrs.frozen
class Placed:
    """Where a label stands: the point that its first line begins at or, by ``align``, ends at."""

    align: str
    x: float
    y: float


def placed(labels: Sequence[Label], width: float, height: float) -> list[Placed | None]:
    """Where each label stands; None where there is no room on any side of its point."""
    signs = [_sign(label.point) for label in labels]
    taken: list[_Box] = []
    found: list[Placed | None] = []
    for number, label in enumerate(labels[:MOST]):
        others = [*taken, *signs[:number], *signs[number + 1 :]]
        for side, box in label.boxes().items():
            if _within(box, width, height) and not any(_overlap(box, o) for o in others):
                taken.append(box)
                found.append(_anchor(side, box))
                break
        else:
            found.append(None)
    return [*found, *[None] * (len(labels) - len(found))]


def _anchor(side: str, box: _Box) -> Placed:
    left, top, right, _ = box
    match side:
        case "right":
            return Placed("left", left, top)
        case "left":
            return Placed("right", right, top)
        case _:
            return Placed("center", (left + right) / 2, top)


def _sign(point: tuple[float, float]) -> _Box:
    x, y = point
    return x - _SIGN, y - _SIGN, x + _SIGN, y + _SIGN


def _within(box: _Box, width: float, height: float) -> bool:
    left, top, right, bottom = box
    return left >= 0 and top >= 0 and right <= width and bottom <= height


def _overlap(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
