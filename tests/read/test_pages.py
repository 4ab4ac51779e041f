"""Pages and furniture: what a text marks, and nothing where it marks nothing."""

from pathlib import Path

import pytest

from pipeline.read.text import read_text
from tests.interpret.reading import claims

PARAGRAPHS = [f"第{number}段说明这家企业怎样减少用电，语句写到行尾才停。" for number in "一二三四五六七八九"]


def pages_and_furniture(text: str) -> tuple[list[str], list[str]]:
    """Give how each page starts, and the furniture."""
    document = read_text(text.encode(), "book.txt", 2021)
    starts = [text[start:].lstrip().splitlines()[0] for start in document.pages.starts]
    return starts, [text[span.start : span.end] for span in document.furniture]


def test_the_real_book_has_29_pages() -> None:
    document = read_text(Path("raw/2020/cbca-casebook-2020.txt").read_bytes(), "book.txt", 2020)
    starts = [document.text[start : start + 4] for start in document.pages.starts]
    assert len(starts) == 29
    assert sum(start.startswith("  ◎") for start in starts) == 14
    assert document.furniture == ()


def test_a_form_feed_starts_a_page_but_not_behind_the_last() -> None:
    assert pages_and_furniture("甲\f乙\f\f丁\f\n") == (["甲", "乙", "丁", "丁"], [])


@pytest.mark.parametrize("shape", ["- {} -", "— {} —", "第 {} 页", "第{}页 共9页", "Page {}", "{}/9", "1-{}", "1-1-{}"])
def test_decorated_page_numbers_are_furniture(shape: str) -> None:
    text = "".join(f"{paragraph}\n{shape.format(number)}\n" for number, paragraph in enumerate(PARAGRAPHS[:3], start=5))
    assert pages_and_furniture(text) == (PARAGRAPHS[:3], [shape.format(number) for number in (5, 6, 7)])


def test_a_line_of_dashes_parts_nothing() -> None:
    text = "公司全年投入环保资金\n------------\n5,800 万元，同比增长 3%。\n"
    assert pages_and_furniture(text)[1] == ["------------"]
    assert [(claim.mention.low, claim.metric) for claim in claims(text)] == [(58_000_000, "环保资金"), (3, "环保资金")]


def test_bare_page_numbers_at_the_foot() -> None:
    text = "".join("\n".join(PARAGRAPHS) + f"\n{number}\n" for number in (11, 12, 13))
    assert pages_and_furniture(text) == ([PARAGRAPHS[0]] * 3, ["11", "12", "13"])


def test_bare_page_numbers_at_the_head() -> None:
    text = "".join(f"{number}\n" + "\n".join(PARAGRAPHS) + "\n" for number in (1, 2, 3))
    assert pages_and_furniture(text) == (["1", "2", "3"], ["1", "2", "3"])


def test_numbers_that_count_the_rows_of_a_table_are_no_page_numbers() -> None:
    assert pages_and_furniture("1\n申亚大厦\n2\n文广大厦\n3\n兴国宾馆\n4\n同仁医院\n") == ([], [])


def test_running_heads_with_their_page_number() -> None:
    text = "\f".join(
        f"绿色案例集 | {number}\n{paragraph}\n" for number, paragraph in enumerate(PARAGRAPHS[:4], start=1)
    )
    assert pages_and_furniture(text)[1] == [f"绿色案例集 | {number}" for number in (1, 2, 3, 4)]


def test_the_name_of_a_case_over_its_pages_stays_once() -> None:
    pages = ["晴川物流", "晴川物流", "晴川物流", "远山茶业", "远山茶业", "远山茶业", "青禾乳业", "青禾乳业", "青禾乳业"]
    text = "\f".join(f"{head}\n{paragraph}\n" for head, paragraph in zip(pages, PARAGRAPHS, strict=True))
    assert pages_and_furniture(text)[1] == ["晴川物流"] * 2 + ["远山茶业"] * 2 + ["青禾乳业"] * 2


def test_a_running_head_without_pages_starts_them() -> None:
    text = "绿色发展案例集\n" + "\n绿色发展案例集\n".join(PARAGRAPHS[:3]) + "\n"
    assert pages_and_furniture(text) == (["绿色发展案例集"] * 3, ["绿色发展案例集"] * 3)


def test_heads_of_columns_count_by_years_and_are_no_running_heads() -> None:
    heads = "".join(f"{year} 年度收书\n合计 / 册\n\n" for year in (2021, 2022, 2023))
    assert pages_and_furniture(f"历年收书如下：\n\n{heads}社区书屋 1050 1160 1270\n\n学校书屋 880 920 960\n") == (
        [],
        [],
    )


def test_headings_that_come_back_are_no_running_heads() -> None:
    text = "\f".join(f"◎ 案例概述\n{paragraph}\n" for paragraph in PARAGRAPHS[:4])
    assert pages_and_furniture(text)[1] == []


NO_PAGES = [
    "青禾乳业\n牛粪变电\n\n ◎ 案例概述\n\n正文。\n\n ◎ 项目成果\n\n正文。\n",
    "青禾乳业\n牛粪变电\n\n ◎ 案例概述\n\n 空格开头的一行。\n正文。\n",
    "　　首行缩进的段落。\n　　又一段。\n　　再一段。\n",
    "  首行缩进的段落。\n第二行。\n  又一段。\n第二行。\n",
]


@pytest.mark.parametrize("text", NO_PAGES)
def test_a_text_without_page_marks_has_no_pages(text: str) -> None:
    assert pages_and_furniture(text) == ([], [])


@pytest.mark.parametrize("above", ["\n", "  \n\n", "\ufeff\n"])
def test_the_first_page_starts_at_the_first_character_whatever_stands_above_it(above: str) -> None:
    text = above + "\n".join(f"第 {page} 页的正文。\n— {page} —" for page in range(1, 5)) + "\n"
    document = read_text(text.encode(), "a.txt", 2020)
    assert document.pages.starts[0] == 0
    assert len(document.pages.starts) == 4
