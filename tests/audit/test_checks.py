"""Every check finds what it must and passes what is much like it; factors are what is published."""

from pathlib import Path

import pytest

from pipeline import explain
from pipeline.audit import CHECKS, Check, Outcome, audit
from pipeline.audit.interval import Interval, printed
from pipeline.dataset.rows import build_tables
from pipeline.lexicon.factors import Band, bands
from pipeline.run import extract


def looked(text: str, check: str, folder: Path) -> list[Outcome]:
    book = folder / "book.txt"
    book.write_text(text, encoding="utf-8")
    return [each for each in audit(build_tables(extract(book, edition=2020)), 2020) if each.finding.check == check]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_a_check_finds_what_it_must_and_passes_its_neighbour(check: Check, tmp_path: Path) -> None:
    found = [each for each in looked(check.finds, check.id, tmp_path) if not each.holds]
    assert len(found) == 1
    assert found[0].finding.message
    assert all(each.holds for each in looked(check.passes, check.id, tmp_path))


@pytest.mark.parametrize("band", bands().values(), ids=lambda band: band.id)
def test_a_factor_has_an_example_inside_its_band_and_one_outside_of_all(band: Band, tmp_path: Path) -> None:
    assert band.least <= band.low < band.high <= band.most
    (inside,) = looked(band.example, "factor.band", tmp_path)
    assert inside.holds
    # a fuel that gives more than its carbon is told by the stricter check alone
    outside = [each for name in ("band", "carbon") for each in looked(band.near_miss, f"factor.{name}", tmp_path)]
    assert [each.finding.severity.value for each in outside if not each.holds] == ["error"]


@pytest.mark.parametrize(
    ("digits", "bound", "expected"),
    [
        ("988.8", "exact", (988.75, 988.85)),
        ("5000", "exact", (4500, 5500)),
        ("5292", "exact", (5291.5, 5292.5)),
        ("100", "approx", (50, 150)),
        ("5200", "approx", (4940, 5460)),
        ("12", "at_least", (11.5, float("inf"))),
        ("12", "at_most", (float("-inf"), 12.5)),
    ],
)
def test_a_printed_number_stands_for_an_interval(digits: str, bound: str, expected: tuple[float, float]) -> None:
    found = printed(float(digits), float(digits), digits, bound)
    assert (found.low, found.high) == pytest.approx(expected)


def test_intervals_meet_at_their_ends() -> None:
    assert Interval(1, 2).meets(Interval(2, 3))
    assert not Interval(1, 2).meets(Interval(2.1, 3))


NEAR_MISSES = [
    "员工共 120 人，其中党员 80 人，女性 70 人。",  # groups that overlap
    "绿色贷款余额 410.95 亿元，比 2019 年末增加 103.04 亿元。",
    "营业收入增长 150%，成本下降 12%。",
    "2019 年节约用电 100 万千瓦时，2020 年减少二氧化碳排放 9000 吨。",  # other years
    "净利润下降 120%。",
    "累计投资 3 亿元，其中 2020 年投资 1 亿元。",
    "生产能力为每年 100 万吨，减少二氧化碳排放 5 吨。",
    "覆盖率达 100%，利用率超过 95%。",
    "安装光伏 5 兆瓦时储能，每年可削峰填谷 150 万千瓦时。",
    "完成率为 108%。",
    "项目涉及个人信息，覆盖各个环节。",
]


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_what_is_right_raises_nothing(text: str) -> None:
    assert [each.finding.message for each in audit(build_tables(explain(text)), 2020) if not each.holds] == []


SEEDED = [
    ("number.malformed", "全年节约标准煤 1.234.5 吨。"),
    ("number.missing", "项目累计减少吨，成效显著。"),
    ("number.missing", "全年投资共计万元，用于改造。"),
    ("value.impossible", "绿色电力占比 135%。"),
    ("value.impossible", "水耗降低 120%。"),
    ("time.status", "公司计划到 2016 年实现减排 30%。"),
    ("rate.hours", "风电装机 50 兆瓦，年发电量 12 亿千瓦时。"),
    ("sum.table", "统计\n\n| 部门 | 用电（度） |\n|---|---|\n| 甲部 | 312 |\n| 乙部 | 205 |\n| 合计 | 571 |\n"),
    ("part.above_whole", "项目团队共 25 人，包括设计团队 15 人和施工团队 33 人。"),
    ("share.of_whole", "绿色贷款余额 821 亿元。其中，清洁能源企业 15 个，贷款余额 103 亿元，占比 21.5%。"),
    ("change.of_levels", "单位能耗由 2019 年的 124 千克降至 2020 年的 96 千克，下降 32.6%。"),
    ("factor.band", "节约用电 300 万千瓦时，减少二氧化碳排放 21 万吨。"),
    ("factor.carbon", "年节约标准煤 1250 吨，减排二氧化碳 9800 吨。"),
    ("product.of_factor", "每辆车每年减少成本 92400 元，项目 3138 辆车每年减少成本 29 亿元。"),
    ("same.unit", "全年节约标准煤 34592 吨。\n\n项目节约标准煤 34592 万吨。"),
]  # fmt: skip


@pytest.mark.parametrize(("check", "text"), SEEDED, ids=[f"{check}: {text[:20]}" for check, text in SEEDED])
def test_a_seeded_error_is_found(check: str, text: str, tmp_path: Path) -> None:
    assert any(not each.holds for each in looked(text, check, tmp_path))
