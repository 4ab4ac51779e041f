"""What claims are about; the lexicon's own examples are tested in `tests/lexicon/test_topics.py`."""

import pytest

from .reading import claims

# text: topics of its claims
TABLE = [
    *[("减少二氧化碳排放 5 吨", "ghg"), ("碳减排量为 147gCO2e", "ghg"), ("单位产品碳排放下降 5.7%", "ghg")],
    *[("减排二氧化硫 0.18 吨", "air"), ("颗粒物排放浓度 5 毫克 / 立方米", "air"), ("厂区噪声 55 dB", "air")],
    *[
        ("节约电能 1546 万千瓦时", "electricity"),
        ("装机容量 1584 千瓦", "electricity"),
        ("总容量 192 千伏安", "electricity"),
    ],
    *[
        ("节约标准煤 5 吨", "fuel"),
        ("减少柴油使用 6.06 吨", "fuel"),
        ("蒸汽流量 3T/h", "fuel"),
        ("节约天然气 7368m³/ 年", "fuel"),
    ],
    *[
        ("平均节能率 10-25%", "energy_intensity"),
        ("综合能效提升 10%", "energy_intensity"),
        ("能效提升 20%", "energy_intensity"),
    ],
    # a share is of what it is a share of
    *[
        ("第一大客户占营业收入的 7%", "finance"),
        ("女性占全体员工的 30%", "people"),
        ("光伏占全省装机的 20%", "electricity"),
    ],
    *[("分布式占比 30%", "other|electricity"), ("邀请 9 所小学", "activity"), ("布料 3 吨", "materials")],
    *[("可再生能源投入 30%", "electricity"), ("研发投入 3 万元", "finance")],
    *[("节水 5.8 万吨", "water"), ("处理污水 300 立方米", "water")],
    *[("回收旧衣 17000KG", "materials"), ("种植梭梭树 47074 棵", "materials"), ("餐厨垃圾减量 30%", "materials")],
    *[("绿色贷款余额 988 亿元", "finance"), ("投资 3 万元", "finance"), ("绿色贷款增速为 33%", "finance")],
    *[("约 13 个月回收成本", "finance"), ("历时 3 年", "time"), ("两个月内", "time")],
    *[("员工 300 人", "people"), ("累计用户 400 余万", "people"), ("服务 231.1 万户居民", "people")],
    *[("建筑面积 5700 平方米", "area"), ("输电线路 5780 公里", "area"), ("林地 300 亩", "area")],
    *[("56 套岸电设施", "equipment"), ("投放新能源车近 12000 辆", "equipment"), ("变电站 176 座", "equipment")],
    *[("14 个案例", "activity"), ("覆盖 300 个城市", "activity"), ("合作伙伴 72 个", "activity")],
    *[("全球市场占有率 10%", "market"), ("气温 -10℃", "other")],
    ("累计节能量 45577 吨标准煤", "fuel|energy_intensity"),
    *[("最大降雨量 391.6 毫米", "water"), ("超警戒水位 1.27 米", "water"), ("蒸汽流量 3T/h", "fuel")],
    *[("协议成交量 287.4 万吨", "market"), ("办结率 97.6%", "activity"), ("森林覆盖率 63.1%", "area")],
    *[("二噁英浓度为 0.08ngTEQ/m3", "air"), ("新建污水管网 1800 公里", "area"), ("融资成本下行 42 个基点", "finance")],
    *[("空气质量微站 215 个", "equipment"), ("回收商 2600 多家", "activity"), ("加注 SAF 1320 吨", "fuel")],
    *[("降低污染排放量 SOx 5 吨", "air"), ("粒狀物排放 3 公噸", "air")],
    *[("化学需氧量负荷下降 7%", "water"), ("最大负荷 5 万千瓦", "electricity"), ("整改率 100%", "activity")],
    *[("制造业 PMI 为 49", "other"), ("PM10 浓度 35 微克/立方米", "air")],
    # the head of a phrase is its end
    *[
        ("绿色食品原料生产基地 19 个", "equipment|activity"),
        ("垃圾焚烧发电项目 17 个", "activity"),
        ("煤炭采购成本占比 12%", "finance"),
    ],
    *[("循环水回收率 84%", "water"), ("固废综合利用率 93%", "materials"), ("二氧化硫排放量减少 9 吨", "air")],
    *[("废水排放量 3 万吨", "water"), ("每年减排 5 吨", "ghg"), ("中水回用量 3 万立方米", "water")],
    # bulletins and markets
    *[
        ("城镇调查失业率 5.2%", "people"),
        ("常住人口城镇化率 62%", "people"),
        ("养老保险参保率 98%", "people"),
        ("低保标准提高 8%", "people"),
    ],
    *[
        ("货物周转量 30 亿吨公里", "activity"),
        ("快递业务量增长 19%", "activity"),
        ("铁路客运量增长 4%", "people"),
        ("累计行驶 3000 公里", "activity"),
    ],
    *[
        ("关税税率 12%", "finance"),
        ("上证指数跌 0.5%", "finance"),
        ("采购总金额增长 2 倍", "finance"),
        ("工业增加值增长 5%", "finance"),
        ("社会消费品零售总额增长 3%", "finance"),
    ],
    *[
        ("经营主体 62 万户", "activity"),
        ("专精特新企业 1003 户", "activity"),
        ("证券账户 39 个", "activity|finance"),
        ("综合保税区 6 个", "activity|area"),
    ],
    *[
        ("草原综合植被盖度 54%", "area"),
        ("水土保持率 61%", "area"),
        ("越冬的候鸟 70 万只", "other"),
        ("精炼铜产量增长 9%", "materials"),
    ],
    *[("食堂全年用气25,083立方米", "fuel"), ("供气量 3 万立方米", "fuel"), ("采购200万桶原油", "fuel")],
    *[
        ("惠及500多万农民", "people"),
        ("碘价上涨25%", "finance"),
        ("销售量增长18%", "market"),
        ("硝酸钾市场增长6%", "market"),
    ],
    *[("使用可循环文件封6.4万个", "materials"), ("減少空氣污染物7,803公噸", "air")],
    ("产量 3 万桶/日", "fuel"),
    # the thing that is measured tells it, not the word for its share, its change or its efficiency
    *[
        ("对全社会用电量增长的贡献率为 21%", "electricity"),
        ("对经济增长的贡献率为 60%", "finance"),
        ("政府补助占利润总额的 30%", "finance"),
        ("颗粒物去除效率 99%", "air"),
        ("采用生化法处理污水，处理效率 92%", "water"),
        ("废水有效减排 12%", "water"),
        ("石油类排放量 3 吨", "water"),
        ("资源综合利用量 40 万吨", "materials"),
    ],
    # who or what is counted tells it, whatever it has
    *[
        ("节水型机关 3 家", "activity"),
        ("绿色工厂 3 家", "equipment|activity"),
        ("从事光伏发电的 426 人", "people"),
        ("修复木托等包材 3 万件", "materials"),
        ("石墨模具 300 个", "equipment|materials"),
    ],
    # words of reports, bulletins and markets
    *[
        ("綜合線損率 4.8%", "electricity"),
        ("再生能源使用率達 50%", "electricity"),
        ("弃风率 3%", "electricity"),
        ("硫化氢浓度 0.05 mg/m3", "air"),
        ("水质优良率 92%", "water"),
        ("地下水开采量 20 亿立方米", "water"),
        ("炼油能力 1200 万吨", "fuel"),
        ("经营性现金流量净额下降 12%", "finance"),
        ("市盈率 20 倍", "finance"),
        ("电商GMV 增长 14%", "finance"),
        ("小遊戲總流水增長 50%", "finance"),
        ("研发人员占比 12%", "people"),
        ("員工復職率 90%", "people"),
        ("日活躍賬戶數 500 萬", "people"),
        ("劳动合同签订率 100%", "activity|people"),
        ("软件著作权 12 件", "activity"),
        ("綠建築標章 12 件", "activity"),
        ("工程进度 90%", "activity"),
        ("烟囱内径 1.2 米", "other"),
        ("地铁运营里程 300 公里", "area"),
        ("晶圓 300 萬片", "materials"),
        ("吨钢电耗 62 千瓦时", "energy_intensity"),
        ("空气质量优良天数 312 天", "air"),
        ("信息化覆盖率 95%", "activity|other"),
        ("晶圆良率 95%", "other|materials"),
        ("最高时速 100 公里", "other"),
        ("標準游泳池 1280 座", "equipment"),
        ("外销比例 35%", "market"),
    ],
]

