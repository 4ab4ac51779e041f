"""Whole books: cases, headings, kinds, pages, in many layouts."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.model import Case, Document, Section, SectionKind
from pipeline.read.text import read_text
from pipeline.split import heading_note, split
from pipeline.status import DocumentStatus
from tests.split.books import BOOKS, Book

REAL = Path("raw/2020/cbca-casebook-2020.txt")
REAL_CASES = [
    ("北京新素代科技有限公司", "光盘打卡——人工智能减少食物浪费"),
    ("材料乘以设计 ™", "2019 年苏州国际设计周可持续设计展"),
    ("飞蚂蚁", "衣旧有温暖，环保致青春——高校环保捐衣行动"),
    ("国网嘉兴供电公司", "内河港口“智能岸电”项目"),
    ("国网泰州供电公司", "助力“长江大保护”"),
    ("京东集团", "构建更低碳的供应链体系，实现更可持续的未来"),
    ("晶澳太阳能科技股份有限公司", "“冷热利用、智能引领”计划"),
    ("隆基股份", "三个“100”引领光伏企业气候行动"),
    ("朗诗控股", "朗诗绿色中心"),
    ("欧莱雅中国", "“零碳”项目"),
    ("万科集团", "探索零废弃管理之路"),
    ("中国建设银行广东省分行", "根植南粤，绿色金融推动绿色发展"),
    ("中国建设银行上海市分行", "金融创新助力生态低碳发展"),
    ("中国建筑节能协会", "发起中国好建筑行动"),
]


def read_and_split(text: str, encoding: str = "utf-8") -> tuple[Document, tuple[Case, ...], tuple[Section, ...]]:
    document = read_text(text.encode(encoding), "book.txt", 2020)
    return document, *split(document)


def named(cases: tuple[Case, ...]) -> list[tuple[str | None, str | None]]:
    return [(case.organisation, case.title) for case in cases]


def headed(sections: tuple[Section, ...]) -> list[tuple[str | None, str]]:
    return [(section.heading, section.kind.value) for section in sections if section.heading]


def test_the_real_book_has_14_cases_and_82_headed_sections() -> None:
    _, cases, sections = read_and_split(REAL.read_text(encoding="utf-8"))
    assert named(cases) == REAL_CASES
    assert len(headed(sections)) == 82
    assert all(section.known and section.kind is not SectionKind.OTHER for section in sections)
    assert [section.kind for section in sections if not section.heading] == [
        SectionKind.FRONT_MATTER,
        *[SectionKind.TITLE] * 14,
    ]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_a_copy_in_another_encoding_gives_the_same_sections(encoding: str, ending: str) -> None:
    text = REAL.read_text(encoding="utf-8")
    assert read_and_split(text.replace("\n", ending), encoding)[1:] == read_and_split(text)[1:]


def without_page_marks(text: str) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


CHANGES = {
    "no page marks": without_page_marks,
    "no blank lines": lambda text: "\n".join(line for line in text.split("\n") if line.strip()),
    "another mark": lambda text: text.replace("◎", "◆"),
    "a bullet for a mark": lambda text: text.replace("◎", "●").replace("•", "●"),
    "no mark": lambda text: without_page_marks(text.replace("◎ ", "")),
    "another first heading": lambda text: text.replace("案例概述", "案例简介"),
    "an unknown first heading": lambda text: text.replace("案例概述", "故事从这里开始"),
    "brackets": lambda text: text.replace("◎ 案例概述", "【案例概述】").replace("◎ 项目成果", "【项目成果】"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_the_real_book_set_otherwise_splits_alike(change: object) -> None:
    assert callable(change)
    _, cases, sections = read_and_split(change(REAL.read_text(encoding="utf-8")))
    assert (named(cases), len(headed(sections))) == (REAL_CASES, 82)


@pytest.mark.parametrize("book", BOOKS.values(), ids=BOOKS.keys())
def test_a_small_book_splits_as_a_reader_sees_it(book: Book) -> None:
    document, cases, sections = read_and_split(book.text)
    assert tuple(named(cases)) == book.cases
    assert tuple(headed(sections)) == book.headings
    assert (len(document.pages.starts) or None) == book.pages
    assert tuple(document.text[span.start : span.end] for span in document.furniture) == book.furniture


TITLES = {
    "某公司⏎标题": ("长河公司\n一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "标题⏎某公司": ("一条河的变化\n长河公司\n\n", ("长河公司", "一条河的变化")),
    "某公司：标题": ("长河公司：一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "某公司｜标题": ("长河公司｜一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "某公司——标题": ("长河公司——一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "a title over two lines": ("长河公司\n一条河的变化\n与两岸的人\n\n", ("长河公司", "一条河的变化与两岸的人")),
    "a name over two lines": (
        "长河流域综合治理有限\n公司\n一条河的变化\n\n",
        ("长河流域综合治理有限公司", "一条河的变化"),
    ),
    "a name alone": ("长河公司\n\n", ("长河公司", None)),
    "a title alone": ("一条河的变化\n\n", (None, "一条河的变化")),
    "numbered": ("案例一 长河公司：一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "numbered on a line of its own": ("案例 01\n长河公司\n一条河的变化\n\n", ("长河公司", "一条河的变化")),
    "numbered in English": ("Case 1 Long River Group\n一条河的变化\n\n", ("Long River Group", "一条河的变化")),
    "nothing": ("", (None, None)),
}


@pytest.mark.parametrize(("lines", "expected"), TITLES.values(), ids=TITLES.keys())
def test_organisation_and_title_are_told_apart(lines: str, expected: tuple[str | None, str | None]) -> None:
    _, cases, _ = read_and_split(f"{lines}◎ 案例概述\n正文。\n◎ 项目成果\n减排3吨。\n")
    assert named(cases) == [expected]


def test_captions_at_the_end_of_a_case_are_no_part_of_the_next_title() -> None:
    case = "{}\n{}\n\n◎ 案例概述\n正文说明这件事的来龙去脉。\n\n{}\n"
    text = case.format("飞蚂蚁", "旧衣有温暖", "装置拼图") + case.format("万物集团", "零废弃之路", "小区外景")
    assert named(read_and_split(text)[1]) == [("飞蚂蚁", "旧衣有温暖"), ("万物集团", "零废弃之路")]


def test_a_text_without_a_heading_is_one_part_and_says_so() -> None:
    document, cases, sections = read_and_split("只有正文。\n再无其他。\n")
    assert (document.status, cases, len(sections)) == (DocumentStatus.OK, (), 1)
    assert sections[0].kind is SectionKind.FRONT_MATTER
    assert "no heading found" in (heading_note(sections) or "")


def test_of_a_book_with_headings_there_is_nothing_to_say() -> None:
    assert heading_note(read_and_split("◎ 案例概述\n正文。\n")[2]) is None


def test_an_unknown_title_is_kept_and_reported() -> None:
    sections = read_and_split("◎ 案例概述\n正文。\n◎ 炉火的记忆\n正文。\n◎ 项目成果\n正文。\n")[2]
    assert [(section.heading, section.known) for section in sections] == [
        ("案例概述", True),
        ("炉火的记忆", False),
        ("项目成果", True),
    ]


def test_a_contents_page_is_front_matter() -> None:
    contents = "目录\n案例一 长河公司：变化……3\n案例二 青山集团：新绿……9\n\n"
    text = f"{contents}案例一 长河公司：变化\n◎ 案例概述\n甲。\n案例二 青山集团：新绿\n◎ 案例概述\n乙。\n"
    _, cases, sections = read_and_split(text)
    assert named(cases) == [("长河公司", "变化"), ("青山集团", "新绿")]
    assert sections[0].kind is SectionKind.FRONT_MATTER


def test_sections_tile_every_book() -> None:
    for text in (REAL.read_text(encoding="utf-8"), *(book.text for book in BOOKS.values())):
        document, cases, sections = read_and_split(text)
        assert sections[0].span.start == 0
        assert sections[-1].span.end == len(document.text)
        assert all(before.span.end == after.span.start for before, after in pairwise(sections))
        for case in cases:
            own = [section for section in sections if section.case_no == case.case_no]
            assert (own[0].span.start, own[-1].span.end) == (case.span.start, case.span.end)
            assert [section.section_no for section in own] == list(
                range(own[0].section_no, own[0].section_no + len(own))
            )
