"""Books made by a grammar of everything a casebook may hold, and real ones with pieces cut, moved and spoiled."""

import random
from collections.abc import Iterator
from pathlib import Path

from benchmarks.fault_kinds import Row
from benchmarks.fault_kinds.excerpts import BOOK
from pipeline.dataset.rows import build_tables
from pipeline.dataset.validate import breaches, check
from pipeline.read.text import read_text
from pipeline.run import understand

COUNT = 10_000
SLICE = 60

_VOCABULARY = {
    "numerals": "一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 零 半 几 多 余 点",
    "units": "吨 千瓦时 万元 % 个百分点 平方米 公里 台 人次 度 元/吨 tCO2e kWh mg/m3 ℃ 亩 家 小时 年 个月 MW GWh",
    "signs": "， 。 、 ； ： （ ） ( ) “ ” 【 】 《 》 / - — ~ ～ % ‰ + × = · • ◎ ● ■ ★ # | … ? ！ ① ⑳ Ⅲ "
    "² ₂ ½ ¼ ⅓ ℃ ㎡ ＋ －",
    "words": (
        "减排 节约 约 超过 至 到 截至 2020年底 同比 增长 下降 累计 共 每年 其中 分别为 二氧化碳 标准煤 用电量 项目 "
        "单位 万一 统一 一点 十四五 三五 二一 百分之 千分之 分之 第三 第十九届 2021年2月30日 与2005年相比 负 零下 "
        "成 折 倍 版 号 季度 民国 年"
    ),
    "headings": "案例概述 项目成果 企业简介 项目亮点 项目实施 项目重要影响及可持续性 "
    "附录 目录 项目 实施 序号 单位 合计 备注",
    "marks": "◎ # 【 一、 （一） 1. 1.1 • - 第一章 案例一 三五、 二一、",
}
_NUMERALS, _UNITS, _SIGNS, _WORDS, _HEADINGS, _MARKS = (words.split() for words in _VOCABULARY.values())
_SPACES = ["\t", " ", "　", "\n"]
_ODD = [*"\ufeff\u200b\u2028\u2029\x85\x0b\f\x1c\x00\xad\u202e\U0001f600𠮷⼆٣𝟗"]
_LONGEST_RUN = 400
_SELDOM, _MOSTLY = (12, 1), (1, 4)  # weights of no and yes


def run(count: int, _scratch: Path) -> Iterator[Row]:
    """Read each book; nothing may raise, nothing that others stand on may be rejected, and the whole schema holds."""
    raised: list[str] = []
    rejected: list[str] = []
    for seed in range(count):
        text = book(random.Random(seed))  # noqa: S311 - to be made again by its number
        try:
            wrong = broken(text)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            raised.append(f"{seed}: {type(error).__name__}")
            continue
        if wrong:
            rejected.append(f"{seed}: {wrong}")
    told = "; ".join([*raised[:3], *rejected[:3]])
    lost = f"{len(raised)} raised, {len(rejected)} broken ({told})" if raised or rejected else "nothing"
    yield Row("books made by a grammar, and real ones spoiled", count, lost, holds=not (raised or rejected))


def broken(text: str) -> str:
    """What does not hold of a text, in words; empty where all does."""
    document = read_text(text.encode("utf-8", "surrogatepass"), "book.txt", 2020)
    extraction = understand(document)
    troubles = [read.trouble for section in extraction.blocks for read in section if read.trouble]
    tables = build_tables(extraction)
    kept, rejects = check(tables)
    found = [breach.rule.id for breach in breaches([kept])[0]]
    rules = [f"{row['table']} {row['rule']}" for row in rejects.to_pylist()]
    return ", ".join(dict.fromkeys([*troubles, *found, *rules]))


def book(chance: random.Random) -> str:
    """A book: made, or a piece of the real one spoiled."""
    text = chance.choice((made, piece))(chance)
    for _ in range(chance.choice((0, 0, 1, 3, 10))):
        text = spoiled(text, chance)
    return text


def piece(chance: random.Random) -> str:
    """Some lines of the real book."""
    lines = BOOK.read_text(encoding="utf-8").splitlines(keepends=True)
    start = chance.randrange(len(lines))
    return "".join(lines[start : start + chance.randint(1, 60)])


