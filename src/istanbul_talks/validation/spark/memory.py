"""All that was remembered of records, as tables in Spark."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import attrs
from pyspark.sql import DataFrame, functions as sf

from istanbul_talks.validation.facts import Facts
from istanbul_talks.validation.index import Index
from istanbul_talks.validation.spark.remembered import CANONICAL, take_in
from istanbul_talks.validation.spark.rows import arrow, ddl

if TYPE_CHECKING:
    from pyarrow import RecordBatch

BELIEF = "demands string, dissents array<string>"
REST = (
    "relations map<string, array<string>>, "
    "disagreement struct<field: string, records: array<string>>"
)

UNMET = {"what": "string", "id": "string"}


@attrs.frozen(eq=False)
class Memory:
    """What was remembered.

    ``records`` has a row for each record, canonical ones included, and each that came again.
    ``known`` has one for each id: what its first record says, how many records of the input have
    it, the least and the greatest of what is believed of it, and the last block that has it.
    ``needs`` are those that were not met at once.
    """

    records: DataFrame
    known: DataFrame
    needs: DataFrame
    kept: list[DataFrame]
    """What Spark keeps until everything is known."""

    @classmethod
    def of(cls, records: DataFrame, needs: DataFrame, kept: list[DataFrame]) -> "Memory":
        """Bring together what was remembered of each id."""
        first = sf.min(sf.struct("block", "seq", "belief", "rest", "key"))
        known = records.groupBy("id").agg(
            first.alias("first"),
            sf.count_if(sf.col("block") < CANONICAL).alias("count"),
            sf.min("belief").alias("least"),
            sf.max("belief").alias("greatest"),
            sf.max("block").alias("last"),
        )
        columns = ("id", "first.*", "count", "least", "greatest", "last")
        known = known.select(*columns).persist()
        kept.append(known)
        return cls(records, known, needs, kept)

    @property
    def own(self) -> DataFrame:
        """The ids of the input."""
        return self.known.where(sf.col("block") < CANONICAL)

    @property
    def repeated(self) -> DataFrame:
        """Every place of an id that several records of the input have."""
        several = self.known.where(sf.col("count") > 1).select("id")
        own = self.records.where(sf.col("block") < CANONICAL)
        return own.join(several, "id", "left_semi")

    @property
    def unsure(self) -> DataFrame:
        """Ids of which some look may have believed what is not so."""
        return self.known.where(sf.col("least") < sf.col("greatest"))

    @property
    def overriding(self) -> DataFrame:
        """Ids under which the input has a record of its own in place of a canonical one."""
        return self.own.where(sf.col("last") == CANONICAL)

    @property
    def unmet(self) -> DataFrame:
        """Needs that nothing meets, and the blocks that have them.

        Whether an id exists is for a join to say, and all else for the index, one need at a time.
        """
        wanted = self.needs.groupBy("what", "id").agg(sf.max("end").alias("end"))
        dangling = wanted.join(self.known, "id", "left_anti").select(*UNMET)
        found = wanted.where(sf.col("what") != "record").join(self.known, "id")
        refused = found.select("what", "id", "end", "belief").mapInArrow(refuse, ddl(UNMET))
        return self.needs.join(dangling.unionByName(refused), [*UNMET], "left_semi")

    @property
    def same_key(self) -> DataFrame:
        """Records of the input whose key another has: of actors and places a canonical one, too."""
        named = sf.col("id").startswith("actor/") | sf.col("id").startswith("place/")
        compared = self.known.where(sf.col("key").isNotNull())
        compared = compared.where(named | (sf.col("block") < CANONICAL))
        twice = compared.groupBy("key").count().where(sf.col("count") > 1)
        return self.own.join(twice, "key", "left_semi")

    @property
    def empty_packages(self) -> DataFrame:
        """Packages of the input that no demand is part of."""
        demand = sf.from_json("belief", BELIEF).getField("demands")
        parts = self._rest("relations").where(sf.col("id").startswith("demand/"))
        first = sf.get(sf.col("held").getItem("part_of"), 0)
        filled = parts.select(first.alias("id")).where(sf.col("id").isNotNull())
        return self.own.where(demand == "package").join(filled, "id", "left_anti")

    @property
    def uncovered(self) -> DataFrame:
        """Dissents of the input, by ``id`` and ``field``, that no disagreement covers."""
        fields = sf.explode(sf.from_json("belief", BELIEF).getField("dissents"))
        dissents = self.own.withColumn("field", fields)
        about = self._rest("disagreement").select("held.field", sf.explode("held.records"))
        covered = about.select(sf.col("field").alias("about"), sf.col("col").alias("covered"))
        same = covered.about.isNull() | (covered.about == dissents.field)
        return dissents.join(covered, (covered.covered == dissents.id) & same, "left_anti")

    @property
    def steps(self) -> DataFrame:
        """Which record names which in a field that orders records: ``id``, ``what``, ``target``."""
        relations = self._rest("relations").select("id", sf.explode("held"))
        return relations.select("id", sf.col("key").alias("what"), sf.explode("value")).select(
            "id", "what", sf.col("col").alias("target")
        )

    def _rest(self, name: str) -> DataFrame:
        """What only some records have of what the rules about the whole ask for."""
        held = sf.from_json("rest", REST).getField(name)
        known = self.known.where(sf.col("rest").isNotNull())
        return known.select("id", held.alias("held")).where(sf.col("held").isNotNull())


def refuse(batches: Iterator["RecordBatch"]) -> Iterator["RecordBatch"]:
    """The needs that the record they are about does not meet."""
    for batch in batches:
        unmet = []
        for what, id, end, belief in zip(*(c.to_pylist() for c in batch.columns), strict=True):
            facts = Facts()
            take_in(facts, id, 0, belief)
            if not Index(facts, None).meets(what, id, end):
                unmet.append((what, id))
        columns = {"what": [what for what, _ in unmet], "id": [id for _, id in unmet]}
        yield arrow(UNMET, columns, len(unmet))
