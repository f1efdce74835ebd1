"""Citations: each format read back by a program of others, and what must be cited at all."""

import json
import re
from collections.abc import Iterable
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

import attrs
import pybtex.database
import pytest
import rispy
import yaml
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import SeparateCoAuthors
from click.testing import CliRunner
from hypothesis import given, strategies as st
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

import istanbul_talks as it
from csl_data import csl_complaints, references_by_citeproc
from istanbul_talks.citing import FORMATS, bibtex, csl_json, ris, text, writer
from istanbul_talks.citing.works import source_work
from istanbul_talks.cli.group import main
from istanbul_talks.derived.converter import structure
from istanbul_talks.derived.strategies import values
from istanbul_talks.exports import writer as export_writer
from istanbul_talks.model.shapes import RECORDS

TOP = Path(__file__).parents[1]

PHOTO = "source/una-photo-belaya"
ARTICLE = "source/unattributed-2025-06"
CODEBOOK = "source/istanbul-talks-codebook"


_SOURCE = RECORDS["source"]
_CITED = attrs.fields_dict(it.Work)


@st.composite
def sources(draw: st.DrawFn, /, id: str, **given: str) -> it.Source:
    """An arbitrary source, of the fields that references have, each with the claims it needs."""
    own = [f for f in _SOURCE.fields if f.name in _CITED and f.name != "publisher"]
    required = {f.name: values(f.shape) for f in own if f.required}
    optional = {f.name: values(f.shape) for f in own if not f.required}
    held = draw(st.fixed_dictionaries(required, optional=optional))
    held |= {name: value for name, value in given.items() if draw(st.booleans())}
    claim = {"source": CODEBOOK, "basis": "coded"}
    provenance = {
        name: [{**claim, "element": e} for e in value] if isinstance(value, list) else [claim]
        for name, value in held.items()
    }
    record = structure({"type": "source", "id": id, **held, "provenance": provenance})
    assert isinstance(record, it.Source)
    return record


@st.composite
def works(draw: st.DrawFn) -> it.Work:
    """An arbitrary source as a work, maybe with a publisher and as a part of another."""
    name = draw(values(RECORDS["actor"]["name"].shape))
    publisher = it.Actor(id=it.Id("actor/publisher"), kind=it.ActorKind.NEWS_OUTLET, name=name)
    container = draw(sources("source/container"))
    number = draw(st.integers(0, 10**6))
    source = draw(sources(f"source/s{number}", publisher=publisher.id, part_of=container.id))
    known: dict[str, it.Record] = {publisher.id: publisher, container.id: container}

    def find(id: str) -> it.Record | None:
        return known.get(id)

    return source_work(source, find)


# Each format, read back


def _decoder() -> LatexNodes2Text:
    """A reader of LaTeX that knows a few commands more, and takes a circumflex for one."""
    symbols = {"textasciicircum": "^", "textbraceleft": "{", "textbraceright": "}"}
    symbols |= {"textless": "<", "textgreater": ">", "textbar": "|", "textasciigrave": "`"}
    known = get_default_latex_context_db()
    known.add_context_category(
        "symbols",
        macros=[MacroTextSpec(name, symbol) for name, symbol in symbols.items()],
        prepend=True,
    )
    return LatexNodes2Text(latex_context=known)


DECODER = _decoder()


def bibtex_fields(entry: str) -> tuple[str, dict[str, Any]]:
    """The key and the fields of one entry as bibtexparser reads them, without LaTeX."""
    names = SeparateCoAuthors(name_fields=("author", "editora"))
    library = parse_string(entry, append_middleware=[names])
    assert not library.failed_blocks
    (only,) = library.entries
    return only.key, {field.key: plain(field.key, field.value) for field in only.fields}


def sure_year(work: it.Work) -> str | None:
    """The year that all ends of a date share, if none of them is about or open."""
    years = {end[:4] for end in work.date.split("/")} if work.date else set()
    return years.pop() if len(years) == 1 and not {"~", "."} & {*(work.date or "")} else None


