"""What stands in `dataset.toml` stands in the descriptors, and a change of it is enough to write them anew."""

import json
from pathlib import Path

import pytest

from pipeline.dataset.manifest import About, Work
from pipeline.engine.about import read_about
from pipeline.engine.update import run_all
from pipeline.errors import MisuseError


def test_without_a_file_nothing_is_claimed(tmp_path: Path) -> None:
    assert read_about(tmp_path) == About()


def test_what_is_left_out_is_absent(tmp_path: Path) -> None:
    (tmp_path / "dataset.toml").write_text(
        'license = "MIT"\n[[works]]\npath = "2020/甲.txt"\ntitle = "甲"\n', encoding="utf-8"
    )
    assert read_about(tmp_path) == About(license="MIT", works=(Work("2020/甲.txt", "甲"),))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = 2020\n", "title: 2020 is no str"),
        ("licence = 'MIT'\n", "'licence' is none of its fields"),
        ("works = 'none'\n", "works"),
        ("works = ['none']\n", "works"),
        ("[[works]]\ntitle = '甲'\n", "'path' is missing"),
        ("title = ", "cannot be read"),
    ],
)
def test_what_cannot_be_meant_is_told(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "dataset.toml").write_text(text, encoding="utf-8")
    with pytest.raises(MisuseError, match=said):
        read_about(tmp_path)


@pytest.mark.usefixtures("plain_stages")
def test_a_new_title_is_written_and_no_book_read_again(raw: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_all(raw, out)
    (raw / "dataset.toml").write_text('title = "案例"\n', encoding="utf-8")
    summary = run_all(raw, out)
    assert summary.written
    assert not summary.done
    assert not summary.ignored
    assert json.loads((out / "datapackage.json").read_bytes())["title"] == "案例"
    assert not run_all(raw, out).written
