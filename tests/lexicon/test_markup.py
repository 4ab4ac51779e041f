"""Markup inside of a text: what it prints, and what is none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import explain
from pipeline.dataset.rows import build_tables
from pipeline.lexicon.loading import load_records
from pipeline.lexicon.markup import FILE, printed, signs_of

PRINTED = [
    ("减排 CO<sub>2</sub> **1,234** 吨", "减排 CO2 1,234 吨"),
    ("节水 <b>35</b> 万 m<sup>3</sup>", "节水 35 万 m3"),
    ('<span style="color:#f00">12.5</span>%', "12.5%"),
    ("产量 2.4×10<sup>4</sup> 吨", "产量 2.4×10^4 吨"),
    ("减排 500 吨<sup>3</sup>，节电 7 度<sup>[4]</sup>", "减排 500 吨，节电 7 度"),
    ("废水&nbsp;80&nbsp;m&sup3;，&le;5 吨", "废水\u00a080\u00a0m³，≤5 吨"),
    ("营业<br>收入<br/>（万元）", "营业收入（万元）"),
    ("35<br>28", "35\n28"),
    (r"下降 $2 5 . 3 \%$", "下降 25.3%"),
    (r"$\mathrm {C O} _ {2}$ 排放 $1.2 \times 10^{4}$ 吨", "CO2 排放 1.2×10^4 吨"),
    (r"室温 $2 6 \sim 2 8 ^ {\circ} \mathrm {C}$", "室温 26~28°C"),
    ("利润 $56$ 万元", "利润 56 万元"),
    ("见[年报](https://example.org/2023/a1.pdf)", "见年报"),
    ("![](images/3f2a9.jpg)用电 5 万度", "用电 5 万度"),
    ("**节水<sub>1</sub>率** 5%", "节水1率 5%"),
]
NONE = [
    "PM2.5 <35 微克，且 x<b 时",
    "成本 US$5 至 US$6，收入 $7,000",
    "2**3 与 2 ** 3",
    r"$\frac{1}{2}$",
    "A&B 公司，R&D 投入",
    "[1] 注释（见下）",
    "单价 $12 和 $13",
    "A&nosuch; 与 &NotEqualTilde;",
    "净利 $ 1,234 $ 1,102",
]


@pytest.mark.parametrize(("text", "expected"), PRINTED)
def test_a_text_is_read_as_it_is_printed(text: str, expected: str) -> None:
    assert printed(text) == expected


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_markup_stays(text: str) -> None:
    assert printed(text) == text


@pytest.mark.parametrize("record", load_records(FILE, "command"), ids=lambda record: record["words"][0])
def test_each_command_prints_what_its_record_says(record: dict[str, str]) -> None:
    told = printed(f"${record['example']}$")
    assert record.get("prints", "") in told
    assert not {"\\", "$", "{"} & {*told}


@given(st.text(alphabet="<>/bsupr*$\\{}_%&; 35吨节水[]()", max_size=40))
def test_signs_tile_nothing_twice(text: str) -> None:
    signs = list(signs_of(text))
    assert all(sign.start < sign.end or not sign.prints for sign in signs)
    assert all(first.end <= second.start for first, second in pairwise(signs))


def test_claims_are_quoted_with_their_markup_and_read_without() -> None:
    text = "全年减排 CO<sub>2</sub> **1,234** 吨<sup>2</sup>，节水 <b>35</b> 万 m<sup>3</sup>。"
    tables = build_tables(explain(text))
    claims = tables["claims"].to_pylist()
    assert [(claim["quote"], claim["low"], claim["unit"], claim["metric"]) for claim in claims] == [
        ("1,234** 吨", 1234.0, "t", "减排"),
        ("35</b> 万 m<sup>3", 350000.0, "m3", "节水"),
    ]
    assert all(text[claim["char_start"] : claim["char_end"]] == claim["quote"] for claim in claims)
    assert [(each["quote"], each["reason"]) for each in tables["exclusions"].to_pylist()] == [
        ("CO<sub>2", "identifier"),
        ("2", "superscript"),
    ]


def test_numbers_in_markup_are_accounted_for() -> None:
    told = build_tables(explain('<img src="p12.png" width="300">用电 5 万度。'))
    assert [claim["quote"] for claim in told["claims"].to_pylist()] == ["5 万度"]
    assert [(each["quote"], each["reason"]) for each in told["exclusions"].to_pylist()] == [
        ("12", "other"),
        ("300", "other"),
    ]


def test_markup_in_piped_cells() -> None:
    text = """| 项目 | 2023 年<br>（万元） | 2022 年<br>（万元） |
|:---|---:|---:|
| 营业<br>收入 | **1,234** | 1,100 |
| CO<sub>2</sub> 排放<br>（吨） | 56 | 48 |
"""
    claims = build_tables(explain(text))["claims"].to_pylist()
    assert [(claim["low"], claim["unit"], claim["row_label"], claim["column_label"]) for claim in claims] == [
        (12340000.0, "CNY", "营业收入", "2023 年（万元）"),
        (11000000.0, "CNY", "营业收入", "2022 年（万元）"),
        (56.0, "t", "CO2 排放（吨）", "2023 年（万元）"),
        (48.0, "t", "CO2 排放（吨）", "2022 年（万元）"),
    ]
