"""Lists of contents, bylines and copyright lines are furniture; what only looks like them is text."""

import pytest

from pipeline.read.text import read_text

BODY = "水务集团全年组织了多场面向用户与供应商的开放日活动，并向沿线的村庄送去了图书和水表。"


def furniture(text: str) -> list[str]:
    document = read_text(text.encode(), "book.txt", 2021)
    return [text[span.start : span.end] for span in document.furniture]


CONTENTS = {
    "tabs": ["供水\t4", "排水\t\t18", "员工\t33"],
    "dots": ["第一章 总则 ···· 1", "第二章 用水 ···· 14", "第三章 附则 ···· 26"],
    "spaced dots": ["1 总论 . . . . . . . 1", "1.1 背景 . . . . . . 2", "1.2 目标 . . . . . . 4"],
    "ellipses": ["壹、經營……3", "貳、環境……15"],
    "pages in front": ["04 致辞", "08 供水服务", "21 排水服务"],
    "pages in brackets": ["一、供水（1）", "二、排水（5）", "三、员工（12）"],
    "pages on lines of their own": ["供水服务", "5", "排水服务", "9"],
    "a part without a page": ["供水篇", "水厂 3", "管网 8", "排水篇", "泵站 15"],
}


@pytest.mark.parametrize("entries", CONTENTS.values(), ids=CONTENTS.keys())
def test_the_entries_of_contents_are_furniture(entries: list[str]) -> None:
    assert furniture("\n".join(["目 录", *entries, BODY])) == entries


def test_titles_without_pages_are_contents_where_they_come_back() -> None:
    text = f"目錄\n一、供水\n二、排水\n\n一、供水\n{BODY}\n二、排水\n{BODY}\n"
    assert furniture(text) == ["一、供水", "二、排水"]


def test_leaders_tell_contents_without_a_title() -> None:
    entries = ["供水 ........ 4", "排水 ........ 18", "员工 ........ 33"]
    assert furniture("\n".join([*entries, BODY])) == entries


@pytest.mark.parametrize("text", ["供水 ........ 4\n排水 ........ 2", "目录\n" + BODY, "水厂 3\n管网 8\n泵站 15"])
def test_other_lines_that_end_in_numbers_are_none(text: str) -> None:
    assert furniture(text) == []


@pytest.mark.parametrize(
    "line", ["– 13 –", "— 7 —", "75 / 195", "第 62 页 共 140 页", "第 3 頁，共 12 頁", "## 第119页"]
)
def test_one_page_number_is_enough_where_its_shape_is_sure(line: str) -> None:
    assert furniture(f"{BODY}\n{line}\n{BODY}\n") == [line]


def test_a_fraction_among_values_is_no_page_number() -> None:
    assert furniture("样本 12\n7/96\n合格 33\n") == []


def test_numbers_of_parts_are_no_page_numbers() -> None:
    parts = [f"0{number}\n" + "\n".join([BODY] * 9) for number in (1, 2, 3)]
    assert furniture("\n".join(parts)) == []


def test_heads_of_odd_and_even_pages() -> None:
    heads = [f"{page} 云溪水务" if page % 2 else f"责任报告 {page}" for page in range(30, 38)]
    assert furniture("\f".join(f"{head}\n{head[-2:]}{BODY}\n" for head in heads)) == heads


def test_heads_with_a_running_number_and_no_other_mark_of_pages() -> None:
    heads = [f"云溪水务 2021 年度报告 {page}" for page in (7, 8, 9)]
    assert furniture("".join(f"{head}\n{BODY}\n" for head in heads)) == heads


def test_a_name_that_counts_up_far_apart_stands_beside_page_numbers() -> None:
    feet = [f"{page} 云溪水务股份有限公司        公开发行      公司债券" for page in (80, 81, 82)]
    body = "\n".join([BODY] * 9)
    assert furniture("".join(f"{body}\n{foot}\n" for foot in feet)) == feet
    assert furniture("".join(f"{BODY}\n{foot}\n" for foot in feet)) == feet
    rows = [f"{number} 水泵 说明" for number in (1, 2, 3)]
    assert furniture("".join(f"{BODY}\n{row}\n" for row in rows)) == []
    assert furniture("".join(f"{body}\n{page} 云溪水务\n" for page in (80, 82, 91))) == []


def test_the_title_of_a_chapter_runs_over_its_pages_but_opens_the_first() -> None:
    text = "\f".join(f"第三章 环境\n{page}{BODY}\n{page}" for page in range(30, 34))
    assert furniture(text) == ["30", "第三章 环境", "31", "第三章 环境", "32", "第三章 环境", "33"]


def test_the_header_of_a_table_that_comes_back_is_no_running_head() -> None:
    text = "\f".join(f"设备一览\n项目 2020年 2021年\n水泵 {page} 4{page}\n水表 {page} 5{page}\n" for page in (3, 4, 5))
    assert furniture(text) == ["设备一览"] * 3


def test_bylines_and_copyright_lines_are_no_text() -> None:
    around = ["责任编辑：周某某", "发布时间：2022-03-04 10:22", "© 2022 云溪水务集团 版权所有"]
    assert furniture("\n".join([*around[:2], BODY, around[2]])) == around


def test_heads_that_count_on_are_furniture_however_close() -> None:
    heads = [f"{number} 青栎纺织 环境篇" for number in (58, 59, 60)]
    assert furniture("".join(f"{head}\n{BODY}\n" for head in heads)) == heads
