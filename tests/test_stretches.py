"""The first of some stretches that a span lies in, found and looked for one by one."""

from hypothesis import given, strategies as st

from istanbul_talks.validation.stretches import Stretches

ends = st.tuples(st.integers(0, 12), st.integers(0, 12))


@given(st.lists(ends, max_size=20), st.lists(ends, min_size=1))
def test_the_first_stretch_is_the_first_of_all(
    stretches: list[tuple[int, int]], spans: list[tuple[int, int]]
) -> None:
    found = Stretches(stretches)
    for start, end in spans:
        around = (n for n, (a, b) in enumerate(stretches) if a <= start and end <= b)
        assert found.first(start, end) == next(around, None)
