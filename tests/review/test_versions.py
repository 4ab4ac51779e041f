"""Decisions made under version 1 of the contract, where a table cell was known by its own words alone.

`version1.decisions.jsonl` was written by the page of that version.
"""

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.engine.update import run_all
from pipeline.review.decisions import Decision, Verdict, from_text
from pipeline.review.evidence import Evidence, evidence_of, locate
from pipeline.review.snapshot import read_folder
from pipeline.review.standing import Standing, State, standing
from tests.review.casebooks import Book, rows, snapshot
from tests.review.test_replay import decision, quotes, replayed

TEXT = """ 绿色公司
 ◎ 项目成果
全年节电 500 千瓦时，减排二氧化碳 20 吨。园区种树 300 棵，共 6 个站点，投资 8 万元。

项目\t2018 年\t2019 年
节电量（千瓦时）\t1200\t1500
减排量（吨）\t30\t40
"""
VERSION_1 = (Path(__file__).parent / "version1.decisions.jsonl").read_text(encoding="utf-8")
WHY = "table cells are told apart by their line now"
CELLS = {"1200", "1500", "30"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Standing]:
    """How each decision of the file stands after a run of today, by its quote."""
    folder = tmp_path_factory.mktemp("versions")
    source = folder / "raw" / "2020" / "book.txt"
    source.parent.mkdir(parents=True)
    source.write_text(TEXT, encoding="utf-8")
    source.with_name("book.txt.decisions.jsonl").write_text(VERSION_1, encoding="utf-8")
    run_all(folder / "raw", folder / "extracted")
    standings = standing(from_text(VERSION_1, "version 1"), read_folder(folder / "extracted"))
    return {each.decision.evidence.quote: each for each in standings}


@pytest.mark.parametrize("quote", ["500 千瓦时", "20 吨", "8 万元", "2018 年"])
def test_a_decision_of_version_1_on_prose_or_an_excluded_numeral_holds(found: dict[str, Standing], quote: str) -> None:
    assert (found[quote].state, found[quote].why) == (State.HOLDS, "")


@pytest.mark.parametrize("quote", sorted(CELLS))
def test_a_decision_of_version_1_on_a_cell_is_open_again_since_cells_are_told_apart_by_their_line(
    found: dict[str, Standing], quote: str
) -> None:
    assert found[quote].state is State.OPEN
    assert WHY in found[quote].why


# the same with the ids and sentences of version 2: 5 度 stands in two cells, and in no sentence of the source
LINES = "旧机 5 度 7 度\n新机 5 度 9 度。"
CELL = {"in_table": True, "sentence": "新机 | 用电 | 5 度"}
TABLE = Book([[("成果", LINES)]], claims=dict.fromkeys(("5 度", "7 度", "9 度"), CELL))
OF_VERSION_1 = Evidence("2020/book.txt/01", "成果", "5 度", "5 度", 0, 1)


def of_version_1(verdict: Verdict, **correction: object) -> Decision:
    made = decision(TABLE, "5 度", verdict, **correction)
    return replace(made, claim_id="1" * 16, evidence=OF_VERSION_1)


@pytest.mark.parametrize(
    "made",
    [of_version_1(Verdict.ACCEPTED), of_version_1(Verdict.REJECTED), of_version_1(Verdict.CORRECTED, unit="MW.h")],
    ids=lambda made: made.verdict,
)
def test_a_decision_of_version_1_on_a_cell_changes_nothing_and_is_open_again_with_the_reason(made: Decision) -> None:
    dataset = replayed(TABLE, made)
    assert quotes(dataset, "claims") == quotes(snapshot(TABLE), "claims")
    (found,) = standing([made], dataset)
    assert found.state is State.OPEN
    assert WHY in found.why


def test_a_cell_is_known_by_its_line_and_found_there_again() -> None:
    dataset = snapshot(TABLE)
    (section,) = rows(dataset, "sections")
    text = dataset.texts()[2020, "book.txt"]
    found = [evidence_of(row, section, text) for row in rows(dataset)]
    assert [(each.sentence, each.before) for each in found] == [
        ("旧机 5 度 7 度", 2),
        ("旧机 5 度 7 度", 4),
        ("新机 5 度 9 度。", 2),
        ("新机 5 度 9 度。", 4),
    ]
    spans = [(row["char_start"], row["char_end"]) for row in rows(dataset)]
    assert [locate(each, [section], text) for each in found] == spans


@pytest.mark.parametrize(
    ("verdict", "correction"), [(Verdict.ACCEPTED, {}), (Verdict.REJECTED, {}), (Verdict.CORRECTED, {"unit": "MW.h"})]
)
def test_a_decision_on_a_cell_holds_when_a_line_is_put_above_it(verdict: Verdict, correction: dict[str, str]) -> None:
    made = decision(TABLE, "9 度", verdict, **correction)
    later = replace(TABLE, cases=[[("成果", f"最旧机 5 度 9 度\n{LINES}")]])
    for book in (TABLE, later):
        assert [each.state for each in standing([made], replayed(book, made))] == [State.HOLDS]
