import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.lexicon.loading import load_records
from pipeline.lexicon.unit_types import Place, UnitRecord
from pipeline.lexicon.units import compounds, prefixes, surfaces, unit_records
from pipeline.model import QuantityKind, UnitReading
from pipeline.recognise.units import match_currency_prefix, match_temperature_prefix, match_unit

NUMBER = re.compile(r"-?\d[\d,.]*\s*[万亿]*")


def read(quantity: str, kind: QuantityKind | None = None) -> UnitReading | None:
    number = NUMBER.match(quantity)
    assert number is not None
    return match_unit(quantity, number.end(), kind)


def code(quantity: str, kind: QuantityKind | None = None) -> str | None:
    found = read(quantity, kind)
    return found and found.code


@pytest.mark.parametrize("record", unit_records(), ids=lambda record: record.example)
def test_every_record_reads_its_example(record: UnitRecord) -> None:
    number = NUMBER.search(record.example)
    assert number is not None
    found = match_unit(record.example, number.end())
    assert found is not None
    base = {f"{unit.code}" for unit in record.units}
    denominators = {f"{{{surface.text}}}" for surface in record.surfaces if surface.place is Place.DENOMINATOR}
    assert any(found.code.startswith(unit) for unit in base) or any(found.code.endswith(unit) for unit in denominators)


@pytest.mark.parametrize("wanted", sorted(compounds()))
def test_every_rate_with_a_kind_of_its_own_reads_its_example(wanted: str) -> None:
    (example,) = [
        record["example"] for record in load_records("units_technical.toml", "compound") if record["code"] == wanted
    ]
    found = read(example)
    assert found is not None
    assert (found.code, found.kind) == (wanted, compounds()[wanted].kind)


@pytest.mark.parametrize("record", load_records("units.toml", "substance"), ids=lambda record: record["example"])
def test_every_substance_reads_its_example(record: dict[str, str]) -> None:
    found = read(record["example"])
    assert found is not None
    assert (
        found.code.endswith(f"/t{{{record['code']}}}") if record.get("per_only") else found.substance == record["code"]
    )


@pytest.mark.parametrize("record", load_records("prefixes.toml", "prefix"), ids=lambda record: record["example"])
def test_every_prefix_reads_its_example(record: dict[str, str]) -> None:
    found = read(record["example"])
    assert found is not None
    assert found.code.startswith(prefixes()[record["code"]].code)


def test_every_surface_is_read_as_its_unit() -> None:
    for surface in surfaces():
        if surface.place in {Place.ANYWHERE, Place.HINTED} and not surface.before:
            found = match_unit(f"5{surface.text}", 1, surface.unit.kind)
            assert found is not None, surface.text
            assert (found.code, found.factor) == (surface.unit.code, surface.unit.factor), surface.text
            assert (found.text, found.start, found.end) == (surface.text, 1, 1 + len(surface.text))


