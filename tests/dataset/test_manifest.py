"""Every source has file names of its own."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.dataset.manifest import TABLES, file_sha256
from pipeline.dataset.naming import file_name, table_path
from pipeline.dataset.schema import TABLES as DEFINITIONS
from pipeline.errors import MisuseError
from pipeline.places import LONGEST_NAME, edition_and_source

parts = st.text(st.sampled_from("a_%~.案5F"), min_size=1, max_size=5)
sources = st.lists(parts, min_size=1, max_size=3).map("/".join)


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
