"""Tables whose rows are named twice, in a second language left of the values and in Chinese right of them."""

from tests.table.test_labels import labels_of

BOTH = (
    ["", "附註", "2022年", "2021年", ""],
    ["Revenue", "5", "4,812", "4,377", "收入"],
    ["Current assets", "流動資產"],
    ["Inventories", "12", "388", "402", "存貨"],
    ["Trade receivables", "14", "655", "617", "應收賬款"],
)


def test_the_chinese_names_label_the_rows() -> None:
    rows = (*BOTH[:2], ["Current assets", "", "", "", "流動資產"], *BOTH[3:])
    found = labels_of(rows)
    assert found["4,812"].row == "收入"
    assert found["402"].row == "流動資產 / 存貨"
    assert "14" not in found


def test_remarks_behind_the_values_of_foreign_names_label_nothing() -> None:
    rows = (
        ["指标", "2022年", "2021年", "备注"],
        ["Scope One", "812", "877", "含柴油"],
        ["Scope Two", "388", "402", "含外购热力"],
    )
    assert labels_of(rows)["812"].row == "Scope One"