@pytest.mark.parametrize(
    ("quantity", "wanted", "written"),
    [
        # in the wild
        *[("1546 万千瓦时 / 年", "kW.h/a", "千瓦时/年"), ("7368m³/ 年", "m3/a", "m³/年"), ("3T/h", "t/h", "T/h")],
        *[
            ("8800 吨\n\n/ 年", "t/a", "吨/年"),
            ("1200 万 kWh/ 年", "kW.h/a", "kWh/年"),
            ("120kwh/m2", "kW.h/m2", "kwh/m2"),
        ],
        *[("27626 千瓦\n时", "kW.h", "千瓦时"), ("35\n千伏", "kV", "千伏"), ("147gCO2e", "g{CO2e}", "gCO2e")],
        *[("300 亿元人民币", "CNY", "元人民币"), ("95883 吨 CO2", "t{CO2}", "吨CO2"), ("17000KG", "kg", "KG")],
        *[
            ("34592 吨标准煤 / 年", "t{sce}/a", "吨标准煤/年"),
            ("3 元 /kWh", "CNY/(kW.h)", "元/kWh"),
            ("800RT", "[RT]", "RT"),
        ],
        # rates
        *[
            ("5 元 / 车 / 年", "CNY/{车}/a", "元/车/年"),
            ("3 元/(人·年)", "CNY/({人}.a)", "元/(人·年)"),
            ("6 元/票", "CNY/{票}", "元/票"),
        ],
        *[
            ("50 公里 / 百平方公里", "km/(100.km2)", "公里/百平方公里"),
            ("3 元/季度", "CNY/(3.mo)", "元/季度"),
            ("7 吨/台", "t/{台}", "吨/台"),
        ],
        *[
            ("0.5 吨标煤/万元", "t{sce}/(10000.CNY)", "吨标煤/万元"),
            ("3.2 L/100km", "L/(100.km)", "L/100km"),
            ("5 升/百公里", "L/(100.km)", "升/百公里"),
        ],
        *[
            ("300 gce/kWh", "g{sce}/(kW.h)", "gce/kWh"),
            ("20 kgce/t", "kg{sce}/t", "kgce/t"),
            ("1.2 tCO2e/万元营收", "t{CO2e}/(10000.CNY)", "tCO2e/万元"),
        ],
        *[
            ("3 W/(m2·K)", "W/(m2.K)", "W/(m2·K)"),
            ("2.3 元/平方米·月", "CNY/(m2.mo)", "元/平方米·月"),
            ("80 km/h", "km/h", "km/h"),
        ],
        *[
            ("5千克每平方米", "kg/m2", "千克每平方米"),
            ("3元每吨", "CNY/t", "元每吨"),
            ("5 元/千人", "CNY/(1000.{人})", "元/千人"),
        ],
        *[
            ("50 mg/Nm³", "mg/m3", "mg/Nm³"),
            ("35 μg/m³", "ug/m3", "μg/m³"),
            ("6 元/吨二氧化碳", "CNY/t{CO2}", "元/吨二氧化碳"),
        ],
        # counts
        *[
            ("3 人次/年", "1/a", "人次/年"),
            ("5 套/年", "1/a", "套/年"),
            ("3 次/d", "1/d", "次/d"),
            ("4 次/人", "1/{人}", "次/人"),
        ],
        *[("3 台(套)", "1", "台(套)"), ("3 台/套", "1", "台/套"), ("120 人/平方公里", "1/km2", "人/平方公里")],
        # substances
        *[
            ("5 吨二氧化碳当量", "t{CO2e}", "吨二氧化碳当量"),
            ("5 吨CO₂e", "t{CO2e}", "吨CO₂e"),
            ("3 吨(CO2e)", "t{CO2e}", "吨(CO2e)"),
        ],
        *[
            ("5 吨二氧化硫", "t", "吨"),
            ("5 吨碳", "t", "吨"),
            ("7 万 tce", "t{sce}", "tce"),
            ("3 KGCO2", "kg{CO2}", "KGCO2"),
        ],
        # 吨二氧化碳排放量: the gas belongs to the noun that is measured
        *[("5.84 吨二氧化碳的排放量", "t", "吨"), ("5.84 吨二氧化碳。", "t{CO2}", "吨二氧化碳")],
        # products
        *[
            ("3 kW · h", "kW.h", "kW·h"),
            ("3 t·km", "t.km", "t·km"),
            ("5 N·m", "N.m", "N·m"),
            ("3 万吨公里", "t.km", "吨公里"),
        ],
        *[("5 蒸吨/小时", "t/h", "蒸吨/小时"), ("2 蒸吨锅炉", "t/h", "蒸吨"), ("100 Mbps", "Mbit/s", "Mbps")],
        # a number may follow a time or a length
        *[("2h30min", "h", "h"), ("1m75", "m", "m"), ("2 升到 3 升", "L", "升")],
    ],
)
def test_expression(quantity: str, wanted: str, written: str) -> None:
    found = read(quantity)
    assert found is not None
    assert (found.code, found.text) == (wanted, written)


@pytest.mark.parametrize(
    "quantity",
    [
        *["5G", "3M公司", "38garden", "5 months", "2 t-shirt", "5A4", "500 GB50189", "3 GB/T 32150", "100 W+", "3 K"],
        *[
            "3 项目",
            "3 门店",
            "3 天然气锅炉",
            "3 平均",
            "3 升级",
            "8 里程",
            "30 年代",
            "3 股权",
            "3 方",
            "5 米饭",
            "10 人工智能",
        ],
        *["5A级景区", "3 部门", "5 度假村", "8 节能", "3 元素", "5 分公司", "3 平台", "3 克服", "2.0计划", "40 "],
    ],
)
def test_no_unit_begins_there(quantity: str) -> None:
    assert read(quantity) is None


@pytest.mark.parametrize(
    ("quantity", "wanted"),
    [
        *[
            ("17 项目标", "项"),
            ("6 节电池", "节"),
            ("33 台风电机组", "台"),
            ("6 处分布式光伏", "处"),
            ("5 人均为党员", "人"),
        ],
        *[
            ("4 块电池", "块"),
            ("3 种植物", "种"),
            ("5 元月租", "元"),
            ("10 家/上海", "家"),
            ("300 元每年节约 5 元", "元"),
        ],
    ],
)
def test_the_unit_ends_where_another_word_begins(quantity: str, wanted: str) -> None:
    found = read(quantity)
    assert found is not None
    assert found.text == wanted