def plain(name: str, value: str | list[str]) -> str | list[str]:
    """A field's value without LaTeX, of which a URL and a date have none."""
    if isinstance(value, list):
        return [DECODER.latex_to_text(one) for one in value]
    verbatim = name in ("url", "date", "published", "created")
    return value if verbatim else DECODER.latex_to_text(value)


@given(works())
def test_bibtex_reads_back(work: it.Work) -> None:
    key, fields = bibtex_fields(bibtex.bibtex_entries([work]))
    assert key == work.id
    assert fields["title"] == work.shown_title
    assert fields.get("author", []) == [*work.authors]
    assert fields.get("editora", []) == [*work.contributors]
    assert fields.get("url") == work.url
    assert fields.get("rights") == work.rights
    assert fields.get("created") == work.created
    if work.date:
        exact = fields.get("published", fields["date"]) if work.published else fields["created"]
        assert exact == work.date
        assert work.date.startswith(fields["date"])
    else:
        assert "date" not in fields
    assert fields.get("year") == sure_year(work)
    assert fields.get("xref") == (work.container.id if work.container else None)
    publisher = {"journaltitle", "institution", "organization", "publisher"} & fields.keys()
    assert [fields[name] for name in publisher] == [p for p in [work.publisher] if p]


@given(st.lists(works(), min_size=1, max_size=3, unique_by=lambda work: work.id))
def test_names_stay_whole_for_another_reader_of_bibtex(some: list[it.Work]) -> None:
    read = pybtex.database.parse_string(bibtex.bibtex_entries(some), "bibtex")
    assert [*read.entries] == [work.id for work in some]
    for work in some:
        persons = read.entries[work.id].persons.get("author", [])
        assert len(persons) == len(work.authors)
        assert all(len(one.last_names) == 1 and not one.first_names for one in persons)


@given(works())
def test_csl_json_reads_back(work: it.Work) -> None:
    (item,) = json.loads(csl_json.csl_json_entries([work]))
    assert not csl_complaints([item])
    assert (item["id"], item["title"], item.get("URL")) == (work.id, work.shown_title, work.url)
    for variable, names in (("author", work.authors), ("contributor", work.contributors)):
        assert item.get(variable, []) == [{"literal": name} for name in names]
    held = item.get("custom", {})
    assert held.get("published") == work.published
    assert held.get("created") == work.created
    assert held.get("rights") == work.rights
    assert held.get("part_of") == (work.container.id if work.container else None)
    assert item.get("language") == work.language
    shown = {item.get("publisher"), item.get("container-title")}
    assert work.publisher is None or work.publisher in shown
    assert ("issued" in item) == (work.date is not None)
    if work.date:
        assert_same_date(item["issued"], work.date)


def assert_same_date(date: dict[str, Any], edtf: it.Edtf) -> None:
    """A CSL date spans the same days, and is about if the other is; an open one is in words."""
    if None in (edtf.earliest, edtf.latest):
        assert re.fullmatch(r"(from|until)( about)? [0-9-]+", date["literal"])
        return
    first, last = date["date-parts"][0], date["date-parts"][-1]
    texts = [
        "-".join(f"{n:0{w}}" for n, w in zip(p, (4, 2, 2), strict=False)) for p in (first, last)
    ]
    again = it.Edtf("/".join(dict.fromkeys(texts)))
    assert (again.earliest, again.latest) == (edtf.earliest, edtf.latest)
    assert date.get("circa", False) is edtf.approximate


