"""Parquet files in `git diff`, as claims."""

import re
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InvalidDatasetError
from pipeline.review.textconv import lines
from tests.review.casebooks import store
from tests.review.test_report import NEW, OLD
from tests.review.test_revision import git


def test_git_sees_claims_as_lines_that_a_shift_leaves_alone(tmp_path: Path) -> None:
    shifted = replace(OLD, cases=[[("前言", "一年。"), *OLD.cases[0]], OLD.cases[1]])
    old, new = (
        list(lines(store(tmp_path / name, book) / "claims" / "edition=2020" / "book.txt.parquet"))
        for name, book in (("old", OLD), ("new", replace(shifted, claims=NEW.claims)))
    )
    assert len(old) == len(new) == 4
    assert old[3] == new[3]
    assert old[3].startswith("case 02  9 台  =  9 设备  |  source=book.txt")
    assert not any("\x1b" in line or "\n" in line for line in old)


def test_a_file_that_is_no_parquet_is_named(tmp_path: Path) -> None:
    path = tmp_path / "book.parquet"
    path.write_bytes(b"PAR1")
    with pytest.raises(InvalidDatasetError, match=r"book\.parquet is no readable Parquet file"):
        list(lines(path))


def test_git_diff_shows_the_claim_that_changed(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text("*.parquet -text -merge diff=casebook\n", encoding="utf-8")
    git(tmp_path, "config", "diff.casebook.textconv", f"{shlex.quote(sys.executable)} -m pipeline.cli diff --textconv")
    store(tmp_path / "extracted", OLD)
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "a dataset")
    store(tmp_path / "extracted", NEW)
    shown = git(tmp_path, "diff", "--unified=0", "--", "extracted/claims")
    changed = [line[:24] for line in shown.splitlines() if line[0] in "+-" and not line.startswith(("+++", "---"))]
    assert changed[:2] == ["-case 01  500 度  =  500 ", "+case 01  500 度  =  501–"]


def test_git_diff_goes_on_where_nothing_is_installed(tmp_path: Path) -> None:
    makefile = (Path(__file__).parents[2] / "Makefile").read_text(encoding="utf-8")
    (said,) = re.findall(r"^textconv := (.*)$", makefile, re.MULTILINE)
    git(tmp_path, "init", "-q")
    (tmp_path / ".gitattributes").write_text("*.parquet -text diff=casebook\n", encoding="utf-8")
    git(tmp_path, "config", "diff.casebook.textconv", said.replace("$(bin)", ".venv/bin").replace("$$", "$"))
    (tmp_path / "a.parquet").write_bytes(b"PAR1")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "a file")
    (tmp_path / "a.parquet").write_bytes(b"PAR1PAR1")
    shown = git(tmp_path, "diff")
    assert shown.splitlines()[-2:] == ["-4", "+8"]
