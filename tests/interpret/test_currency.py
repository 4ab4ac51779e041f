"""What a bare 元 or $ is, and money without either: the currency of the book."""

import pytest

from tests.interpret.reading import claims

TAIWAN = "民國 113 年度公司投入設備 2,310 萬元，114 年 3 月另投入 350 萬元，另於大陸投入人民幣 20 萬元。\n"


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (TAIWAN, ["TWD", "TWD", "CNY"]),
        (
            "民國 113 年度損益\n\n單位：仟元\n項目\t113年度\t112年度\n營業收入\t1,200\t980\n毛利\t350\t310\n",
            ["TWD"] * 4,
        ),
        ("2024 年公司投入設備 2,310 萬元。\n\n单位：千元\n项目\t2024年\t2023年\n收入\t1,200\t980\n", ["CNY"] * 3),
    ],
)
def test_a_bare_yuan_is_that_of_the_book(text: str, units: list[str]) -> None:
    assert [claim.unit.code for claim in claims(text, 2024)] == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("2023 年营收达 36 亿，净利润 4.2 亿，市值突破 500 亿。", ["CNY", "CNY", "CNY"]),
        ("斥资近 900 万。年产值可达 70 亿。", ["CNY", "CNY/a"]),
        ("售价为 2,999，目标价约 25，评价 25。", ["CNY", "CNY"]),
        ("营收 36 亿，比 2019 年的 28 亿增长 29%。", ["CNY", "CNY", "%"]),
        ("用户 3 亿，销量 40 万，名额 2 万，占全球份额 3 成，门票消费 5 万。", ["1", "1", "1", "%", "1"]),
        ("民國 113 年出口金額為 1,350 億，其中美國 640 億，日本約 80 億。", ["TWD", "TWD", "TWD"]),
        ("營收 36 億，會員 3 億。香港門店的租金 2 億；香港、九龍另投入 $1.2 億。", ["HKD", "1", "HKD", "HKD"]),
    ],
)
def test_money_without_its_yuan_is_of_the_currency_of_the_book(text: str, units: list[str]) -> None:
    assert [claim.unit.code for claim in claims(text, 2024)] == units
