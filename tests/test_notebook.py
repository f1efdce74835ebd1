"""What notebooks show: tables that have everything said, and in which nothing runs."""

from html.parser import HTMLParser

from hypothesis import given, settings, strategies as st

import istanbul_talks as it
from istanbul_talks.derived.strategies import records
from istanbul_talks.frames.html import MOST_ROWS
from istanbul_talks.model.html import html_table
from istanbul_talks.model.shapes import RECORDS
from istanbul_talks.model.values import text_of

TAGS = {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}

HOSTILE = (
    """<script>alert("x")</script><img src=x onerror='alert(1)'>&lt;b&gt; ' " ]]> --> </table>"""
)


class Table(HTMLParser):
    """Reads a table; holds the texts of its cells, row by row, and every tag with attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.rows: list[list[str]] = []
        self.in_cell = False
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        self.in_cell = tag in ("td", "th")
        if self.in_cell:
            self.rows[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        self.in_cell = False

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.in_cell:
            self.rows[-1][-1] += data


def read(html: str) -> Table:
    """The table, in which there is nothing but a table."""
    table = Table(html)
    assert table.tags <= TAGS
    assert table.attributes <= {"style", "scope"}
    return table


@given(st.text() | st.just(HOSTILE))
def test_texts_are_texts(text: str) -> None:
    table = read(html_table(text, [text], [[text]], left=text))
    assert table.rows == [[text], [text]]
    assert table.text == 4 * text


@settings(max_examples=150)
@given(records())
def test_a_record_shows_every_value_and_claim(record: it.Record) -> None:
    table = read(record._repr_html_())
    cells = {cell for row in table.rows for cell in row}
    for field in RECORDS[record.type].fields:
        held = getattr(record, field.name)
        assert held in (None, ()) or text_of(held) in cells
    for _, _, claim in record.claims():
        rest = [*map(text_of, (claim.wording, claim.hedge, claim.claimant, claim.source))]
        assert [*rest, text_of(claim.basis)] in [row[2:] for row in table.rows]
        if isinstance(claim, it.Dissent):
            assert f"≠ {text_of(claim.value)}" in cells


def hostile() -> it.Dataset:
    claims = (it.Claim(source=it.Id("source/s"), wording=HOSTILE, basis=it.Basis.STATED),)
    place = it.Place(
        id=it.Id("place/p"),
        kind=it.PlaceKind.CITY,
        name=HOSTILE,
        aliases=(HOSTILE,),
        provenance={"name": claims},
        dissents={
            "name": (
                it.Dissent(
                    source=it.Id("source/s"),
                    value=HOSTILE,
                    note=HOSTILE,
                    basis=it.Basis.STATED,
                ),
            )
        },
    )
    return it.Dataset([place], title=HOSTILE, version=HOSTILE)


def test_nothing_in_data_runs() -> None:
    data = hostile()
    for shown in (data, data.places, data.places["place/p"], data.claims_table()):
        table = read(shown._repr_html_())
        assert HOSTILE in table.text or table.text.startswith("Dataset")


def test_a_dataset_counts_its_collections(talks: it.Dataset) -> None:
    table = read(talks._repr_html_())
    shown = {row[0]: int(row[1]) for row in table.rows[1:]}
    assert shown == {name: len(held) for name, held in talks.collections.items()}


def test_long_tables_say_what_they_leave_out(talks: it.Dataset) -> None:
    table = read(talks.statements._repr_html_())
    assert [row[0] for row in table.rows[1:]] == [*talks.statements][:MOST_ROWS]
    assert f"And {len(talks.statements) - MOST_ROWS} more statements." in table.text
    for field in RECORDS["statement"].fields:
        used = any(getattr(s, field.name) for s in [*talks.statements.values()][:MOST_ROWS])
        assert (field.name in table.text) or not used


def test_a_comparison_shows_who_says_how_many(talks: it.Dataset) -> None:
    counts = talks.compare("event/spiderweb")
    table = read(counts._repr_html_())
    assert len(table.rows) == len(counts) + 1
    assert any("41 aircraft" in row and "actor/malyuk" in row for row in table.rows)
