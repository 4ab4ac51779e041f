"""Time that grows faster than the text: running text, tables, lists, single characters and pairs, repeated."""

import gc
import math
import sys
import time
from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path
from types import FrameType

from benchmarks.fault_kinds import Row
from pipeline.dataset.encode import parquet_bytes
from pipeline.dataset.rows import build_tables
from pipeline.dataset.validate import check
from pipeline.read.text import read_text
from pipeline.run import understand

Shape = Callable[[int], str]

LIMIT = 1.1
_LOOK = (8_000, 64_000)  # bytes at which every shape is measured
_PROOF = (100_000, 2_000_000)  # bytes at which the worst shape of each family is measured again
_COUNTED = (2_000, 8_000)  # bytes between which calls are counted, the same on every machine

_CHARACTERS = "01一/、.,（%×-年万半A"
_SAID = "公司改造空压机{a}台，年节约用电{b}万千瓦时，减少二氧化碳排放{c}吨，同比下降{d}%"
_HEAD = ("指标", "单位", "2019年", "2020年", "变化率（%）")


def _said(number: int) -> str:
    return _SAID.format(a=number % 97 + 2, b=number % 877 + 1.5, c=number * 7 % 9973, d=number % 89 + 0.3)


def _case(number: int) -> str:
    said = "。".join(_said(number * 4 + at) for at in range(4))
    items = f"1. 节电{number % 97 + 1}万度；\n2. 节水{number % 13 + 2}吨。\n"
    return f"华岳重工有限公司\n\n◎ 案例概述\n\n{said}。\n\n◎ 项目成果\n\n{items}\n绿色低碳案例集\n{number}\n\f"


def _record(number: int) -> tuple[str, ...]:
    name = f"用电量{'甲乙丙丁戊'[number % 5]}"
    return name, "万千瓦时", str(number % 877 + 100), str(number % 677 + 90), f"{number % 30 + 0.5:.1f}"


def _repeated(make: Callable[[int], str], begin: str = "") -> Shape:
    """A text of so many bytes, made piece by piece."""

    def shape(size: int) -> str:
        pieces, length, number = [begin], len(begin.encode()), 0
        while length < size:
            pieces.append(make(number))
            length += len(pieces[-1].encode())
            number += 1
        return "".join(pieces)

    return shape


def _table(separator: str) -> Shape:
    return _repeated(lambda number: separator.join(_record(number)) + "\n", f"表1 能源\n{separator.join(_HEAD)}\n")


def _tables(separator: str) -> Shape:
    rows = "".join(separator.join(_record(number)) + "\n" for number in range(8))
    return _repeated(lambda number: f"表{number} 能源\n{separator.join(_HEAD)}\n{rows}\n以上为能源消耗的情况。\n\n")


def _characters(unit: str, width: int = 0) -> Shape:
    """A character or a pair again and again, in one line or with a line end every so often."""
    return _repeated(lambda _: unit * (width or 1) + ("\n" if width else ""))


_SEPARATORS = {"tabs": "\t", "pipes": " | ", "commas": ",", "wide spaces": "   ", "single spaces": " "}

FAMILIES: dict[str, dict[str, Shape]] = {
    "running text": {
        "lines of sentences": _repeated(lambda number: _said(number) + "。\n"),
        "one line": _repeated(lambda number: _said(number) + "。"),
        "one sentence": _repeated(lambda number: _said(number) + "，"),
        "semicolons": _repeated(lambda number: _said(number) + "；"),
        "no number": _repeated(lambda _: "公司持续推进绿色低碳发展改造空压机节约用电"),
        "open brackets": _repeated(lambda number: f"改造（共{number % 97 + 2}台，"),
        "quotes": _repeated(lambda number: f"“双{number % 97 + 2}”工程"),
        "dates": _repeated(lambda number: f"{2000 + number % 24}年{number % 12 + 1}月，"),
        "series": _repeated(lambda number: f"{number % 97 + 2}吨、", "分别为"),
        "spaces": _repeated(lambda _: " " * 500 + "3 吨"),
        "blank lines": _repeated(lambda _: "\n" * 500 + "节电 3 吨"),
        "cases with running heads": _repeated(_case),
    },
    "tables": {
        **{f"one table, {name}": _table(separator) for name, separator in _SEPARATORS.items()},
        **{f"many tables, {name}": _tables(separator) for name, separator in _SEPARATORS.items()},
        "a number a line": _repeated(lambda number: f"{number % 877}\n"),
        "two words a line": _repeated(lambda _: "项目名称 具体内容\n"),
    },
    "lists": {
        "numbered": _repeated(lambda number: f"{number + 1}. 节电{number % 97 + 1}万度；\n"),
        "bullets": _repeated(lambda number: f"● 节电{number % 97 + 1}万度；\n"),
        "behind a lead-in": _repeated(
            lambda number: f"（{number % 99 + 1}）节电{number % 97 + 1}万度；\n", "成效如下：\n"
        ),
        "colons": _repeated(lambda number: f"节电{number % 97 + 1}万度：\n"),
        "numbered headings": _repeated(lambda _: "一、项目背景\n二、项目成果\n节电3吨。\n"),
        "headings nobody knows": _repeated(lambda number: f"◎ 标题{number}\n\n节电{number % 97 + 1}万度。\n\n"),
    },
    "single characters": {
        f"{character}{' in lines' if width else ''}": _characters(character, width)
        for character in _CHARACTERS
        for width in (0, 40)
    },
    "pairs of characters": {
        f"{first}{second}{' in lines' if width else ''}": _characters(first + second, width)
        for first, second in permutations(_CHARACTERS, 2)
        for width in (0, 20)
    },
}
COUNT = max(map(len, FAMILIES.values()))  # shapes of each family, or as many as it has
SLICE = 2


def run(count: int, scratch: Path) -> Iterator[Row]:  # noqa: ARG001 - nothing is written
    """Measure shapes of every family: processor time, or in the tests how many calls are made."""
    _read("节电 3 吨。\n")  # what is loaded once is not the text's
    for family, shapes in FAMILIES.items():
        share = min(count, len(shapes))
        names = list(shapes)[:: len(shapes) // share][:share]
        counted = count <= SLICE
        measure, sizes = (_calls, _COUNTED) if counted else (_seconds, _LOOK)
        exponents = {name: _exponent(measure, shapes[name], sizes) for name in names}
        worst = max(exponents, key=exponents.__getitem__)
        exponent = exponents[worst] if counted else _exponent(measure, shapes[worst], _PROOF)
        what = "calls" if counted else "processor time"
        yield Row(
            f"{family}, ever longer",
            len(names),
            f"nothing; {what} grow with exponent {exponent:.2f} at worst ({worst})",
            holds=exponent <= LIMIT,
        )


def _exponent(measure: Callable[[str], float], shape: Shape, sizes: tuple[int, int]) -> float:
    small, large = (measure(shape(size)) for size in sizes)
    return math.log(large / small) / math.log(sizes[1] / sizes[0])


def _read(text: str) -> None:
    """Take a text through all stages."""
    extraction = understand(read_text(text.encode(), "book.txt", 2024))
    tables, _ = check(build_tables(extraction))
    for table in tables.values():
        parquet_bytes(table, {})


def _seconds(text: str) -> float:
    """Processor time of reading a text as a worker does, who collects garbage only behind it."""
    gc.collect()
    gc.disable()
    begin = time.process_time()
    _read(text)
    taken = time.process_time() - begin
    gc.enable()
    return taken


def _calls(text: str) -> float:
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        _read(text)
    finally:
        sys.setprofile(None)
    return calls
