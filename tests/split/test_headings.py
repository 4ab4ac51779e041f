"""The vocabulary of headings: every record's examples match what they name."""

import pytest

from pipeline.errors import LexiconError
from pipeline.lexicon import loading
from pipeline.lexicon.headings import FILE, case_number, is_organisation, kind_by_ending, marks, title_kind
from pipeline.lexicon.typography import lines_of, marker_of
from pipeline.model import Document
from pipeline.read.text import read_text
from pipeline.split import split
from pipeline.split.headings import find_headings


def test_every_title_has_examples_of_its_kind() -> None:
    for record in loading.load_records(FILE, "title"):
        assert {title_kind(example) for example in record["examples"]} == {record["kind"]}, record["examples"]


def test_every_ending_has_examples_of_its_kind_that_are_no_known_titles() -> None:
    for record in loading.load_records(FILE, "ending"):
        for example in record["examples"]:
            assert (title_kind(example), kind_by_ending(example)) == (None, record["kind"])


def test_every_mark_has_an_example_that_it_heads() -> None:
    for record in loading.load_records(FILE, "mark"):
        assert all(symbol in marks() for symbol in record["open"])
        found = find_headings(lines_of(record["example"]), frozenset())
        assert [heading.kind is not None for heading in found] == [True], record["example"]


def test_every_other_record_has_examples_that_match() -> None:
    for record in loading.load_records(FILE, "prefix"):
        assert title_kind(record["example"]) is not None
    for record in loading.load_records(FILE, "organisation"):
        assert all(is_organisation(example) for example in record["examples"])
    for record in loading.load_records(FILE, "case"):
        assert case_number(record["example"]) is not None


@pytest.mark.parametrize("title", ["零废弃办公", "技术创新", "光盘打卡", "一、试点先行", "我们的故事", "公司", "项目"])
def test_other_short_lines_are_no_known_titles(title: str) -> None:
    assert title_kind(title) is None


@pytest.mark.parametrize("line", ["内河港口“智能岸电”项目", "公司", "有限公司", "探索零废弃管理之路", "2021 年 3 月"])
def test_other_lines_do_not_name_an_organisation(line: str) -> None:
    assert not is_organisation(line)


@pytest.mark.parametrize("line", ["案例三十年回顾", "案例 基于自然的处理路径", "第一，建立制度", "Cases"])
def test_other_lines_do_not_number_a_case(line: str) -> None:
    assert case_number(line) is None


def headings(text: str) -> list[str]:
    return [heading.title for heading in find_headings(lines_of(text), frozenset())]


FOUND = {
    "text behind the bracket": ("【案例概述】全年节电5万度。\n【项目成果】减排3吨。", ["案例概述", "项目成果"]),
    "text behind a colon": ("■ 案例概述：全年节电5万度。\n■ 项目成果：减排3吨。", ["案例概述", "项目成果"]),
    "bold, as Markdown marks it": (
        "**案例概述**\n\n全年节电5万度。\n\n**项目成果**\n\n减排3吨。",
        ["案例概述", "项目成果"],
    ),
    "bold lists, and a bold word": ("**案例概述**\n* 全年节电5万度\n* 减排3吨\n**全年**减排3吨。", ["案例概述"]),
    "a mark and a bracket": ("◎【案例概述】\n正文。", ["案例概述"]),
    "a title in two lines": ("◎ 项目重要影响及\n可持续性\n正文。", ["项目重要影响及可持续性"]),
    "spaces in the title": ("◎ 项 目 成 果\n正文。", ["项 目 成 果"]),
    "a footnote mark is none": ("◎ 案例概述\n正文【1】。\n\n【1】潘杰，《建议》。", ["案例概述"]),
    "list items with the heading's mark are none": (
        "● 项目成果\n● 节约用电58万度；\n● 减少排放574吨；\n● 噪声得到控制。\n● 项目亮点\n正文。",
        ["项目成果", "项目亮点"],
    ),
    "a title that lost its mark": (
        "◎ 案例概述\n甲。\n◎ 项目成果\n乙。\n◎ 案例概述\n丙。\n\n项目成果\n丁。\n◎ 项目成果\n戊。",
        ["案例概述", "项目成果", "案例概述", "项目成果", "项目成果"],
    ),
    "a known title inside a marked section is none": (
        "◎ 案例概述\n甲。\n◎ 项目实施\n\n主要做法\n\n乙。\n◎ 项目成果\n丙。",
        ["案例概述", "项目实施", "项目成果"],
    ),
    "numbered inside marked is none": (
        "◎ 案例概述\n甲。\n◎ 项目实施\n一、技术方案\n乙。\n二、试点先行\n丙。",
        ["案例概述", "项目实施"],
    ),
    "numbers of chapter and section": (
        "1.1 企業簡介\n甲。\n1.2 項目背景\n乙，排放約\n1.3 萬噸。\n2.1 企業簡介\n丙。\n2.2 成效與融資\n丁。",
        ["企業簡介", "項目背景", "企業簡介", "成效與融資"],
    ),
    "contents are none": ("目录\n案例概述……3\n项目成果 5\n\n◎ 案例概述\n甲。", ["案例概述"]),
}


@pytest.mark.parametrize(("text", "expected"), FOUND.values(), ids=FOUND.keys())
def test_headings_are_what_the_book_uses_as_headings(text: str, expected: list[str]) -> None:
    assert headings(text) == expected


def test_a_broken_record_names_file_and_record(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "load_records", lambda *_: ({"text": "本案例", "wrong": "x"},))
    with pytest.raises(
        LexiconError, match=r"lexicon/headings\.toml, \[\[prefix\]\] no\. 1 \(本案例\): example missing"
    ):
        loading.check_records(FILE, "prefix", required={"text": str, "example": str}, optional={})


def test_a_missing_file_or_table_is_named() -> None:
    with pytest.raises(LexiconError, match=r"lexicon/none\.toml cannot be read"):
        loading.load_records("none.toml", "title")
    with pytest.raises(LexiconError, match=r"no records \[\[none\]\]"):
        loading.load_records(FILE, "none")


def test_a_title_over_two_lines_is_one_heading() -> None:
    cases, sections = split(
        Document("a.txt", 2020, "", "text/plain", "某公司\n\n◎ 案例概述\n节电。\n\n◎ 项目\n实施\n减排 3 吨。\n")
    )
    assert [section.heading for section in sections][-2:] == ["案例概述", "项目实施"]
    assert sections[-1].text == "减排 3 吨。"
    assert len(cases) == 1


def test_a_title_does_not_go_on_in_a_table() -> None:
    text = "某公司\n\n◎ 案例概述\n节电。\n\n◎ 项目\n亮点\t2019年\t2020年\n用电量（度）\t30\t20\n"
    sections = split(read_text(text.encode(), "a.txt", 2020))[1]
    assert [section.heading for section in sections][-2:] == ["案例概述", "项目"]
    assert [block.text for block in sections[-1].blocks] == ["亮点", "2019年", "2020年", "用电量（度）", "30", "20"]


@pytest.mark.parametrize(
    ("text", "number"), [("三、节电", 3), ("十五、节水", 15), ("二十一、减排", 21), ("（十）其", 10)]
)
def test_an_item_is_numbered_by_a_numeral(text: str, number: int) -> None:
    marker = marker_of(text)
    assert marker is not None
    assert marker.number == number


@pytest.mark.parametrize("text", ["三五、加强管理", "二一、", "（五三）", "第九九，", "十十、"])
def test_digits_that_make_no_numeral_number_no_item(text: str) -> None:
    assert marker_of(text) is None
