"""The order in which a page is read."""

from array import array

from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.pdf.layout import arrange
from pipeline.read.pdf.page import BlockRole, Box, Line, PageBlock

SIZE = 10.0
HEIGHT = 842.0


def line(text: str, x0: float, x1: float, top: float, *, size: float = SIZE, style: str = "Song") -> Line:
    """A line of evenly spread characters."""
    step = (x1 - x0) / len(text)
    edges = array("f", [x0 + step * index for index in range(len(text) + 1)])
    return Line(text, edges, top, top + size, size, style)


def column(name: str, x0: float, x1: float, top: float, count: int) -> list[Line]:
    """Full lines of text below one another, named by column and number."""
    return [line(f"{name}{number}", x0, x1, top + 14 * number) for number in range(count)]


def heading(text: str, x0: float, top: float) -> Line:
    """A short bold line."""
    return line(text, x0, x0 + 60, top, style="Song Bold")


def read(lines: list[Line], lifted: list[PageBlock] | None = None, rules: tuple[Box, ...] = ()) -> list[str]:
    """The texts in reading order."""
    order = []
    for block in arrange(lines, lifted or [], HEIGHT, rules=rules):
        order += [each.text for each in block.lines] or [block.role.value]
    return order


def names(*runs: tuple[str, int]) -> list[str]:
    """The names of the lines of columns, in order."""
    return [f"{name}{number}" for name, count in runs for number in range(count)]


def test_two_columns_are_read_one_after_the_other() -> None:
    lines = [*column("右", 310, 550, 100, 5), *column("左", 45, 290, 100, 8)]
    assert read(lines) == names(("左", 8), ("右", 5))


def test_columns_whose_lines_are_not_level() -> None:
    lines = [*column("右", 310, 550, 107, 7), *column("左", 45, 290, 100, 8)]
    assert read(lines) == names(("左", 8), ("右", 7))


def test_full_width_text_then_three_columns_then_full_width_text() -> None:
    lines = [
        *column("上", 45, 550, 100, 4),
        *column("丙", 391, 550, 180, 3),
        *column("乙", 218, 377, 180, 6),
        *column("甲", 45, 204, 180, 5),
        *column("下", 45, 550, 300, 3),
    ]
    assert read(lines) == names(("上", 4), ("甲", 5), ("乙", 6), ("丙", 3), ("下", 3))


def test_bands_with_gutters_in_different_places() -> None:
    lines = [
        *column("一", 45, 340, 100, 6),
        *column("二", 354, 550, 100, 4),
        *column("三", 45, 259, 200, 5),
        *column("四", 273, 550, 200, 3),
    ]
    assert read(lines) == names(("一", 6), ("二", 4), ("三", 5), ("四", 3))


def test_a_heading_does_not_end_a_band() -> None:
    lines = [
        *column("左", 45, 290, 100, 6),
        *column("右", 305, 550, 100, 6),
        heading("项目影响", 45, 200),
        *column("下", 45, 550, 216, 3),
    ]
    assert read(lines) == [*names(("左", 6), ("右", 6)), "项目影响", *names(("下", 3))]


def test_headings_side_by_side_begin_a_band_below_the_same_gutter() -> None:
    lines = [
        heading("概述", 45, 100),
        *column("一", 45, 290, 116, 4),
        heading("简介", 305, 100),
        *column("二", 305, 550, 116, 4),
        heading("成果", 45, 200),
        *column("三", 45, 290, 216, 4),
        heading("亮点", 305, 200),
        *column("四", 305, 550, 216, 4),
    ]
    expected = [
        "概述",
        *names(("一", 4)),
        "简介",
        *names(("二", 4)),
        "成果",
        *names(("三", 4)),
        "亮点",
        *names(("四", 4)),
    ]
    assert read(lines) == expected


def test_headings_within_one_column_stay_in_it() -> None:
    lines = [
        *column("左", 45, 290, 100, 10),
        *column("右", 305, 550, 100, 3),
        heading("简介", 305, 150),
        *column("再", 305, 550, 166, 3),
    ]
    assert read(lines) == [*names(("左", 10), ("右", 3)), "简介", *names(("再", 3))]


def test_a_side_bar_is_read_as_a_whole_beside_columns() -> None:
    lines = [
        *column("侧", 45, 140, 100, 20),
        *column("题", 160, 550, 100, 3),
        *column("左", 160, 345, 160, 8),
        *column("右", 365, 550, 160, 8),
    ]
    assert read(lines) == names(("侧", 20), ("题", 3), ("左", 8), ("右", 8))


def test_running_head_and_foot_are_apart_from_the_columns() -> None:
    lines = [
        line("书名", 45, 145, 29, size=7.5),
        line("社名", 529, 550, 29, size=7.5),
        heading("项目实施", 45, 49),
        *column("左", 45, 290, 62, 50),
        *column("右", 305, 550, 62, 30),
        line("7", 542, 551, 811),
    ]
    assert read(lines) == ["书名", "社名", "项目实施", *names(("左", 50), ("右", 30)), "7"]


