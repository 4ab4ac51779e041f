"""Whose number it is, how it adds up, per what and of which item: wordings beside those of the decision lists."""

from pathlib import Path

import pytest

from pipeline.model import Claim
from pipeline.run import explain, extract


def claims(text: str, folder: Path, organisation: str = "绿源有限公司") -> list[Claim]:
    book = folder / "book.txt"
    book.write_text(f" {organisation}\n绿色行动\n\n ◎ 案例概述\n\n{text}\n", encoding="utf-8")
    read = extract(book, edition=2020)
    return [claim for section in read.blocks for each in section for claim in each.claims]


SUBJECTS = [
    ("绿源有限公司", "全球每年约有 13 亿吨食物被浪费。", "context"),
    ("绿源有限公司", "公司产品在全球市场占有率 12%。", "own"),
    ("绿源有限公司", "公司在全国设有 30 个网点。", "own"),
    ("綠源有限公司", "全球每年約有 13 億噸食物被浪費。", "context"),
    ("某某银行上海市分行", "支持的光伏项目每年减排二氧化碳 5 万吨。", "related"),
    ("某某银行上海市分行", "分行绿色贷款余额 410 亿元。", "own"),
    ("绿源有限公司", "冬季室外气温低至 -12℃。", "context"),
    ("绿源有限公司", "与传统燃油车相比，公司车队百公里能耗下降 30%。", "own"),
    ("绿源（中国）", "集团承诺到 2030 年减排 50%。", "related"),
    ("某某县人民政府", "城镇调查失业率 5.1%。", "context"),
    ("某某县人民政府", "第三产业增加值增长 7%。", "context"),
    ("某某县人民政府", "居民人均可支配收入增长 6%。", "context"),
]

AGGREGATIONS = [
    ("公司拥有员工 300 人。", "level"),
    ("截至 2020 年底，绿色贷款余额 410 亿元。", "level"),
    ("2020 年用电 300 万千瓦时。", "flow"),
    ("項目累計減少碳排放 5000 噸。", "cumulative"),
    ("自 2015 年以来，累计回收旧衣 300 吨。", "cumulative"),
    ("每年可节约用电 300 万千瓦时。", "rate"),
    ("平均每平方米降低碳排放 33 千克。", "factor"),
    ("吨钢综合能耗 541 千克标准煤。", "factor"),
    ("综合能耗同比下降 5%。", "change"),
    ("贷款余额较年初增加 343 亿元。", "change"),
    ("新增加变频器，改造后节能至少可以达到 30%。", "change"),
    ("增加绿电采购，绿电占比提升到 30%。", "level"),
    ("毛利率从 2018 年的 27% 提升至 2020 年的 32%。", "level"),
    ("占比从 2016 年底的 9.5% 升至 2020 年 1 月底的 19.7%。", "level"),
    ("2020 年营收同比增长 72% 至 120 亿元。", "flow"),
    ("该项目投资 300 万元。", "flow"),
    ("历时 6 个月完成改造。", "level"),
    ("发布报告的企业数量已达 536 家。", "level"),
    ("财政赤字率控制在 2.8%。", "level"),
    ("外汇储备超过 3 万亿美元。", "level"),
    ("基本每股收益 0.5 元，公司应收账款 13 亿元。", "level"),
    ("发送旅客 96 万人次，同比增加 12 万人次。", "change"),
]

PER = [
    ("每回收 1 吨废纸可减少砍伐 17 棵树。", "吨废纸"),
    ("平均每个学校回收旧衣 200 公斤。", "个学校"),
    ("一辆车一年至少减少 5.8 吨二氧化碳排放。", "辆车"),
    ("每年减少二氧化碳排放 5.8 吨。", None),
    ("人均用水 35 吨。", "人"),
    ("每周回收废纸 3 吨，累计回收 200 吨。", None),
    ("人均受训 12 小时，录得 3 宗工伤个案。", None),
]

