"""A time rate belongs to the unit wherever it stands; what it does not belong to, it leaves alone."""

import pytest

from .reading import claims, wrong

# text: the unit code of each of its claims
TABLE = [
    ("年平均供水量 200 万立方米，电站装机 2 万千瓦", "m3/a kW"),
    *[("较 2019 年月均客运量增加 1.9 亿人次", "1"), ("务工月工资超 3000 元", "CNY/mo"), ("每亩年增收 800 元", "CNY/a")],
    *[("每年可节约运营成本约 2.9 亿元", "CNY/a"), ("每月减少天然气消耗 2509 立方", "m3/mo"), ("每天用水 5 吨", "t/d")],
    *[("年发电量约为 1.98 万度", "kW.h/a"), ("月节省用能成本近 3 万元", "CNY/mo"), ("日均处理垃圾 300 吨", "t/d")],
    *[("一辆车一年至少减少 5.84 吨", "t/a"), ("每季度节省 20 万元", "CNY/(3.mo)"), ("年均减排 5 吨", "t/a")],
    *[
        ("年产水泥 460 万吨", "t/a"),
        ("熟料线年节标煤 2 万吨，窑尾料仓贮量为 6500 吨", "t/a t"),
        ("每月发运化肥 2 万吨，仓库现存化肥 3 万吨", "t/mo t"),
        ("每天洗布草 26 吨，备用布草存量为 15 吨", "t/d t"),
        ("日产 5,000 吨的生产线", "t/d"),
        ("每小时处理 20 吨", "t/h"),
        ("每周 3 次", "1/wk"),
    ],
    *[("每年 3 人次", "1/a"), ("季度经济效益 20 万元", "CNY/(3.mo)"), ("年節電 3 萬度", "kW.h/a")],
    *[("日回收冷凝水 31 吨", "t/d"), ("平均一天回收约 2 吨", "t/d"), ("第一天回收 2 吨", "t")],
    ("形成年产 3 万吨有机肥和 6 万吨水溶肥的规模", "t/a t/a"),
    ("果树成年后产 5 吨", "t"),
    # a rate in the unit is not doubled
    *[("每年节约 3 吨 / 年", "t/a"), ("年节电 288 万 kWh/ 年", "kW.h/a"), ("每年节约 0.5 元 / 车 / 年", "CNY/{车}/a")],
    # it goes on in the same breath, and ends with it
    ("每月减少天然气消耗 2509 立方，相当于减少二氧化碳排放 4767 吨", "m3/mo t/mo"),
    ("每年节约燃油 6 吨以上，节约标准煤 5 吨以上", "t/a t/a"),
    ("每年减排 5 吨，累计投资 3 亿元", "t/a CNY"),
    ("2019 年建成 5 兆瓦时储能，每年可削峰填谷电量 150 万千瓦时", "MW.h kW.h/a"),
    # what is measured over a time already, and shares, take none
    *[("每年至少提升 2%", "%"), ("历时 3 年", "a"), ("每年冬天 3 个月", "mo"), ("220 千伏", "kV")],
    *[("个人存款日均余额较上年增加 3 亿元", "CNY"), ("贷款月均余额 3 亿元", "CNY"), ("日均处理 3 吨", "t/d")],
    ("3 月份单月产量 3 吨，月产量 2 吨", "t t/mo"),
    ("15 亿元用于年产 2 万吨电池项目，9 亿元用于补充流动资金", "CNY t/a CNY"),
    ("垃圾由每天 300 公斤减少到 200 公斤，人均餐余由 80 克降至 40 克", "kg/d kg/d g g"),
    ("日均骑行量达 300 万次，人均骑行距离 1.5 公里", "1/d km"),
    ("年产值可达 7 亿元，斥资近 900 万元", "CNY/a CNY"),
    # words with 年, 月, 日 that name no rate
    *[("手机银行月活 1,104 万户", "1"), ("日活用户 35 万户", "1"), ("车间月分拣包裹 30 万件", "1/mo")],
    *[
        ("2020 年发电 5 万度", "kW.h"),
        ("全年发电 5 万度", "kW.h"),
        ("近三年发电 5 万度", "kW.h"),
        ("当年发电 5 万度", "kW.h"),
    ],
    *[("生日礼物 5 件", "1"), ("青年志愿者 300 名", "1"), ("3 月发电 5 万度", "kW.h"), ("去年用电 5 度", "kW.h")],
    # other 每 phrases before the number stay out of the unit
    *[("每平方米空间降低碳排放 33.3kg", "kg"), ("每人每餐剩余 38g", "g"), ("每台蒸汽流量 3T/h", "t/h")],
    ("月产 300 台", "1/mo"),
    wrong("每年参与的学校 300 所，年处理 500 件", "1 1/a", reason="年处理 gives no rate to a count"),
    # hours of running, yearly amounts and abilities
    *[("设备年均运行时间 8200 小时", "h/a"), ("试运行 240 小时", "h"), ("年补贴额不超过 50 万元", "CNY/a")],
    *[("年废钢加工能力达到 300 万吨", "t/a"), ("年末贷款余额 5 亿元", "CNY")],
    # a level that is held, and what stands behind a yearly growth, have no rate but their own
    *[
        ("每年新增就业 60 万人、外出务工稳定在 500 万人", "1/a 1"),
        ("粮食产量每年稳定在 900 万吨", "t/a"),
        ("产值年均增长 5%、迈上 3 万亿元台阶", "% CNY"),
        ("首 8 年每年拨付 1,000 亿元、第 9 年拨付 780 亿元", "a CNY/a CNY"),
    ],
    *[
        ("垃圾日焚烧能力为 1,800 吨，产生炉渣 3 万吨", "t/d t"),
        ("水厂年供水 960 万立方米，管网改造共节水 75 万立方米", "m3/a m3"),
    ],
    # parts have the rate of their whole, counted things too; what is made is made so often whatever its name
    *[
        ("每年减排 8 万吨，其中二氧化碳 7.5 万吨、二氧化硫 0.3 万吨", "t/a t/a t/a"),
        ("年产各类轮胎 110 万套，其中：工程胎 80 万套、农业胎 30 万套", "1/a 1/a 1/a"),
        ("每年培训员工 300 人次，其中女性 120 人次；现有员工 500 人，生产线 3 条", "1/a 1/a 1 1"),
        ("年均可实现收入 7.6 亿元，利润总额 1.2 亿元，净利润 0.9 亿元，占地 5 亩", "CNY/a CNY/a CNY/a [mu]"),
        ("每年发电 3 万度，建有电站 3 座和泵站 2 座", "kW.h/a 1 1"),
        ("年产 5 万台的空调生产线 3 条", "1/a 1"),
    ],
    # what names its own denominator takes no rate over
    *[
        ("一天生产 350 度电，以电价大约 12 元估算", "kW.h/d CNY"),
        ("每辆车日均行驶 110 公里，百公里电耗 32 千瓦时", "km/d kW.h"),
        ("年节能量 500 吨标准煤以上的项目，按每吨标准煤 400 元给予奖励", "t{sce}/a CNY"),
    ],
    # a year told of one, but none looked back to
    *[
        ("检修后，一年节水约 4 万吨，节省水费 25 万元", "t/a CNY/a"),
        ("过去一年减少排放 5 吨", "t"),
        ("居民人均日生活用水量 131 升", "L/d"),
    ],
    *[
        ("人均垃圾量为每日 1.5 公斤，低于 2015 年的 1.6 公斤", "kg/d kg/d"),
        ("集团年累计发电量达到 52 亿千瓦时", "kW.h"),
        ("停车场有 120 个月租车位，预付 6 个月租金", "1 mo"),
    ],
    ("日发电 46 万度的焚烧厂共投资 5 亿元", "kW.h/d CNY"),
    ("硅片 1.9 分/W，环比下降 0.1 分/W", "CNY/W CNY/W"),
    ("首年发电量约为 38 万度", "kW.h"),
    # a time that is a word of its own right before what is done or counted
    *[
        ("酒厂年酿酒 3 万吨，拥有陶坛库 1.5 万立方米", "t/a m3"),
        ("日分拣包裹 80 万件，月配送生鲜 900 吨", "1/d t/mo"),
        ("码头年停靠船舶 520 艘次，岸线长 1.8 公里", "1/a km"),
        ("水厂日供水 9 万吨，铺设主管网 70 公里", "t/d km"),
        ("龙年售出门票 2 万张，首日观影 8000 人次", "1 1"),
        ("案件中按日处罚 3 件，年报披露专利 40 项", "1 1"),
        ("营收年增 4 亿元，年末存栏生猪 6 万头", "CNY 1"),
        ("乐园售出年卡 900 张，月票 3000 张，门票收入 50 万元", "1 1 CNY"),
        ("首月销售 3 万台，月子中心入住 30 人，工作日客流 2 万人次", "1 1 1"),
        ("一年生草本 20 种，年味集市成交 5 万元", "1 CNY"),
        ("项目一年建设期内完成投资 3 亿元", "a CNY"),
        ("同日签约项目 9 个，次月铺轨 8 公里", "1 km"),
    ],
    # 一年 and 1 年 before what is saved or used
    *[
        ("平均1年可省下 700 度用电，1天只能省下 6 元", "kW.h/a CNY/d"),
        ("市电1年电费约 5000 元，一天只能生产 300 度电", "CNY/a kW.h/d"),
        ("一年农业产值约 500 亿元，平均一天吃 1 个鸡蛋", "CNY/a 1/d"),
        ("一日2次，每次 10 mg", "1/d mg"),
        ("这一年捐款 3 万元，一年内减少 2 吨，用一年建成 5 座", "CNY a t a 1"),
        ("日均掘进 12 环，推力 4 万 kN，扭矩 850 kN·m", "1/d kN kN.m"),
        ("历时1年完成 3 台，1年内减少 2 吨", "a 1 a t"),
        ("多年平均发电量 60 亿千瓦时", "kW.h/a"),
        ("每年可省水 3000 吨，采用 26 kW 光伏", "t/a kW"),
    ],
    # hours are a rate where a year has so many
    *[
        ("人均年培训课时 31 小时", "h/a"),
        ("户均年停电时间 2.5 小时", "h/a"),
        ("全年培训 40 小时，2020 年停电 3 小时", "h h"),
    ],
    ("甲、乙、丙装机同比 3%/10%/20%", "% % %"),
    ("汽耗 0.8 吨/吨，单价 5 元/100 吨", "t/t CNY/(100.t)"),
]


@pytest.mark.parametrize(("text", "units"), TABLE)
def test_rate(text: str, units: str) -> None:
    assert [claim.unit.code for claim in claims(text)] == units.split()


def test_a_rate_before_the_number_is_not_in_the_unit_as_written() -> None:
    (claim,) = claims("每年可节约运营成本约 2.9 亿元")
    assert (claim.unit.text, claim.unit.per_time, claim.mention.unit.code) == ("元", "a", "CNY")
