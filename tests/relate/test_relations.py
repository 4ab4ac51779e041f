"""Which claims of a sentence, a list or a table hang together, and which only stand beside each other."""

from pathlib import Path

import pytest

from pipeline.model import RelationKind
from pipeline.run import extract

SENTENCES = [
    ("节约标准煤 6 万吨，减少二氧化碳排放 15 万吨。", {"equivalent_to 6 万吨 15 万吨"}),
    ("节约標準煤 6 萬噸，減少二氧化碳排放 15 萬噸。", {"equivalent_to 6 萬噸 15 萬噸"}),
    (
        "节约燃油 6 吨，节约标准煤 5 吨，减少二氧化碳排放 30 吨。",
        {"equivalent_to 6 吨 30 吨", "equivalent_to 5 吨 30 吨"},
    ),
    (
        "使用岸电 3 万千瓦时，减少柴油使用 7 吨，相当于减排二氧化碳 22 吨。",
        {"equivalent_to 3 万千瓦时 7 吨", "equivalent_to 7 吨 22 吨"},
    ),
    ("节约标准煤 6 万吨，节水 8 万吨。", set()),
    ("光伏装机 16 千瓦，年发电量 2 万度。", set()),
    ("建成岸电桩 99 套，总容量 1584 千瓦。", {"equivalent_to 99 套 1584 千瓦"}),
    ("2019 年节约用电 12 万度，2020 年减少二氧化碳排放 90 吨。", set()),
    ("按 10 公斤旧衣 = 1 棵树的方式换算。", {"equivalent_to 10 公斤 1 棵"}),
    (
        "项目团队共 25 人，包括设计团队 5 人和施工团队 20 人。",
        {"part_of 5 人 25 人", "part_of 20 人 25 人"},
    ),
    (
        "绿色贷款余额 412 亿元。其中，绿色交通 21 个，贷款余额 103 亿元。",
        {"part_of 103 亿元 412 亿元", "equivalent_to 21 个 103 亿元"},
    ),
    ("产品综合能耗由 120 千克降至 80 千克。", {"from_to 120 千克 80 千克"}),
    ("参与的学校从 2018 年 70 个，到现在超过 200 个。", {"from_to 70 个 200 个"}),
    ("营业收入 86 亿元，同比增长 5.8%。", {"change_of 5.8% 86 亿元"}),
    ("不良率 0.58%，下降 13 个基点。", {"change_of 13 个基点 0.58%"}),
    ("拥有岸线 97.8 公里，占全省的 11.8%。", {"share_of 11.8% 97.8 公里"}),
    ("覆盖耕地 186 万亩，涉农客户占比七成。", set()),
]

TABLE = """楼宇清单

| 楼宇 | 2019 年（吨） | 2020 年（吨） | 合计（吨） |
|---|---|---|---|
| 甲楼 | 312 | 310 | 622 |
| 乙楼 | 205 | 201 | 406 |
| 合计 | 517 | 511 | 1028 |
"""


def related(text: str, folder: Path) -> set[str]:
    book = folder / "book.txt"
    book.write_text(text, encoding="utf-8")
    read = extract(book, edition=2020)
    claims = {
        each.block.offsets[claim.mention.span.start]: each.block.text[claim.mention.span.start : claim.mention.span.end]
        for section in read.blocks
        for each in section
        for claim in each.claims
    }
    return {f"{each.kind.value} {claims[each.a]} {claims[each.b]}" for each in read.relations}


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_relations_of_a_sentence(text: str, expected: set[str], tmp_path: Path) -> None:
    assert related(text, tmp_path) == expected


def test_a_table_has_totals_and_years(tmp_path: Path) -> None:
    found = related(TABLE, tmp_path)
    assert {"part_of 312 622", "part_of 310 622", "part_of 312 517", "part_of 622 1028", "part_of 517 1028"} <= found
    assert {"from_to 312 310", "from_to 205 201"} <= found
    assert "from_to 310 622" not in found


def test_a_fact_is_stated_again_in_another_unit_and_rounded(tmp_path: Path) -> None:
    text = "三年累计减少二氧化碳排放 842.63 吨。\n\n三年来共减少二氧化碳排放 842630 千克。"
    assert related(text, tmp_path) == {"same_as 842630 千克 842.63 吨"}


def test_two_things_with_one_number_are_not_the_same(tmp_path: Path) -> None:
    assert related("公司有员工 300 人。\n\n活动覆盖高校 300 个。", tmp_path) == set()


def test_relations_have_kinds_of_the_contract() -> None:
    assert {kind.value for kind in RelationKind} == {
        "same_as",
        "part_of",
        "equivalent_to",
        "from_to",
        "change_of",
        "share_of",
    }


def test_a_column_of_before_and_after_leads_nowhere_by_itself(tmp_path: Path) -> None:
    table = "| 设备 | 改造前后能耗（吨） | 台数 |\n|---|---|---|\n| 甲泵 | 31 | 2 |\n| 乙泵 | 27 | 3 |\n"
    assert not {relation for relation in related(table, tmp_path) if relation.startswith("from_to")}