@given(works())
def test_ris_reads_back(work: it.Work) -> None:
    (item,) = rispy.loads(ris.ris_entries([work]))
    assert (item["id"], item["title"]) == (work.id, work.shown_title)
    assert item.get("authors", []) == [*work.authors]
    assert item.get("language") == work.language
    notes = dict(note.split(": ", 1) for note in item.get("notes", []))
    assert notes.get("URL", *item.get("urls", [None])) == work.url
    assert notes.get("Contributors", "") == "; ".join(work.contributors)
    assert notes.get("Created") == work.created
    assert notes.get("Rights") == work.rights
    kind = notes.get("Kind", item.get("type_of_work"))
    assert kind == (work.kind.label if work.kind is not it.SourceKind.DATASET else None)
    date = item.get("date", "").rstrip("/").replace("/", "-") or None
    assert work.published == (notes.get("Published") or (date if work.published else None))
    assert date is None or (work.date and work.date.startswith(date))
    assert item.get("year") == sure_year(work)
    shown = {item.get("publisher"), item.get("secondary_title")}
    assert work.publisher is None or work.publisher in shown


@given(works())
def test_plain_text_has_what_a_reader_looks_for(work: it.Work) -> None:
    shown = text.text_entries([work])
    assert "\n" not in shown
    for part in (work.shown_title, *work.authors, work.publisher, work.url):
        assert part is None or part in shown
    assert work.container is None or f"In: {work.container.shown_title}" in shown


@pytest.mark.parametrize("kind", [*it.SourceKind])
@pytest.mark.parametrize("name", FORMATS)
def test_every_kind_can_be_cited_in_every_format(name: str, kind: it.SourceKind) -> None:
    work = it.Work(id="source/x", kind=kind)
    assert f"[{kind.label.capitalize()} x]" in writer(name)([work])


AWKWARD = (
    r"""{A} & "B" 100% $5 #1 a_b c^d ~e \f <g> |h| `i' ``j'' k--l---m ,,n {o } {p Їжак « » @q{r,"""
)


def test_an_address_with_a_semicolon_stays_one() -> None:
    work = it.Work(id="source/x", kind=it.SourceKind.VIDEO, url="https://example.org/a;b")
    (item,) = rispy.loads(ris.ris_entries([work]))
    assert item["urls"] == ["https://example.org/a%3Bb"]
    assert f"URL: {work.url}" in item["notes"]


def test_awkward_characters_survive() -> None:
    line = " ".join(AWKWARD.split())
    work = it.Work(
        id="source/x",
        kind=it.SourceKind.WIRE_COPY,
        title=line,
        authors=(line, "Smith and Sons, Ltd.", "others"),
        publisher=line,
        url="https://example.org/a%20b?c=d&e=f#g_~h",
    )
    _, fields = bibtex_fields(bibtex.bibtex_entries([work]))
    assert fields["title"] == fields["journaltitle"] == line
    assert fields["author"] == [*work.authors]
    assert fields["url"] == work.url
    (item,) = rispy.loads(ris.ris_entries([work]))
    assert (item["title"], item["authors"]) == (line, [*work.authors])


# What is cited


def test_the_whole_is_cited_with_all_its_sources(talks: it.Dataset) -> None:
    dataset, *sources = talks.cite().works
    assert [work.id for work in sources] == sorted(talks.sources)
    assert (dataset.title, dataset.version) == (talks.title, talks.version)
    assert dataset.rights == talks.license
    assert dataset.kind is it.SourceKind.DATASET
    assert repr(talks.cite()) == f"<Citation of 1 dataset, {len(sources)} sources>"


def resting_on(talks: it.Dataset, some: Iterable[it.Record]) -> set[str]:
    """The ids of sources as one would gather them by hand."""
    ids = {str(claim.source) for record in some for _, _, claim in record.claims()}
    ids |= {str(record.id) for record in some if isinstance(record, it.Source)}
    for id in [*ids]:
        container = talks.sources[id].part_of
        while container:
            ids.add(str(container))
            container = talks.sources[container].part_of
    return ids


def test_each_record_brings_the_sources_that_it_rests_on(talks: it.Dataset) -> None:
    found = set()
    for record in talks:
        works = talks.cite(record.id).works
        assert {work.id for work in works[1:]} == resting_on(talks, [record])
        found.add(len(works))
    assert len(found) > 2


