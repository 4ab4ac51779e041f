"""What both sides have in common is told by hashes and not read; the comparison is the same as if it were."""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InvalidDatasetError
from pipeline.review.diff import compare
from pipeline.review.files import folder_files, in_common
from pipeline.review.revision import read_sides
from tests.review.casebooks import Book, store

ONE = Book([[("成果", "节电 500 度。减排 20 吨。")]], source="one.txt")
OTHER = Book([[("成果", "植树 7 亩。节水 30 吨。"), ("亮点", "共 12 家。")]], source="other.txt")
THIRD = Book([[("成果", "投资 9 亿元。")]], source="third.txt", edition=2021)
CHANGED = replace(OTHER, cases=[[("成果", "植树 8 亩。节水 30 吨。")]])
RENAMED = replace(OTHER, source="renamed.txt")
READ_OTHERWISE = replace(ONE, claims={"20 吨": {"bound": "approx"}}, version="1.1")
MOVED = replace(CHANGED, cases=[[("成果", "植树 8 亩。投资 9 亿元。")]])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([ONE, OTHER, THIRD], [ONE, OTHER, THIRD]),
        ([ONE, OTHER, THIRD], [ONE, CHANGED, THIRD]),
        ([ONE, OTHER], [ONE, OTHER, THIRD]),
        ([ONE, OTHER, THIRD], [OTHER]),
        ([ONE, OTHER, THIRD], [ONE, RENAMED, THIRD]),
        ([ONE, OTHER, THIRD], [READ_OTHERWISE, OTHER, THIRD]),
        ([ONE, OTHER, THIRD], [ONE, MOVED]),
        ([ONE], [OTHER]),
    ],
)
def test_what_is_in_common_changes_nothing(tmp_path: Path, old: list[Book], new: list[Book]) -> None:
    before, now = str(store(tmp_path / "old", *old)), str(store(tmp_path / "new", *new))
    whole = compare(*read_sides(before, now, tmp_path))
    sides = read_sides(before, now, tmp_path, whole=False)
    assert compare(*sides) == whole
    same = {(book.edition, book.source) for book in old if book in new}
    assert sides[0].left_out == sides[1].left_out == same


def test_nothing_is_decoded_of_equal_datasets(tmp_path: Path) -> None:
    sides = [store(tmp_path / name, ONE, OTHER) for name in ("old", "new")]
    before, now = read_sides(*map(str, sides), tmp_path, whole=False)
    assert before.tables == now.tables == {}
    assert compare(before, now).unchanged == now.claims_left_out == 4


@pytest.mark.parametrize("damaged", ["claims/edition=2020/one.txt.parquet", "codes/codes.parquet"])
def test_a_damaged_file_is_found_where_both_have_the_same_damage(tmp_path: Path, damaged: str) -> None:
    folder = store(tmp_path, ONE)
    path = folder / damaged
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(InvalidDatasetError, match=f"{damaged} is not as the run wrote it"):
        folder_files(folder)


def test_a_source_with_a_file_less_is_not_the_same(tmp_path: Path) -> None:
    old, new = store(tmp_path / "old", ONE, OTHER), store(tmp_path / "new", ONE, OTHER)
    (new / "claims/edition=2020/one.txt.parquet").unlink()
    assert in_common(folder_files(old), folder_files(new)) == {(2020, "other.txt")}