def made(chance: random.Random) -> str:
    """Some blocks, each of one of the kinds that a book has."""
    kinds = (heading, prose, prose, item, table, furniture, noise)
    return "".join(chance.choice(kinds)(chance) for _ in range(chance.randint(1, 25)))


def number(chance: random.Random) -> str:
    """A number in one of its forms."""
    digits = str(chance.randint(0, 10 ** chance.randint(1, 9)))
    return chance.choice(
        (
            digits,
            f"{int(digits):,}",
            f"{digits}.{chance.randint(0, 999)}",
            "".join(chance.choices(_NUMERALS, k=chance.randint(1, 8))),
            f"{digits}{chance.choice('~-至到—')}{chance.randint(1, 999)}",
            f"{digits}/{chance.randint(0, 9)}",
            f"{digits}{chance.choice('百千万亿')}{chance.choice(('', '余', '多', '千'))}",
            f"{digits}×{chance.randint(1, 99)}",
            f"{digits}.{digits[:2]}.{digits[:1]}",
            "20" + digits[:2] + "年",
        )
    )


def prose(chance: random.Random) -> str:
    """A paragraph, its lines broken anywhere."""
    parts = []
    for _ in range(chance.randint(1, 40)):
        parts.append(chance.choices((word, number, unit, sign), (8, 6, 3, 3))[0](chance))
        parts += ["\n"] * chance.choices((0, 1), _SELDOM)[0]
    return "".join(parts) + chance.choice(("。\n", "\n", "\n\n", "；\n"))


def word(chance: random.Random) -> str:
    """A word that stands beside numbers."""
    return chance.choice(_WORDS)


def unit(chance: random.Random) -> str:
    """A unit."""
    return chance.choice(_UNITS)


def sign(chance: random.Random) -> str:
    """A sign or a space."""
    return chance.choice([*_SIGNS, *_SPACES])


def heading(chance: random.Random) -> str:
    """A heading, whole or broken in two."""
    title = chance.choice(_HEADINGS)
    cut = chance.randint(0, len(title))
    title = chance.choices((f"{title[:cut]}\n{title[cut:]}", title), _MOSTLY)[0]
    return f"{mark(chance)}{title}{chance.choice(('', '：', '】', ' 12'))}\n"


def mark(chance: random.Random) -> str:
    """What begins a heading or an item, or nothing."""
    return chance.choice([*_MARKS, ""]) + chance.choice(("", " "))


def item(chance: random.Random) -> str:
    """A list item."""
    return f"{mark(chance)}{prose(chance)}"


def table(chance: random.Random) -> str:
    """Rows of cells between tabs, bars or spaces."""
    joint = chance.choice(("\t", " | ", " ", "  ", "\n"))
    kinds = (number, word, unit)
    rows = (
        joint.join(chance.choice(kinds)(chance) for _ in range(chance.randint(1, 6)))
        for _ in range(chance.randint(1, 8))
    )
    return "\n".join(rows) + "\n"


def furniture(chance: random.Random) -> str:
    """Page numbers, page breaks, running heads."""
    page = chance.randint(1, 300)
    return chance.choice(
        (
            f"{page}\n",
            f"— {page} —\n",
            f"{page} / 195\n",
            "\f",
            "\n",
            "企业气候行动案例集 2020\n",
            f"第 {page} 页\n",
            "\f\n\n",
        )
    )


def noise(chance: random.Random) -> str:
    """One character many times, or odd ones among digits."""
    run_of = chance.choice([*_NUMERALS, *_SIGNS, "0", "A", "1/", "A1", "年1"]) * chance.randint(1, _LONGEST_RUN)
    mixed = (chance.choice([*_ODD, *_SIGNS, *_NUMERALS, "1", "20", "\n"]) for _ in range(chance.randint(1, 60)))
    return chance.choice((run_of, "".join(mixed)))


def spoiled(text: str, chance: random.Random) -> str:
    """A text with a stretch cut out, written twice, moved or replaced."""
    start = chance.randint(0, len(text))
    end = min(len(text), start + chance.randint(0, 12))
    away = chance.randint(0, len(text))
    return chance.choice(
        (
            text[:start] + text[end:],
            text[:end] + text[start:],
            text[:start] + noise(chance) + text[end:],
            text[:away] + text[start:end] + text[away:],
            text[:start] + chance.choice((*_ODD, *_SIGNS, number(chance), "\n", "\n\n")) + text[start:],
        )
    )
