"""A folder of Parquet files read by Spark: the same tables, types and rows as DuckDB finds there."""

import os
from datetime import UTC, datetime

import duckdb
import pytest

from flow.test_building import write_pages
from flow.test_partitions import build_here

pyspark = pytest.importorskip("pyspark", reason="Spark is not installed")
pytestmark = pytest.mark.slow

WORDED = """SELECT e.type, count(*) AS told, count(r.country) AS known
FROM events e LEFT JOIN (SELECT DISTINCT reading, actor, country FROM resolutions) r
ON r.reading = e.reading AND r.actor = {first} GROUP BY e.type ORDER BY e.type"""


@pytest.fixture(scope="module")
def spark():
    session = (
        pyspark.sql.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.driver.memory", "600m")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A ledger in several parts, or the one that `SPARK_FOLDER` names."""
    given = os.environ.get("SPARK_FOLDER")
    if given:
        return given
    place = tmp_path_factory.mktemp("spark")
    build_here(place / "out", [str(write_pages(place / "pages"))], size=5)
    return str(place / "out")


def plain(value):
    """A value as both tell it: structures as dictionaries, times without a zone in UTC."""
    if isinstance(value, pyspark.sql.Row):
        return plain(value.asDict())
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def tables(folder):
    return sorted(entry.name for entry in os.scandir(folder) if entry.is_dir())


def test_spark_reads_each_table_as_duckdb_does(spark, folder):
    assert {"readings", "events", "moves", "sketches", "texts"} <= set(tables(folder))
    for table in tables(folder):
        frame = spark.read.parquet(f"{folder}/{table}")
        with duckdb.connect() as connection:
            found = connection.execute(f"FROM read_parquet('{folder}/{table}/*.parquet')")
            columns = [column[0] for column in found.description]
            rows = [dict(zip(columns, row, strict=True)) for row in found.fetchall()]
        assert frame.columns == columns
        told = [plain(row) for row in frame.collect()]
        assert sorted(map(repr, told)) == sorted(repr(plain(row)) for row in rows), table
        assert not [name for name, kind in frame.dtypes if kind == "binary"]


def test_spark_sql_answers_over_all_parts(spark, folder):
    for table in ("events", "resolutions"):
        spark.read.parquet(f"{folder}/{table}").createOrReplaceTempView(table)
    told = [
        tuple(row)
        for row in spark.sql(WORDED.format(first="try_element_at(e.source, 1)")).collect()
    ]
    with duckdb.connect() as connection:
        for table in ("events", "resolutions"):
            connection.execute(
                f"CREATE VIEW {table} AS FROM read_parquet('{folder}/{table}/*.parquet')"
            )
        assert told == connection.execute(WORDED.format(first="e.source[1]")).fetchall()
    assert told
