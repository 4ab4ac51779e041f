"""Words by which tables are known: heads of columns, what stands for no value, and what a head says its column is."""

import re
from functools import lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import check_records, read_member
from pipeline.model import Role

FILE = "tables.toml"
_LONGEST_COLUMN_HEADING = 16
_LONGEST_ABSENT = 8
_LONGEST_HEAD = 60
_LATIN_WORD = re.compile(r"[A-Za-z]{3}")
_HAN = re.compile(r"[\u3400-\u9fff]")
_BRACKETED_UNIT = re.compile(r"\s*[（(][^（）()]*[）)]\s*$")
# 用水总量 Water Use, Total water use 总用水量, but no Scope 1 and no PM of PM2.5
_WORD = r"[A-Za-z][A-Za-z'’.&/,)(-]*"
_GLOSS_BEHIND = re.compile(rf"(?<=[\u3400-\u9fff)）])(?:\s+{_WORD}(?:\s+{_WORD})*|{_WORD}(?:\s+{_WORD})+)$")
_GLOSS_BEFORE = re.compile(rf"^{_WORD}(?:\s+{_WORD})+\s*(?=[\u3400-\u9fff])")
_GLOSSED_HEAD = re.compile(r"(?P<words>[A-Za-z ./]{3,})?(?P<name>[\u3400-\u9fff%()]+)(?(words)|[A-Za-z ./()]{3,})")


@lru_cache(maxsize=1)
def _column_endings() -> tuple[str, ...]:
    records = check_records(FILE, "column", required={"endings": list, "examples": list}, optional={})
    return tuple(ending for record in records for ending in record["endings"])


@lru_cache(maxsize=1)
def _wordy_endings() -> tuple[str, ...]:
    records = check_records(FILE, "wordy", required={"endings": list, "examples": list}, optional={})
    return tuple(ending for record in records for ending in record["endings"])


def is_of_words(text: str) -> bool:
    """Say whether a head stands over a column of words: `限售原因`.

    >>> is_of_words("限售原因"), is_of_words("期末限售股数")
    (True, False)
    """
    return fold(text).strip().endswith(_wordy_endings())


@lru_cache(maxsize=1)
def _absent() -> re.Pattern[str]:
    records = check_records(FILE, "absent", required={"pattern": str, "examples": list}, optional={})
    return re.compile("|".join(f"(?:{record['pattern']})" for record in records))


def is_column_heading(text: str) -> bool:
    """Say whether a text heads a column: `项目名称`, `建筑面积（m2）`.

    >>> is_column_heading("建筑面积（m2）"), is_column_heading("申亚金融大厦")
    (True, False)
    """
    bare = "".join(_BRACKETED_UNIT.sub("", fold(text)).split())
    return 0 < len(bare) <= _LONGEST_COLUMN_HEADING and bare.endswith(_column_endings())


@lru_cache(maxsize=1)
def _roles() -> tuple[tuple[Role, re.Pattern[str]], ...]:
    records = check_records(FILE, "role", required={"role": str, "pattern": str, "examples": list}, optional={})
    return tuple((read_member(FILE, record, "role", Role), re.compile(record["pattern"])) for record in records)


@lru_cache(maxsize=4096)
def head_role(text: str) -> Role | None:
    """What the head of a column says that the column is for; None where it only names what is measured.

    >>> head_role("序 号"), head_role("计量单位"), head_role("同比增减（%）"), head_role("单位面积能耗")
    (<Role.ORDINAL: 'ordinal'>, <Role.UNIT: 'unit'>, <Role.CHANGE: 'change'>, None)
    >>> head_role("單位 Unit"), head_role("Page 頁碼")
    (<Role.UNIT: 'unit'>, <Role.CODE: 'code'>)
    """
    head = fold(text[:_LONGEST_HEAD]).strip()
    role = _role_of(head)
    glossed = None if role else _GLOSSED_HEAD.fullmatch(head)
    return _role_of(glossed["name"]) if glossed else role


def _role_of(head: str) -> Role | None:
    bare = "".join(head.split())
    return next((role for role, pattern in _roles() if pattern.fullmatch(bare)), None)


@lru_cache(maxsize=1)
def _glosses() -> re.Pattern[str]:
    records = check_records(FILE, "gloss", required={"pattern": str, "examples": list}, optional={})
    return re.compile("|".join(f"(?:{record['pattern']})" for record in records))


def is_gloss(text: str) -> bool:
    """Say whether a word is the head of a column of names in a second language: `Item` of `项目 Item`."""
    return _glosses().fullmatch(text) is not None


def is_foreign(text: str) -> bool:
    """Say whether a name is in a second language, with Latin words and no Chinese character.

    >>> is_foreign("Total Energy Available for Consumption"), is_foreign("GDP"), is_foreign("PM2.5平均浓度")
    (True, True, False)
    """
    return _LATIN_WORD.search(text) is not None and not is_chinese(text)


def is_chinese(text: str) -> bool:
    """Say whether a name has a Chinese character.

    >>> is_chinese("溫室氣體（tCO2e）"), is_chinese("GHG emissions")
    (True, False)
    """
    return _HAN.search(text) is not None


def without_gloss(name: str) -> str:
    """A name without what it is called in a second language.

    >>> without_gloss("用水总量 Water Use"), without_gloss("Total water use 总用水量"), without_gloss("用水 PM2.5")
    ('用水总量', '总用水量', '用水 PM2.5')
    """
    if _LATIN_WORD.search(name) is None or _HAN.search(name) is None:
        return name
    return _GLOSS_BEFORE.sub("", _GLOSS_BEHIND.sub("", name))


@lru_cache(maxsize=1)
def _counts() -> re.Pattern[str]:
    records = check_records(FILE, "count", required={"pattern": str, "examples": list}, optional={})
    return re.compile("|".join(f"(?:{record['pattern']})" for record in records))


def is_count(text: str) -> bool:
    """Say whether a head or label tells that its numbers only count: `专业构成人数`, `员工人数`.

    >>> is_count("专业构成人数"), is_count("金额"), is_count("员工人数（人）")
    (True, False, True)
    """
    bare = _BRACKETED_UNIT.sub("", fold(text)).strip()
    return _counts().search("".join(bare.split())) is not None


@lru_cache(maxsize=4096)
def is_absent(text: str) -> bool:
    """Say whether a cell tells that it has no value: `-`, `暂未披露`.

    >>> is_absent("—"), is_absent("暂未启动"), is_absent("-5%")
    (True, True, False)
    """
    return len(text) <= _LONGEST_ABSENT and _absent().fullmatch(fold(text.strip())) is not None


@lru_cache(maxsize=1)
def _english() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    """The scales and the units that English words stand for, and what a unit looks like."""
    named = (("english_scale", "scale"), ("english_unit", "unit"))
    scales, units = (
        {
            word: record[field]
            for record in check_records(FILE, name, required={"words": list, field: str, "examples": list}, optional={})
            for word in record["words"]
        }
        for name, field in named
    )
    scale, unit = ("|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (scales, units))
    return scales, units, re.compile(rf"(?:(?P<scale>{scale})\s)?(?P<unit>(?i:{unit}))s?")


def english_unit(text: str) -> tuple[str, str] | None:
    """The scale and the unit in Chinese that an English one stands for; None for anything else.

    >>> english_unit("10000 tons"), english_unit("Kilogram"), english_unit("吨")
    (('万', '吨'), ('', '千克'), None)
    """
    scales, units, pattern = _english()
    found = pattern.fullmatch(text)
    return (scales.get(found["scale"] or "", ""), units[found["unit"].lower()]) if found else None