@given(data=st.data())
def test_order_and_repetition_do_not_matter(talks: it.Dataset, data: st.DataObject) -> None:
    ids = data.draw(st.lists(st.sampled_from([record.id for record in talks]), max_size=6))
    cited = it.cite([talks[id] for id in ids])
    assert {work.id for work in cited.works[1:]} == resting_on(talks, [talks[id] for id in ids])
    again = data.draw(st.permutations([*ids, *ids[:2]]))
    assert it.cite([talks[id] for id in again]) == cited
    assert it.cite(talks[id] for id in ids) == it.cite([talks[id] for id in ids], within=talks)


def test_a_part_brings_what_contains_it(talks: it.Dataset) -> None:
    photo = talks.sources[PHOTO]
    assert [work.id for work in talks.cite(PHOTO).works[1:]] == [PHOTO, ARTICLE]
    container = talks.cite(PHOTO).works[1].container
    assert container == talks.cite(ARTICLE).works[1]
    assert photo.publisher
    assert talks.cite(PHOTO).works[1].publisher == talks.actors[photo.publisher].name


def test_dissents_are_rested_on_too(talks: it.Dataset) -> None:
    def sources(record: it.Record) -> set[str]:
        return {str(c.source) for claims in record.provenance.values() for c in claims}

    def more(record: it.Record) -> set[str]:
        dissents = {str(c.source) for claims in record.dissents.values() for c in claims}
        return dissents - sources(record)

    record, extra = next((record, more(record)) for record in talks if more(record))
    assert extra <= {work.id for work in talks.cite(record).works}


def test_ids_records_and_collections_can_be_cited(talks: it.Dataset) -> None:
    figures = talks.figures.where(about="event/spiderweb")
    expected = it.cite(figures)
    assert talks.cite(figures) == expected
    assert talks.cite(*figures) == expected
    assert talks.cite(*figures.values()) == expected
    assert it.cite(figures.values()) == expected
    assert it.cite(talks) == talks.cite()
    assert it.cite(talks.events["event/spiderweb"]) == talks.cite("event/spiderweb")


def test_no_records_rest_on_nothing(talks: it.Dataset) -> None:
    assert len(talks.cite(talks.figures.where(about="event/nothing")).works) == 1
    assert len(it.cite([]).works) == 1


def test_a_part_of_itself_is_no_endless_citation(talks: it.Dataset) -> None:
    one = attrs.evolve(talks.sources[CODEBOOK], id=it.Id("source/one"), part_of=it.Id("source/two"))
    two = attrs.evolve(one, id=it.Id("source/two"), part_of=it.Id("source/one"))
    ids = [work.id for work in it.cite([one, two]).works[1:]]
    assert ids == [CODEBOOK, "source/one", "source/two"]


def test_unknown_names_are_refused(talks: it.Dataset) -> None:
    with pytest.raises(it.UnknownId, match="did you mean 'event/spiderweb'"):
        talks.cite("event/spiderwb")
    with pytest.raises(TypeError, match=r"dataset\.cite"):
        it.cite(["event/spiderweb"])  # type: ignore[list-item]
    lost = attrs.evolve(talks.sources[CODEBOOK], publisher=it.Id("actor/nobody"))
    with pytest.raises(it.Uncitable, match="actor/nobody, which source/istanbul-talks-codebook"):
        it.cite(lost)


# Which dataset


def test_outside_data_are_cited_under_their_own_title_beside_ours(talks: it.Dataset) -> None:
    mine = it.read(TOP / "examples" / "outside.json")
    own, ours, *sources = mine.cite().works
    assert (own.title, own.version, own.rights) == (mine.title, mine.version, mine.license)
    assert not own.authors
    assert ours == talks.cite().works[0]
    assert {*mine.sources} <= {work.id for work in sources}
    assert it.cite(mine) == mine.cite()
    alone = next(r for r in mine if all(t.target in mine for t in mine.references_of(r.id)))
    assert ours not in mine.cite(alone.id).works


