"""Books that are no casebooks: their own headings, under their numbers, give the sections, and none opens a case."""

import pytest

from pipeline.model import SectionKind
from pipeline.read.text import read_text
from pipeline.split import heading_note, split


def sections_of(text: str) -> list[str | None]:
    """Give the headings of a book in which no case may be found."""
    cases, sections = split(read_text(text.encode(), "book.txt", 2021))
    assert not cases
    assert "".join(text[section.span.start : section.span.end] for section in sections) == text
    return [section.heading for section in sections]


COMPANIES = """水务集团

供水能力
日供水 9 万吨，管网长 60 公里。

服务人口
共 16 万人，分布在三个区。

燃气集团

供水能力
有水井 6 口，日供水很少。

服务人口
共 9 万人，分布在两个区。
"""

OUTLINES = {
    "chapters and parts": (
        "第一章 总则\n为了节水，制定本办法。\n第二章 用水\n（一）定额\n每人每日 90 升。\n（二）收费\n每吨 3 元。\n",
        ["第一章 总则", "第二章 用水", "（一）定额", "（二）收费"],
    ),
    "decimal numbers": (
        "3.2 冷却塔\n冷却塔有 9 座。\n3.3 锅炉\n锅炉有 6 台，比上年多\n2.5 倍。\n",
        ["3.2 冷却塔", "3.3 锅炉"],
    ),
    "boxes and annexes": (
        "专栏1 重点工程\n新建泵站 9 座。\n附件3 名单\n入选企业 16 家。\n",
        ["专栏1 重点工程", "附件3 名单"],
    ),
    "one title that cases have": ("（二）建设内容\n新建泵站 9 座。\n", ["（二）建设内容"]),
    "a disclaimer opens no case": ("# 风险提示\n\n水价下跌。\n\n# 免责声明\n\n仅供参考。\n", ["风险提示", "免责声明"]),
    "a title between": ("本年水费上涨。\n四、主要成效\n节水 9 吨。\n", [None, "四、主要成效"]),
    "markup": ("# 6）水泵房\n水泵有 9 台。\n\n**用電**\n\n電表有 9 只。\n", ["6）水泵房", "用電"]),
    "a mark before titles nobody knows": (
        "◎ 能源管理\n\n节电 3 万度。\n\n◎ 水资源\n\n节水 12 吨。\n\n（一）收费\n每吨 3 元。\n",
        ["能源管理", "水资源", "（一）收费"],
    ),
    "brackets before titles nobody knows": (
        "【能源管理】\n节电 3 万度。\n【水资源】\n节水 12 吨。\n",
        ["能源管理", "水资源"],
    ),
    "a mark before items": ("■ 更新水泵\n■ 检查管网\n■ 换装水表\n以上工作都已经完成。\n", [None]),
    "a mark before a title alone, and before sentences": (
        "◎ 能源管理\n◎ 节电 3 万度，减排 2 吨。\n◎ 节水 12 吨。\n都已经完成。\n",
        [None],
    ),
    "short lines that come back": (
        COMPANIES,
        [None, "供水能力", "服务人口", "供水能力", "服务人口"],
    ),
    "every level": (
        "第1章 总则\n1.1 目的\n为了节水。\n1.2 范围\n水厂共 9 个。\n第2章 用水\n2.1 定额\n每人每日 90 升。\n",
        ["第1章 总则", "1.1 目的", "1.2 范围", "第2章 用水", "2.1 定额"],
    ),
    "a number above its title": (
        "01\n供水服务\n水厂有 9 个。\n02\n排水服务\n泵站有 12 座。\n",
        ["01 供水服务", "02 排水服务"],
    ),
    "a title with a comma that stands apart": (
        "节水。\n\n（7）更换水泵，降低噪声\n\n水泵共 9 台。\n",
        [None, "（7）更换水泵，降低噪声"],
    ),
    "a line between paragraphs that are a line each": (
        f"会议开始。\n主要目标和2026年重点工作\n{'全面推进节水改造，' * 8}成效显著。\n一、供水\n水泵有 9 台。\n",
        [None, "主要目标和2026年重点工作", "一、供水"],
    ),
    "labels of cases in a list": ("三、保障措施\n建设内容：水泵18台。\n主要成效：节电9万度。\n", ["三、保障措施"]),
    "the caption of a table is none": (
        "**水厂一览**\n\n| 水厂 | 日供水 |\n| --- | --- |\n| 东厂 | 9 |\n| 西厂 | 6 |\n",
        [None],
    ),
    "items are none": ("1. 水泵更新\n2. 管网检漏\n3. 水表换装\n\n以上工作由水务集团在年内完成。\n", [None]),
    "a headline that states is none": ("# 集团全年节水 12 万吨\n\n水泵有 9 台。\n", [None]),
    "items that state are none": ("1）新增水泵46台\n运行平稳。\n2）新增水表9只\n运行平稳。\n", [None]),
    "sentences are none": ("一、水泵已经更新。\n二、管网已经检漏。\n另有水表。\n", [None]),
}


@pytest.mark.parametrize(("text", "expected"), OUTLINES.values(), ids=OUTLINES.keys())
def test_the_headings_of_a_book_without_cases(text: str, expected: list[str | None]) -> None:
    assert sections_of(text) == expected


def test_a_section_knows_the_chapters_above_it() -> None:
    text = (
        "清河市年报\n第一章 节水\n（一）供水\n水泵有 9 台。\n1、水表\n水表有 6 只。\n（二）公厕\n泵站有 12 座。\n"
        "第二章 绿化\n（一）公园\n公园有 3 个。\n"
    )
    _, sections = split(read_text(text.encode(), "book.txt", 2021))
    assert [(section.heading, *section.above[1:]) for section in sections if section.heading] == [
        ("第一章 节水",),
        ("（一）供水", "第一章 节水"),
        ("1、水表", "第一章 节水", "（一）供水"),
        ("（二）公厕", "第一章 节水"),
        ("第二章 绿化",),
        ("（一）公园", "第二章 绿化"),
    ]
    assert {section.above[0] for section in sections} == {"清河市年报"}


def test_such_headings_are_the_book_s_own_and_nothing_to_teach() -> None:
    _, sections = split(read_text("五、減少噪聲\n風機有 9 台。\n".encode(), "book.txt", 2021))
    assert [(section.kind, section.case_no, section.known) for section in sections] == [(SectionKind.OTHER, 0, True)]
    assert heading_note(sections) is None
