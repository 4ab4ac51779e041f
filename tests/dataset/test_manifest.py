"""The manifest reads back as it was written, and every source has file names of its own."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dataset.manifest import (
    TABLES,
    Manifest,
    SourceRecord,
    StoredFile,
    file_sha256,
    from_json,
    read_manifest,
    to_json,
)
from pipeline.dataset.naming import file_name, table_path
from pipeline.dataset.schema import TABLES as DEFINITIONS
from pipeline.errors import InvalidDatasetError, MisuseError
from pipeline.model import DocumentStatus
from pipeline.places import LONGEST_NAME, edition_and_source

BOOK = SourceRecord(
    edition=2020,
    source="能源/案例.txt",
    sha256="a" * 64,
    size=12,
    decisions=None,
    status=DocumentStatus.PARTIAL,
    message="第 2 页缺失",
    pages=29,
    headed_sections=82,
    exclusions={"date": 3},
    rejects={"law": 1},
    unknown_headings=("案例简介",),
    unknown_units=("炉",),
    files={"documents": StoredFile(1, "b" * 64, "c" * 64), "claims": StoredFile(7, "d" * 64, "e" * 64)},
)
MANIFEST = Manifest("0.1.0", "f" * 64, "0" * 64, (BOOK,))

parts = st.text(st.sampled_from("a_%~.案5F"), min_size=1, max_size=5)
sources = st.lists(parts, min_size=1, max_size=3).map("/".join)


def test_reads_back_as_written() -> None:
    assert from_json(to_json(MANIFEST)) == MANIFEST
    assert to_json(from_json(to_json(MANIFEST))) == to_json(MANIFEST)


def test_counts_rows_and_sums_up_contents() -> None:
    whole = json.loads(to_json(MANIFEST))
    assert list(whole["tables"]) == list(TABLES)
    assert whole["tables"]["claims"]["rows"] == MANIFEST.rows("claims") == 7
    assert whole["tables"]["cases"]["rows"] == 0
    assert whole["tables"]["claims"]["content"] != whole["tables"]["documents"]["content"]


def test_sources_are_in_order_whatever_order_they_came_in() -> None:
    early = SourceRecord(**{name: getattr(BOOK, name) for name in SourceRecord.__slots__} | {"edition": 2019})
    forward, backward = (Manifest("0.1.0", "", "", records) for records in ((early, BOOK), (BOOK, early)))
    assert to_json(forward) == to_json(backward)


@pytest.mark.parametrize("text", ["", "[]", "{}", "null", '{"sources": 3}', to_json(MANIFEST).replace("partial", "?")])
def test_what_is_no_manifest_is_refused(text: str) -> None:
    with pytest.raises(InvalidDatasetError, match=r"manifest\.json is not a manifest"):
        from_json(text)


def test_a_folder_without_manifest_is_no_dataset(tmp_path: Path) -> None:
    with pytest.raises(InvalidDatasetError, match="casebook run"):
        read_manifest(tmp_path)
    (tmp_path / "manifest.json").write_bytes(b"\xff")
    with pytest.raises(InvalidDatasetError, match="cannot be read"):
        read_manifest(tmp_path)


def test_a_missing_file_has_no_hash(tmp_path: Path) -> None:
    assert file_sha256(tmp_path / "none") is None


def test_the_tables_are_those_of_the_schema() -> None:
    assert tuple(DEFINITIONS) == TABLES


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("cbca-casebook-2020.txt", "cbca-casebook-2020.txt"),
        ("能源/电 网/案例 “一”.pdf", "能源__电 网__案例 “一”.pdf"),
        ("-rf.txt", "-rf.txt"),
        ("a_b.txt", "a_b.txt"),
        ("a__b.txt", "a%5F%5Fb.txt"),
        ("a/_b.txt", "a__%5Fb.txt"),
        ("a_/b.txt", "a%5F__b.txt"),
        ("_draft.txt", "%5Fdraft.txt"),
        ("100%.txt", "100%25.txt"),
    ],
)
def test_file_names(source: str, name: str) -> None:
    assert file_name(source) == name
    assert table_path("claims", 2020, source) == f"claims/edition=2020/{name}.parquet"


@given(sources, sources)
def test_two_sources_never_share_a_file(one: str, other: str) -> None:
    assert (file_name(one) == file_name(other)) == (one == other)


@given(sources)
def test_readers_never_pass_over_a_file(source: str) -> None:
    assert not file_name(source).startswith("_")


def test_a_long_name_fits_and_stays_its_own() -> None:
    names = {file_name(f"{'年' * 100}{ending}/案例.txt") for ending in ("", "a", "b")}
    assert len(names) == 3
    assert all(len(name.encode()) <= LONGEST_NAME for name in names)


@pytest.mark.parametrize(
    ("path", "edition", "expected"),
    [
        ("/casebooks/2020/a.txt", None, (2020, "a.txt")),
        ("/casebooks/2020/x/y/a.txt", None, (2020, "x/y/a.txt")),
        ("/casebooks/2020/2021/a.txt", None, (2021, "a.txt")),
        ("/casebooks/2020/x/a.txt", 2022, (2022, "x/a.txt")),
        ("/casebooks/a.txt", 2022, (2022, "a.txt")),
    ],
)
def test_edition_and_source(path: str, edition: int | None, expected: tuple[int, str]) -> None:
    assert edition_and_source(Path(path), edition) == expected


@pytest.mark.parametrize("folder", ["20200", "202", "0020", "２０２０", "raw"])
def test_a_path_that_says_no_year(folder: str) -> None:
    with pytest.raises(MisuseError, match="of which year is"):
        edition_and_source(Path("/casebooks") / folder / "a.txt")