def test_records_without_a_head_rest_on_ours(talks: it.Dataset) -> None:
    some = it.Dataset(talks.figures.where(about="event/spiderweb").values())
    assert some.cite() == talks.cite(*some.figures)


def test_a_fork_and_ours_have_keys_of_their_own(talks: it.Dataset) -> None:
    figures = talks.figures.where(about="event/spiderweb").values()
    fork = it.Dataset(figures, title=talks.title, version="9", license=talks.license)
    ids = [work.id for work in fork.cite().works]
    assert len({*ids}) == len(ids)
    assert [work.version for work in fork.cite().works[:2]] == ["9", talks.version]


def test_who_maintains_the_data_is_said_once(talks: it.Dataset) -> None:
    """The citation comes from the package; CITATION.cff, for GitHub and Zenodo, says the same."""
    citation = yaml.safe_load((TOP / "CITATION.cff").read_text("utf-8"))
    dataset = talks.cite().works[0]
    assert [author["name"] for author in citation["authors"]] == [*dataset.authors]
    assert citation["version"] == dataset.version
    assert dataset.rights in citation["license"]
    assert metadata("istanbul-talks")["Author"] == dataset.authors[0]
    assert str(talks.cite()).splitlines()[0] == (
        f"{dataset.authors[0]}. {talks.title} (version {talks.version}) [dataset]. {talks.license}."
    )


# The command, and the exports


def run(*args: str) -> str:
    result = CliRunner().invoke(main, ["cite", *args])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_prints_each_format(name: str, talks: it.Dataset) -> None:
    assert run("--format", name) == f"{writer(name)(talks.cite().works)}\n"
    ids = [PHOTO, "event/spiderweb"]
    assert run(*ids, "--format", name) == f"{writer(name)(talks.cite(*ids).works)}\n"


def test_the_command_cites_other_data() -> None:
    mine = TOP / "examples" / "outside.json"
    assert run("--data", str(mine)) == f"{it.read(mine).cite()}\n"
    result = CliRunner().invoke(main, ["cite", "--data", "nowhere.json"])
    assert result.exit_code == 2
    assert "nowhere.json" in result.output


def test_the_command_refuses_unknown_ids() -> None:
    result = CliRunner().invoke(main, ["cite", "event/spiderwb"])
    assert result.exit_code == 2
    assert "did you mean 'event/spiderweb'?" in result.output


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
def test_the_dataset_is_exported_as_references(
    name: str, talks: it.Dataset, tmp_path: Path
) -> None:
    path = tmp_path / "references"
    export_writer(name)(talks, path)
    written = path.read_bytes().decode()
    breaks = "\r\n" if name == "ris" else "\n"
    assert written == f"{writer(name)(talks.cite().works)}\n".replace("\n", breaks)


def test_a_citation_has_a_method_a_format(talks: it.Dataset) -> None:
    cited = talks.cite()
    for name in FORMATS:
        assert getattr(cited, name.replace("-", "_"))() == writer(name)(cited.works)
    assert str(cited) == cited.text()


def test_a_citation_processor_makes_references(talks: it.Dataset) -> None:
    """Of those that have no range for a date: citeproc-py cannot write one out in that style."""
    items = [
        item
        for item in json.loads(talks.cite().csl_json())
        if len(item.get("issued", {}).get("date-parts", [])) < 2
    ]
    made = references_by_citeproc(items)
    assert len(made) == len(items) > 5
    assert any(one.startswith("Murad Sezer") and "2025" in one for one in made)
    assert any(one.startswith("The istanbul-talks maintainers") for one in made)


def test_reference_managers_read_the_whole(talks: it.Dataset) -> None:
    cited = talks.cite()
    ids = [work.id for work in cited.works]
    assert [entry["id"] for entry in rispy.loads(cited.ris())] == ids
    assert not csl_complaints(json.loads(cited.csl_json()))
    assert [*pybtex.database.parse_string(cited.bibtex(), "bibtex").entries] == ids