# a share or change that names no thing is about what stands before it
GOES_ON = [
    (
        "全区进口 5 亿元，增长 5%。6 个城市增速回落，苏州、无锡分别回落 3 个和 2 个百分点",
        "finance finance activity finance finance",
    ),
    ("清洁能源装机 1.4 亿千瓦，占比达到 66%", "electricity electricity"),
    ("光伏装机容量 6 年增长 7 倍", "time electricity"),
    ("電商GMV為 46 億元，增長 14.4%", "finance finance"),
    ("岸线 97.8 公里，占全省的 11.8%", "area area"),
    ("投入 3 亿元，占比 30%；废水 5 万吨，占比 12%", "finance finance water water"),
    ("危险废物 12 吨，增幅 8%", "materials materials"),
    ("光伏组件出货 25 GW，海外占比 45%", "electricity electricity"),
    ("削减 30% 的人力成本，转换效率提高了 10%", "finance energy_intensity"),
]


@pytest.mark.parametrize(("text", "topics"), GOES_ON)
def test_topics_of_shares_and_changes(text: str, topics: str) -> None:
    assert [str(claim.topic) for claim in claims(text)] == topics.split()


# a thing of a list that has a share in a measure has the topic of the measure; a thing that is measured has its own
LISTS = [
    ("城区、县城绿地面积分别增加 6%、4%", "area area"),
    ("化学需氧量、二氧化硫排放量分别下降 3%、5%", "water air"),
    ("汽车制造业、医药制造业用电量分别增长 9% 和 4%", "electricity electricity"),
]


@pytest.mark.parametrize(("text", "topics"), LISTS)
def test_topics_of_a_list(text: str, topics: str) -> None:
    assert [str(claim.topic) for claim in claims(text)] == topics.split()


@pytest.mark.parametrize(("text", "topics"), TABLE)
def test_topic(text: str, topics: str) -> None:
    (claim,) = claims(text)
    assert str(claim.topic) in topics.split("|")


INDICATORS = [
    *[
        ("减少二氧化碳排放 5 吨", "ghg.reduction"),
        ("二氧化碳排放量 5 吨", "ghg.emissions"),
        ("节电 5 度", "electricity.saved"),
    ],
    *[
        ("光伏发电 5 万度", "electricity.generated"),
        ("绿色贷款余额 9 亿元", "loans.green.balance"),
        ("员工 300 人", "jobs"),
    ],
    *[("充电桩 300 个", "charging.points"), ("节水 5 吨", "water.saved"), ("气温 -10℃", None)],
]


@pytest.mark.parametrize(("text", "indicator"), INDICATORS)
def test_indicator(text: str, indicator: str | None) -> None:
    (claim,) = claims(text)
    assert claim.indicator == indicator