ITEMS = [
    ("东江基地节约用电 30 万千瓦时。", "东江基地"),
    ("• 城西污水处理厂光伏项目自 2019 年投运以来，每月减少用电 3 万度。", "城西污水处理厂光伏项目"),
    ("公司共节约用电 30 万千瓦时。", None),
    ("公司建成光伏项目 30 个。", None),
    ("最高时速 100 公里，发车间隔 3 分钟，日均客流 45 万人次。", None),
    ("以东江基地为例，全年用电 30 万千瓦时。", "东江基地"),
    ("各项贷款余额 8 亿元，其中涉农贷款余额 5 亿元，较年初上升 2 亿元，增速 3%。", None),
    ("东江水务网讯：公司全年用电 30 万千瓦时。", None),
    ("能耗下降 6%园区节水 3 吨。", None),
    ("810 个省重点项目完成投资 5 亿元。", None),
    ("节水煤矿达到 40 座，先进产能占比 8%。", None),
    ("累计实施改造项目 1.3 万余个，年度投资 5 亿元。", None),
    ("新增开工风光项目，并网 9 万千瓦。", None),
    ("东江全电景区节约用电 30 万千瓦时。", "东江全电景区"),
    ("推出“20 条”政策，减税 5 亿元。", None),
    ("甲公司、乙公司等疏解项目落地，引进人才 300 人。", None),
]

NO_INDICATOR = [
    ("减少二氧化碳排放 5 吨，相当于植树 300 棵。", "trees.planted"),
    ("采用十八层网络，设有 3 层结构。", "participants"),
    ("室内二氧化碳浓度控制在 800ppm。", "ghg.emissions"),
    ("项目贷款余额占比 30%。", "loans.green.balance"),
    ("建筑面积 5700 平方米。", "area.land"),
    ("累计行驶 8.1 亿公里。", "length"),
    ("粗钢产量 10 亿吨，同比下降 2.1%。", "materials.saved"),
    ("全省财政收入 20 亿元。", "revenue"),
    ("无害废弃物密度 0.8 吨。", "waste.recycled"),
    ("举办 5 场城市耕作工作坊。", "cities"),
    ("绿色债券余额 5 亿元。", "loans.green.balance"),
    ("每百万营收排放量下降 8.3%。", "revenue"),
    ("安全培训覆盖员工 8600 人次。", "jobs"),
    ("高铁时速 350 公里。", "length"),
    ("危险废物处置量 58 吨。", "waste.recycled"),
]


@pytest.mark.parametrize(("organisation", "text", "expected"), SUBJECTS, ids=[text for _, text, _ in SUBJECTS])
def test_subject(organisation: str, text: str, expected: str, tmp_path: Path) -> None:
    assert claims(text, tmp_path, organisation)[-1].subject == expected


def test_a_newspaper_tells_of_others() -> None:
    news = "统计局公布，7 月出口 3 亿元。数据显示，投资增长 5%。专家表示，缺口为 2 万吨。"
    for text, expected in ((news, "context"), (f"{news}公司用电 5 万度。", "own")):
        found = [claim for blocks in explain(text).blocks for block in blocks for claim in block.claims]
        assert {claim.subject for claim in found} == {expected}


@pytest.mark.parametrize(("text", "expected"), AGGREGATIONS, ids=[text for text, _ in AGGREGATIONS])
def test_aggregation(text: str, expected: str, tmp_path: Path) -> None:
    assert claims(text, tmp_path)[-1].aggregation == expected


@pytest.mark.parametrize(("text", "expected"), PER, ids=[text for text, _ in PER])
def test_per(text: str, expected: str | None, tmp_path: Path) -> None:
    assert claims(text, tmp_path)[-1].per == expected


@pytest.mark.parametrize(("text", "expected"), ITEMS, ids=[text for text, _ in ITEMS])
def test_item(text: str, expected: str | None, tmp_path: Path) -> None:
    assert claims(text, tmp_path)[-1].item == expected


@pytest.mark.parametrize(("text", "indicator"), NO_INDICATOR, ids=[text for text, _ in NO_INDICATOR])
def test_a_loose_word_makes_no_indicator(text: str, indicator: str, tmp_path: Path) -> None:
    assert claims(text, tmp_path)[-1].indicator != indicator
