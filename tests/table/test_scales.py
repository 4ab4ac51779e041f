"""Units that a label gives by their scale alone, and cells that say that nothing is to be filled in."""

import pytest

from tests.interpret.reading import claims


@pytest.mark.parametrize(
    ("label", "unit", "value"),
    [("净利润(万)", "CNY", 35_000), ("营业总收入（亿）", "CNY", 350_000_000), ("用户数(万)", "1", 35_000)],
)
def test_a_scale_alone_is_of_money_or_of_what_is_counted(label: str, unit: str, value: int) -> None:
    first, *_ = claims(f"指标 2023 2022\n{label} 3.5 4.2\n其他(%) 5.0 6.0\n", 2023)
    assert (first.unit.code, first.mention.low) == (unit, value)


def test_a_row_that_is_not_to_be_filled_in_ends_no_table() -> None:
    text = (
        "2019年财政拨款“三公”经费预算表\n金额单位：万元\n项目 2019年预算数\n小计 其中：一般公共预算安排数\n"
        "一、“三公”经费合计 31.6 31.6\n(一)出国费 单位不需填列 单位不需填列\n(二)公务接待费 12.8 12.8\n"
        "(三)公务用车费 6.8 6.8\n二、会议费 7.5 7.5\n三、培训费 15.8 15.8\n"
    )
    found = [(claim.metric, claim.unit.code, claim.period) for claim in claims(text, 2019)]
    assert found[2:6] == [("公务接待费", "CNY", "2019")] * 2 + [("公务用车费", "CNY", "2019")] * 2
