"""The README tells the truth: its examples run and print what it shows, its figures and records are those of today."""

import re
import tomllib
from pathlib import Path

import pytest

from benchmarks import picture
from benchmarks.readme import README, READMES, Example, examples, prepare, shown_table, tables

ROOT = README.parent
TEXT = README.read_text(encoding="utf-8")
TEXTS = [path.read_text(encoding="utf-8") for path in READMES]
EXAMPLES = [example for text in TEXTS for example in examples(text)]
RECORDS = re.findall(r"^```toml\n# (\S+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("readme")
    prepare(place)
    return place


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.code.splitlines()[0])
def test_an_example_prints_what_is_shown(example: Example, folder: Path) -> None:
    assert example.output(folder) == example.shown


def test_every_block_of_code_shows_its_output() -> None:
    assert len(EXAMPLES) == sum(len(re.findall(r"^```(?:python|console)$", text, re.MULTILINE)) for text in TEXTS)


@pytest.mark.parametrize("library", ["pandas", "pyarrow", "duckdb", "polars"])
def test_there_is_an_example_for(library: str) -> None:
    assert any(library in example.code for example in EXAMPLES)


def test_the_figures_are_those_of_today() -> None:
    for name, table in tables().items():
        shown = shown_table(name).search(TEXT)
        assert shown is not None, name
        assert shown[0] == table, "`make figures` brings the README up to date"


def test_the_picture_shows_the_figures_of_today(folder: Path) -> None:
    for path, line in picture.lines(folder / "extracted").items():
        assert line in path.read_text(encoding="utf-8"), "`python -m benchmarks.picture` draws it anew"


@pytest.mark.parametrize(("path", "record"), RECORDS, ids=[path for path, _ in RECORDS])
def test_a_record_shown_is_in_the_lexicon(path: str, record: str) -> None:
    lexicon = tomllib.loads((ROOT / path).read_text(encoding="utf-8"))
    for table, shown in tomllib.loads(record).items():
        for each in shown:
            assert each in lexicon[table]


@pytest.mark.parametrize("link", [link for text in TEXTS for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", text)])
def test_a_link_leads_to_a_file(link: str) -> None:
    assert (ROOT / Path(link)).exists()
