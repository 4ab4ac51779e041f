"""One random table, laid out as text exports and PDF tools lay tables out."""

import random
from collections.abc import Callable
from dataclasses import dataclass

MEASURES = (
    ("综合能耗", "吨标准煤", "t{sce}", 1),
    ("外购电力", "万千瓦时", "kW.h", 10_000),
    ("新鲜水取用", "万吨", "t", 10_000),
    ("危险废物处置", "吨", "t", 1),
    ("安全培训时长", "小时", "h", 1),
    ("环保投入", "万元", "CNY", 10_000),
    ("绿色采购占比", "%", "%", 1),
    ("厂区绿化面积", "平方米", "m2", 1),
)
LONG = frozenset(name for name, *_ in MEASURES if len(name) > 4)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell of values must be read as."""

    written: str
    value: float
    unit: str
    period: str
    row: str
    column: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as rows of texts, its header first, and what its values must be read as, in reading order."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    cells: tuple[Cell, ...]


def sheet(seed: int) -> Sheet:
    """A table of measures over years, with a column of units, perhaps with ordinals and gaps."""
    draw = random.Random(seed)  # noqa: S311 - a test draws the same tables each time
    years = [str(year) for year in range(2019, 2019 + draw.randint(2, 4))]
    heads = [f"{year}年" for year in years]
    numbered = draw.random() < 0.5
    rows, cells = [], []
    for number, (name, written, unit, scale) in enumerate(draw.sample(MEASURES, draw.randint(3, 6)), 1):
        texts = [name, written]
        for year, head in zip(years, heads, strict=True):
            value = draw.choice([draw.randint(1, 99) + 0.5, draw.randint(100, 999), draw.randint(1000, 90000)])
            text = draw.choice(["-", "—"]) if draw.random() < 0.1 and texts[-1] not in "-—" else f"{value:,}"
            texts.append(text)
            if text not in "-—":
                cells.append(Cell(text, value * scale, unit, year, name, head))
        rows.append((str(number), *texts) if numbered else tuple(texts))
    header = ("指标", "单位", *heads)
    return Sheet(("序号", *header) if numbered else header, tuple(rows), tuple(cells))


def _lines(sheet: Sheet, join: str) -> str:
    return "\n".join(join.join(row) for row in (sheet.header, *sheet.rows))


def _width(text: str) -> int:
    return sum(2 if ord(character) > 0x2E80 else 1 for character in text)


def _aligned(sheet: Sheet) -> str:
    rows = (sheet.header, *sheet.rows)
    widths = [max(_width(row[column]) for row in rows) + 3 for column in range(len(sheet.header))]
    return "\n".join(
        "".join(text + " " * (wide - _width(text)) for text, wide in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def _markdown(sheet: Sheet) -> str:
    rule = "|" + " --- |" * len(sheet.header)
    rows = ["| " + " | ".join(row) + " |" for row in (sheet.header, *sheet.rows)]
    return "\n".join([rows[0], rule, *rows[1:]])


def _wrapped(sheet: Sheet) -> str:
    """Long names take two lines, the values stand on the second."""
    lines = [" ".join(sheet.header)]
    for row in sheet.rows:
        name = next(at for at, text in enumerate(row) if not text.isdecimal())
        if len(row[name]) > 4 and name == 0:
            lines += [row[name][:-1], " ".join((row[name][-1:], *row[name + 1 :]))]
        else:
            lines.append(" ".join(row))
    return "\n".join(lines)


def _header_a_cell_a_line(sheet: Sheet) -> str:
    return "\n".join((*sheet.header, *(" ".join(row) for row in sheet.rows)))


def _a_cell_a_line(sheet: Sheet, join: str) -> str:
    return join.join(text for row in (sheet.header, *sheet.rows) for text in row)


def _cells_over_two_lines(sheet: Sheet) -> str:
    """One cell a line, the years of the heads and long names over two: `2020⏎年度`, `外购电⏎力`."""
    cells = [text for row in (sheet.header, *sheet.rows) for text in row]
    return "\n".join(
        text.replace("年", "\n年") if text in sheet.header else f"{text[:-1]}\n{text[-1:]}" if text in LONG else text
        for text in cells
    )


def _values_below(sheet: Sheet) -> str:
    """The values of a row stand on a line of their own below its name, with blank lines around both."""
    lines = [" ".join(sheet.header)]
    for row in sheet.rows:
        name = next(at for at, text in enumerate(row) if not text.isdecimal())
        lines += [" ".join(row[: name + 2]), " ".join(row[name + 2 :])]
    return "\n\n".join(lines)


def _over_a_page(sheet: Sheet) -> str:
    lines = _lines(sheet, " ").split("\n")
    return "\n".join((*lines[:-1], "某某公司社会责任报告", "- 12 -", lines[-1]))


def _boxed(sheet: Sheet) -> str:
    rule = "┼".join("──────" for _ in sheet.header)
    rows = ["│" + "│".join(row) + "│" for row in (sheet.header, *sheet.rows)]
    return "\n".join((f"┌{rule}┐".replace("┼", "┬"), rows[0], f"├{rule}┤", *rows[1:], f"└{rule}┘".replace("┼", "┴")))


def _marked_up(sheet: Sheet) -> str:
    rows = ("".join(f"<td>{text}</td>" for text in row) for row in (sheet.header, *sheet.rows))
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


FORMS: dict[str, Callable[[Sheet], str]] = {
    "single spaces": lambda sheet: _lines(sheet, " "),
    "double spaces": lambda sheet: _lines(sheet, "  "),
    "tabs": lambda sheet: _lines(sheet, "\t"),
    "pipes": _markdown,
    "aligned": _aligned,
    "wrapped names": _wrapped,
    "a header a cell a line": _header_a_cell_a_line,
    "a page break inside": _over_a_page,
    "a cell a line": lambda sheet: _a_cell_a_line(sheet, "\n"),
    "a cell a line, blank lines between": lambda sheet: _a_cell_a_line(sheet, "\n\n"),
    "a cell over two lines": _cells_over_two_lines,
    "values below their names": _values_below,
    "one line": lambda sheet: _lines(sheet, " ").replace("\n", " "),
    "pipes on one line": lambda sheet: f"| {' | '.join(' | '.join(row) for row in (sheet.header, *sheet.rows))} |",
    "a cell and a pipe a line": lambda sheet: _a_cell_a_line(sheet, " |\n") + " |",
    "box drawings": _boxed,
    "markup": _marked_up,
}
