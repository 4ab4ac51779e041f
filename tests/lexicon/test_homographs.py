"""Every homograph's example is read as the kind that its record names."""

from itertools import chain

import pytest

from pipeline import explain
from pipeline.lexicon.homographs import Homograph, homographs

RECORDS = list({record.id: record for record in chain.from_iterable(homographs().values())}.values())


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.id)
def test_example(record: Homograph) -> None:
    claims = [claim for blocks in explain(record.example).blocks for block in blocks for claim in block.claims]
    assert [claim.unit.kind for claim in claims][-1] == record.kind


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("用电 12 万度", "kW.h"),
        ("水温 12 度", "Cel"),
        ("节水 3 度", "m3"),
        ("全场均价 8 元，评分 9 分", "1"),
        ("每斤降 5 分", "CNY"),
        ("用时 3 分 20 秒", "min"),
        ("光伏组件 40 块", "1"),
        ("买菜花了 40 块", "CNY"),
        ("混凝土 60 方", "m3"),
        ("共有 3 方参与", "1"),
        ("柴油 12 桶", "[bbl_us]"),
        ("垃圾桶 12 桶", "1"),
    ],
)
def test_neighbours(text: str, unit: str) -> None:
    claims = [claim for blocks in explain(text).blocks for block in blocks for claim in block.claims]
    assert claims[-1].unit.code == unit
