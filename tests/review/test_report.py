import json
from dataclasses import replace

import pytest
from rich.console import Console

from pipeline.review.change import Comparison
from pipeline.review.diff import compare
from pipeline.review.filters import Filter, narrowed
from pipeline.review.report import to_json, to_markdown, to_text
from tests.review.casebooks import Book, snapshot

HOSTILE = "见</script><script>alert(1)</script> [点](javascript:alert(1)) @all `x` | \x1b[31m\u202e =cmd|'/C calc'!A0 "
OLD = Book([[("成果", f"{HOSTILE}节电 500 度。减排 20 吨。"), ("亮点", "植树 7 亩。")], [("成果", "设备 9 台。")]])
READ_ANEW = {"low": 501.0, "norm_low": 501.0, "rule": "test.range"}
NEW = replace(OLD, claims={"500 度": READ_ANEW, "7 亩": {"topic": "area"}})


@pytest.fixture
def comparison() -> Comparison:
    return compare(snapshot(OLD, name="HEAD"), snapshot(NEW, name="extracted"))


def printed(comparison: Comparison, *, colour: bool = False) -> str:
    console = Console(force_terminal=colour, width=400, no_color=not colour, soft_wrap=True, record=True, file=None)
    with console.capture() as captured:
        console.print(to_text(comparison), soft_wrap=True)
    return captured.get()


def test_text_shows_counts_cause_sentence_and_cells(comparison: Comparison) -> None:
    text = printed(comparison)
    assert "HEAD → extracted: claims 0 added, 0 removed, 2 changed, 0 moved, 2 the same" in text
    assert "rule test.range fires instead of test.unit: 1 changed" in text
    assert "节电 {+500 度+}。" in text
    assert "low: 500 → 501" in text


def test_text_lets_no_control_of_the_source_through(comparison: Comparison) -> None:
    text = printed(comparison)
    assert "<U+001B>[31m<U+202E>" in text
    assert not set(text) & {"\x1b", "\u202e"}


def test_text_marks_both_quotes_where_the_source_differs() -> None:
    new = replace(OLD, cases=[OLD.cases[0], [("成果", "设备 12 台。")]])
    text = printed(compare(snapshot(OLD), snapshot(new)))
    assert "- 设备 [-9 台-]。" in text
    assert "+ 设备 {+12 台+}。" in text


def test_markdown_shows_source_text_in_code_spans_only(comparison: Comparison) -> None:
    markdown = to_markdown(comparison)
    line = next(line for line in markdown.splitlines() if "script" in line)
    assert line.split("``")[1].strip().startswith("见</script><script>")
    assert "| 0 | 0 | 2 | 0 | 2 |" in markdown


def test_markdown_is_bounded_and_counts_what_it_leaves_out() -> None:
    new = snapshot(Book([[("成果", "".join(f"第{n}项节电 {n} 度。" for n in range(3000)))]]))
    markdown = to_markdown(compare(snapshot(OLD), new), longest=5000)
    assert len(markdown) <= 5000
    assert "| 3,000 | 4 | 0 | 0 | 0 |" in markdown
    shown = sum(line.startswith("- ") for line in markdown.splitlines())
    total = 3004 + len(compare(snapshot(OLD), new).others)
    assert f"{total - shown:,} more are not shown here" in markdown


def test_markdown_stays_bounded_with_thousands_of_causes() -> None:
    new = replace(OLD, cases=[[("成果", "".join(f"第{n}项节电 {n} 度。" for n in range(1000)))]])
    old = replace(new, claims={f"{n} 度": {"rule": f"rule.{n}"} for n in range(1000)})
    markdown = to_markdown(compare(snapshot(old), snapshot(new)))
    assert len(markdown) <= 60_000
    assert "more causes" in markdown


def test_a_cell_is_shown_with_what_it_is_of() -> None:
    cell = {"in_table": True, "item": "二号楼", "row_label": "二号楼", "column_label": "用电 / 2020 年"}
    old = Book([[("成果", "二号楼 500 度 20 吨")]], claims={"500 度": cell, "20 吨": cell})
    new = replace(old, claims={"500 度": cell | {"bound": "approx"}, "20 吨": cell})
    one, none = snapshot(old), replace(snapshot(old), tables=snapshot(Book([])).tables)
    for found in (compare(none, one), compare(one, snapshot(new))):
        line = next(line for line in to_markdown(found).splitlines() if "500 度" in line)
        assert "二号楼 | 用电 / 2020 年" in line
        assert " of 二号楼 | 用电 / 2020 年" in printed(found)


def test_json_is_complete(comparison: Comparison) -> None:
    content = json.loads(to_json(comparison))
    assert content["counts"] == {"added": 0, "removed": 0, "changed": 2, "moved": 0, "unchanged": 2, "other_tables": 0}
    assert [group["weight"] for group in content["groups"]] == ["high", "medium"]
    change = content["changes"][0]
    assert change["old"]["low"] == 500
    assert change["new"]["low"] == 501
    assert change["fields"][0] == {"column": "low", "aspect": "value", "old": 500, "new": 501, "weight": "high"}
    assert {key for group in content["groups"] for key in group["changes"]} == {c["key"] for c in content["changes"]}


@pytest.mark.parametrize(
    ("wanted", "quotes"),
    [
        (Filter(), ["500 度", "7 亩"]),
        (Filter(cases=(1,)), ["500 度", "7 亩"]),
        (Filter(cases=(2,)), []),
        (Filter(topics=("area",)), ["7 亩"]),
        (Filter(causes=("rule",)), ["500 度"]),
        (Filter(causes=("test.range",)), ["500 度"]),
        (Filter(fields=("norm",)), ["500 度"]),
        (Filter(fields=("norm_low", "topic")), ["500 度", "7 亩"]),
        (Filter(fields=("norm",), topics=("area",)), []),
    ],
)
def test_filters_keep_what_is_asked_for(comparison: Comparison, wanted: Filter, quotes: list[str]) -> None:
    assert [change.row["quote"] for change in narrowed(comparison, wanted).changes] == quotes
