"""Which yuan a book counts in."""

import pytest

from tests.interpret.reading import claims


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("外資匯入使新台幣升值。\n\n公司營收 5.2 億元，每股盈餘 3 元。", "TWD TWD"),
        ("臺幣走強。公司投資人民幣 2 億元，成本 1 億元；美金 3 元", "CNY CNY USD"),
        ("外资汇入使新台币升值。公司营收 5.2 亿元", "CNY"),
        ("人民幣升值。在臺公司營收 5.2 億元", "CNY"),
        ("香港的電車屬港府資助，造價 3 億元；另購英國零件 2 萬英鎊", "HKD GBP"),
        ("香港的門店由人民幣結算，香港門店收入 3 億元", "CNY"),
        ("臺南園區營業額 3 億元，高雄園區 2 億元，其中 1 億美元外銷", "TWD TWD USD"),
        ("臺南分行以人民幣計價，高雄分行亦同，存款 2 億元", "CNY"),
        ("高雄、臺南與香港、九龍、新界的門店收入 3 億元", "CNY"),
        ("香港门店和九龙门店收入 3 亿元", "CNY"),
    ],
)
def test_currency_of_a_bare_yuan(text: str, units: str) -> None:
    assert [claim.unit.code for claim in claims(text)] == units.split()
