"""Places: local folders and what lies behind URLs."""

from pathlib import Path

import pytest

from dragoman.errors import LedgerError
from dragoman.ledger.places import is_url, place_of


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("s3://bucket/news/", "s3://bucket/news"),
        (Path("s3://bucket/news"), "s3://bucket/news"),
        ("memory://a", "memory://a"),
    ],
)
def test_a_url_is_known_though_it_went_through_a_path(path, address):
    assert is_url(path)
    assert place_of(path).address == address


def test_a_path_is_none(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s3:").mkdir()
    (tmp_path / "s3:" / "news").mkdir()
    for path in ("news", "/news", "a:b", "C:/news", "s3:/news", "", "./s3:/news"):
        assert not is_url(path)
    assert place_of("s3:/news").address == str(tmp_path / "s3:" / "news")


@pytest.mark.parametrize("where", ["local", "memory"])
def test_files_are_put_listed_read_and_taken_away(tmp_path, where):
    if where == "memory":
        pytest.importorskip("fsspec")
    place = place_of(tmp_path / "out" if where == "local" else f"memory://{tmp_path.name}/out")
    source = tmp_path / "source"
    assert (place.names("events"), place.size("events")) == ([], 0)
    assert place.read("events/1.parquet") is None
    assert not place.exists("events/1.parquet")
    for name, words in (("2", b"two"), ("1", b"one"), ("1", b"once more")):
        source.write_bytes(words)
        place.put(source, f"events/{name}.parquet")
    assert place.names("events") == ["1.parquet", "2.parquet"]
    assert place.size("events") == 12
    assert place.exists("events/1.parquet")
    assert place.read("events/1.parquet") == b"once more"
    for _ in range(2):
        place.remove("events/1.parquet")
    assert place.names("events") == ["2.parquet"]


def test_what_cannot_be_reached_is_said(tmp_path, monkeypatch):
    pytest.importorskip("fsspec")
    with pytest.raises(LedgerError, match="nosuch:// can't be reached"):
        place_of("nosuch://bucket/a").read("ledger.json")
    place = place_of("memory://bucket/a")

    def broken(path):
        raise RuntimeError("no keys were given")

    monkeypatch.setattr(place.system, "cat_file", broken)
    with pytest.raises(LedgerError, match=r"memory://bucket/a can't be reached: no keys"):
        place.read("ledger.json")