def test_a_table_stands_where_its_column_has_it() -> None:
    table = PageBlock(BlockRole.TABLE, Box(305, 130, 550, 220))
    lines = [*column("左", 45, 290, 100, 12), *column("右", 305, 550, 100, 2), *column("后", 305, 550, 226, 2)]
    assert read(lines, [table]) == [*names(("左", 12), ("右", 2)), "table", *names(("后", 2))]


def test_hanging_punctuation_does_not_close_the_gutter() -> None:
    lines = [
        *column("左", 45, 290, 100, 5),
        line("收衣成绩，", 45, 300, 170),
        *column("尾", 45, 290, 184, 2),
        *column("右", 305, 550, 100, 8),
    ]
    assert read(lines) == [*names(("左", 5)), "收衣成绩，", *names(("尾", 2), ("右", 8))]


@given(
    st.lists(
        st.tuples(st.integers(0, 500), st.integers(20, 300), st.integers(20, 800)), min_size=1, max_size=25, unique=True
    )
)
def test_every_line_is_read_once(places: list[tuple[int, int, int]]) -> None:
    lines = [line(f"行{number}", x, x + width, top) for number, (x, width, top) in enumerate(places)]
    assert sorted(read(lines)) == sorted(each.text for each in lines)


@given(st.permutations(range(14)))
def test_the_order_of_drawing_does_not_matter(order: list[int]) -> None:
    lines = [*column("左", 45, 290, 100, 8), *column("右", 310, 550, 100, 6)]
    assert read([lines[index] for index in order]) == names(("左", 8), ("右", 6))


def test_pairs_in_a_side_column_cut_no_text_beside_it() -> None:
    text = column("文", 45, 365, 100, 12)
    side = [
        line(name, left, left + 60, 100 + 15 * number)
        for number, row in enumerate((("分析师甲", "分析师乙"), ("电话甲", "电话乙"), ("证书",), ("邮箱甲", "邮箱乙")))
        for name, left in zip(row, (380, 472), strict=False)
    ]
    assert read([*text, *side])[:12] == names(("文", 12))


def test_a_rule_across_columns_parts_them_from_the_notes_below() -> None:
    lines = [*column("左", 45, 290, 100, 6), *column("右", 310, 550, 100, 8), *column("注", 45, 200, 300, 2)]
    across, beside = Box(45, 280, 550, 280.5), Box(45, 280, 290, 280.5)
    assert read(lines, rules=(across,)) == names(("左", 6), ("右", 8), ("注", 2))
    assert read(lines, rules=(beside,)) == names(("左", 6), ("注", 2), ("右", 8))
    assert read(lines, rules=(Box(45, 105, 550, 105.5),)) == read(lines)  # through a line


def test_heads_at_the_side_are_read_before_what_they_stand_beside() -> None:
    text = [*column("甲", 160, 540, 100, 3), *column("乙", 160, 540, 170, 4)]
    heads = [heading("节水行动", 45, 107), heading("垃圾分类", 45, 184)]
    wanted = ["节水行动", *names(("甲", 3)), "垃圾分类", *names(("乙", 4))]
    assert read([*heads, *text]) == wanted


def test_a_list_at_the_side_is_read_as_a_whole() -> None:
    text = [*column("甲", 160, 540, 100, 3), *column("乙", 160, 540, 170, 4)]
    side = [heading("绿色制造", 45, 100), heading("清洁生产", 45, 118)]
    assert read([*side, *text]) == ["绿色制造", "清洁生产", *names(("甲", 3), ("乙", 4))]


def test_the_unit_of_a_table_across_columns_is_read_with_it() -> None:
    lines = [*column("左", 45, 290, 100, 3), *column("右", 310, 550, 100, 2), line("單位：新台幣仟元", 45, 130, 160)]
    table = PageBlock(BlockRole.TABLE, Box(45, 176, 550, 260))
    assert read(lines, [table]) == [*names(("左", 3), ("右", 2)), "單位：新台幣仟元", "table"]
    lines[-1] = line("公司坚持绿色发展。", 45, 130, 160)
    assert read(lines, [table]) == [*names(("左", 3)), "公司坚持绿色发展。", *names(("右", 2)), "table"]


def test_headings_side_by_side_below_a_row_of_links_begin_the_pages_of_a_spread() -> None:
    links = [line("可靠供能", 45 + 70 * number, 90 + 70 * number, 100) for number in range(5)]
    left = [heading("左页", 45, 140), *column("甲", 45, 160, 160, 6), *column("乙", 180, 290, 160, 6)]
    right = [heading("右页", 330, 140), line("先看数据。", 350, 420, 160)]
    after = [*column("丙", 330, 550, 260, 3)]
    table = PageBlock(BlockRole.TABLE, Box(330, 176, 550, 250))
    found = read([*links, *left, *right, *after, *column("丁", 45, 290, 262, 2)], [table])
    assert found[5:] == [
        "左页",
        *names(("甲", 6), ("乙", 6), ("丁", 2)),
        "右页",
        "先看数据。",
        "table",
        *names(("丙", 3)),
    ]
