"""What a bare 元 is: the yuan, or the dollar of Taiwan in a book that counts by the republic."""

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
