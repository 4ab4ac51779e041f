"""Whose number it is, where a heading says of whom its text speaks: an industry, one's rivals, or oneself."""

import pytest

from tests.interpret.reading import claims


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("三、行业发展概况\n截至 2019 年底，全区并网风电场 684 座。\n", "context"),
        ("三、行业竞争格局\n（一）市场集中度\n前十五大开发企业装机容量占比达 68%。\n", "context"),
        ("二、產業概況\n太陽能裝機量達 300 萬瓩。\n", "context"),
        ("（2）公司主要竞争对手\n1）甲能源\n甲能源风电装机 2443 万千瓦。\n", "related"),
        ("二、同行业可比公司情况\n1、乙股份\n年产能 30 万吨。\n", "related"),
        # the organisation speaks of itself there as well, and under the next heading
        ("三、行业发展趋势\n公司装机容量达 3 万千瓦。\n", "own"),
        ("三、行业概况\n全省装机 5 万千瓦。\n四、公司经营情况\n年产能 30 万吨。\n", "context own"),
        ("一、行业荣誉\n获奖 3 项。\n", "own"),
    ],
)
def test_a_heading_says_of_whom_its_text_speaks(text: str, subjects: str) -> None:
    assert [claim.subject for claim in claims(text)] == subjects.split()