@pytest.mark.parametrize(
    ("quantity", "kind", "wanted", "factor"),
    [
        *[
            ("5 分", None, "1", "1"),
            ("5 分", QuantityKind.TIME, "min", "1"),
            ("5 分", QuantityKind.CURRENCY, "CNY", "0.01"),
        ],
        *[
            ("37 度", None, "kW.h", "1"),
            ("37 度", QuantityKind.TEMPERATURE, "Cel", "1"),
            ("37 度", QuantityKind.ANGLE, "deg", "1"),
        ],
        *[("37°", None, "deg", "1"), ("37°", QuantityKind.TEMPERATURE, "Cel", "1"), ("7 块", None, "CNY", "1")],
        *[
            ("7 块", QuantityKind.COUNT, "1", "1"),
            ("80 桶", None, "1", "1"),
            ("80 桶", QuantityKind.VOLUME, "[bbl_us]", "1"),
        ],
        # asking for a kind changes nothing where the surface has no such reading
        *[
            ("5 吨", QuantityKind.TIME, "t", "1"),
            ("5 打", None, "1", "12"),
            ("3 季度", None, "mo", "3"),
            ("3‰", None, "%", "0.1"),
        ],
        *[("9 毛钱/度电", None, "CNY/(kW.h)", "0.1"), ("2 角", None, "CNY", "0.1"), ("5 仙", None, "HKD", "0.01")],
    ],
)
def test_ambiguous_surfaces_and_parts_of_a_unit(
    quantity: str, kind: QuantityKind | None, wanted: str, factor: str
) -> None:
    found = read(quantity, kind)
    assert found is not None
    assert (found.code, found.factor) == (wanted, Decimal(factor))


@pytest.mark.parametrize(
    ("quantity", "kind", "substance", "per_time", "classifier"),
    [
        ("5 吨标煤/年", QuantityKind.MASS, "sce", "a", False),
        ("5 家", QuantityKind.COUNT, None, None, True),
        ("5 元/(人·月)", QuantityKind.CURRENCY, None, "mo", False),
        ("5 元/季度", QuantityKind.CURRENCY, None, "3.mo", False),
        ("10 蒸吨", QuantityKind.MASS, None, "h", False),
        ("30 mg/m3", QuantityKind.CONCENTRATION, None, None, False),
        ("5 m/s", QuantityKind.SPEED, None, "s", False),
        ("5 N·m", QuantityKind.OTHER, None, None, False),
        ("5 千瓦时·tCO2e", QuantityKind.OTHER, "CO2e", None, False),
    ],
)
def test_fields(
    quantity: str, kind: QuantityKind, substance: str | None, per_time: str | None, *, classifier: bool
) -> None:
    found = read(quantity)
    assert found is not None
    assert (found.kind, found.substance, found.per_time, found.classifier) == (kind, substance, per_time, classifier)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        *[("¥ 5", "CNY"), ("人民币5", "CNY"), ("US$5", "USD"), ("约HK$ 5", "HKD"), ("$5", "USD"), ("港币 5", "HKD")],
        *[("投资RMB5", "CNY"), ("5", None), ("第5", None), ("ABUSD5", None), ("摄氏5", None)],
    ],
)
def test_currency_before_the_number(text: str, wanted: str | None) -> None:
    found = match_currency_prefix(text, text.index("5"))
    assert (found and found.code) == wanted
    assert found is None or text[found.start : found.end] == found.text


@pytest.mark.parametrize(("text", "wanted"), [("摄氏 5", "Cel"), ("华氏5", "[degF]"), ("人民币5", None), ("5", None)])
def test_temperature_scale_before_the_number(text: str, wanted: str | None) -> None:
    found = match_temperature_prefix(text, text.index("5"))
    assert (found and found.code) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"), [('至少5"', "[in_i]"), ("高8'", "[ft_i]"), ('"1+5"管理', None), ('"双5"目标', None)]
)
def test_a_mark_that_ends_a_quotation_is_no_inch(text: str, wanted: str | None) -> None:
    found = match_unit(text, max(text.find("5"), text.find("8")) + 1)
    assert (found and found.code) == wanted


NUMERATORS = st.sampled_from(
    [("吨", "t"), ("千瓦时", "kW.h"), ("元", "CNY"), ("立方米", "m3"), ("兆瓦", "MW"), ("公斤", "kg")]
)
DENOMINATORS = st.sampled_from(
    [
        ("年", "a"),
        ("人", "{人}"),
        ("平方米", "m2"),
        ("kWh", "(kW.h)"),
        ("万元", "(10000.CNY)"),
        ("台", "{台}"),
        ("百公里", "(100.km)"),
    ]
)
SPACES = st.sampled_from(["", " ", "\n", " \n"])


@given(NUMERATORS, st.lists(DENOMINATORS, max_size=3), SPACES)
def test_white_space_between_the_parts_changes_nothing(
    numerator: tuple[str, str], denominators: list[tuple[str, str]], space: str
) -> None:
    parts = [numerator, *denominators]
    text = "5" + space + f"{space}/{space}".join(part for part, _ in parts)
    found = match_unit(text, 1)
    assert found is not None
    assert found.code == "/".join(part for _, part in parts)
    assert found.text == "/".join(part for part, _ in parts)
    assert (found.start, found.end) == (1 + len(space), len(text))


@given(st.text(alphabet="5吨千瓦时/每年月元人次(·)个百万度分 \nkWhCO2eatmg²°块'\"", max_size=12), st.integers(0, 12))
def test_a_reading_lies_in_the_text_as_written(text: str, position: int) -> None:
    found = match_unit(text, position)
    if found is not None:
        assert position <= found.start < found.end <= len(text)
        assert "".join(text[found.start : found.end].split()) == found.text
        assert not text[found.start].isspace()
