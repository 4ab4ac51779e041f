"""What happened to the measured thing, by what the sentence says of it."""

import pytest

from .reading import claims

# text: the direction of each of its claims
TABLE = [
    ("换热面积增大近四倍，每年可增发电量 8 度", "increase increase"),
    # what is used, taken or made less
    *[
        ("每年可少用餐具约 7 套，每天可少产生厨余约 2 吨", "decrease decrease"),
        ("每天约可少取地下水 18 立方米", "decrease"),
        ("去年将包材用量压低了 16.5%", "decrease"),
        ("村民至少产出 3 吨", "none"),
        ("烘房每批可少烧木柴 0.6 吨，每月少印保单 8.4 万份", "decrease decrease"),
        ("減班後每週少開接駁車 9 趟，每日少抽地下水 45 噸", "decrease decrease"),
        ("少数民族员工 320 人，缺少冷库的乡镇 12 个，至少烧了 3 吨煤", "none none none"),
        ("磨线年节标煤 1.8 万吨，车间月节电费 4.6 万元，春节用工 20 人", "decrease decrease none"),
    ],
    # more and less beside another time; what is pushed up, pressed down and made wider
    *[
        ("2020 年较之 2016 年，网点少了 52 个，单耗却抬高 31%", "decrease increase"),
        ("較之 2018 年，牧場多了 23 座，用電反而墊高 3.5%", "increase increase"),
        ("较 2020 年，2022 年破损率低 1.1 个百分点", "decrease"),
        ("上座率低了 3 个百分点，评分比上次高 3 分", "decrease increase"),
        ("用水 2026 年要压到 32 吨，床位扩至 120 张", "decrease increase"),
        ("管网水压到 3 兆帕", "none"),
        ("破损率低于 3%，还有很多了解的人 5 名", "none none"),
    ],
    # a level whose change comes behind it takes over none
    ("线路总长 9 公里、增加 2 公里，其中专用道 3 公里、增加 1 公里", "none increase none increase"),
    ("减排二氧化硫 3 吨，粉尘 2 吨，减少用水 5 吨", "decrease decrease decrease"),
    # a level beside its change
    ("用水 72 万吨，比 2018 年的 85 万吨下降 15%", "none none decrease"),
    ("大桥工程超支 28%", "increase"),
    ("交易额将以 4.5% 的复合年增长率增长", "increase"),
    ("收益减少约 14%，毛利率由 23.1% 下跌至 18.6%", "decrease none decrease"),
    ("单价降低 3 元，工期由 9 天缩短为 7 天", "decrease none decrease"),
    ("产能比 2016 年的 90 万吨提高了 35%", "none increase"),
    ("营业收入 9 亿元，较上季 11 亿元减少约 18%", "none none decrease"),
    ("营收較上月的 3 億元增加約 7%", "none increase"),
    ("吨耗降到 0.6 吨，比 2019 年的 0.8 吨下降 25%", "decrease none decrease"),
    ("客流从 2015 年的 3 万人次增至 2019 年的 4 万人次", "none increase"),
    ("容量较去年同月底增 5.9 个百分点（或增 33%）", "increase increase"),
    # a change by its sign: behind a level and a slash, a noun, a label; a rate below zero is a level
    *[
        ("营收 9.3 亿元/-11.2%，毛利率 41.5%/+3.2 个百分点", "none decrease none increase"),
        ("营收9.3亿元/+1.2亿元", "none none"),
        ("订单+23.5%，经营性现金流净额-8.1%", "increase decrease"),
        ("GMV+35%，出货量-4%", "increase decrease"),
        ("變動幅度：-5.6%", "decrease"),
        ("同比负增长，为-2.5%", "decrease"),
        ("净利率-3.2%，收益率为-1.5%", "none none"),
        ("订单同比↑12%，成本（↓3.2%），毛利率 35%（▲2.1pct）", "increase decrease none increase"),
    ],
    # a growth below zero is none, and what follows grows all the same
    *[
        ("增速分别为 2.5%、-1.0%、3.1%", "increase decrease increase"),
        ("利润增长-0.1%、2.4%", "decrease increase"),
        ("毛利率为-3.2%", "none"),
    ],
    # against the month, the quarter and the week before, as Taiwan writes it; words of markets
    *[
        ("九月營收 7.1 億元，月增 3.5%、季增約 20%，周減 2%", "none increase increase decrease"),
        ("碳酸锂跌幅达 12%，净利润增超六成，净利润增逾三成", "decrease increase increase"),
        ("成交量放大逾 7 倍，毛利率扩张 60bps 至 25.5%", "increase increase increase"),
        ("出货量萎缩 8%，营收衰退约 3%，放大镜 5 个", "decrease decrease none"),
    ],
    # faster and slower; what shareholders own is no share; a contribution to growth is no growth
    *[
        ("比一季度加快 0.7 个百分点，比上月放缓 0.2 个百分点，毛利率微增 0.1 个百分点", "increase decrease increase"),
        ("股東應佔溢利下跌 13% 至 1.1 億元，減少 3 億元或 44%", "decrease decrease decrease decrease"),
        ("对经济增长的贡献率达 79%，增长面 84%，新增长点产值 20 亿元", "none none none"),
        ("猪、牛出栏分别回升 2.9 个、23.9 个百分点", "increase increase"),
    ],
    # a sum told again in brackets, in another currency; loans for what cuts emissions are not cut
    *[
        ("节约费用 220 万元（合 30 万美元），投资 5 亿元（约合 7000 万美元）", "decrease decrease none none"),
        ("投向碳减排效益项目的贷款为 7.79 亿元，关税翻四倍至 100%", "none increase increase"),
    ],
    # a verb between two quantities is that of the second
    ("收益由上年的 27 億港元增長 28% 至 35 億港元", "none increase increase"),
    # behind a time the cue speaks of what follows; behind another quantity of what stands before
    *[("产量连续三年增幅超过 20%", "none increase"), ("装机 6 年增长 7 倍", "none increase")],
    # beside a change in brackets the level of another time
    *[
        ("營業額增加 16% 至 53 億元（2007 年：46 億元）", "increase increase none"),
        ("产量增速 8%（2018 年：6%）", "increase increase"),
    ],
    # a change and the level that it led to; a range of changes
    *[
        ("毛利率上升 1.7% 至 33.5%，占比较上年提高 3% 至 21%", "increase increase increase increase"),
        ("油价上涨 5 元至 80 元", "increase increase"),
        ("成本降低 5% 至 30%，利用率提升 2% 至 5%", "decrease increase"),
    ],
    # a verb of one character behind 约
    *[
        ("电耗约降 1.3%", "decrease"),
        ("用纸约减 9%", "decrease"),
        ("油耗约增 2%", "increase"),
        ("用水约省 7%", "decrease"),
    ],
    # a change that its number names
    *[("以年均 5.4% 的增速发展", "increase"), ("产量年均 2% 的降幅", "decrease")],
    ("用電成長達 4.6%", "increase"),
    # the name of a means is no change
    ("碳减排支持工具提供资金 3 亿元", "none"),
    # a verb before the number
    *[
        ("减少二氧化碳排放约 11511 吨", "decrease"),
        ("节约标准煤 3 吨", "decrease"),
        ("研发费用加计扣除 3 亿元", "decrease"),
        ("每年节省电费 3 万元", "decrease"),
    ],
    *[
        ("能耗下降 5%", "decrease"),
        ("成本降低 5%", "decrease"),
        ("节水 5.8 万吨", "decrease"),
        ("节能 6% 以上", "decrease"),
    ],
    *[("减排二氧化碳 5 吨", "decrease"), ("替代燃煤 3 万吨", "decrease"), ("淘汰老旧车辆 300 辆", "decrease")],
    *[("产量增长 37%", "increase"), ("提高冷冻机效率 6%", "increase"), ("新增充电桩 300 个", "increase")],
    *[
        ("余额较年初增加 343.19 亿元", "increase"),
        ("能效提升 10-20%", "increase"),
        ("提高 35% 能源使用效率", "increase"),
    ],
    # a noun that names the change
    *[
        ("累计节能量 45577 吨标准煤", "decrease"),
        ("平均节能率 10-25%", "decrease"),
        ("减排量为 100000 吨 CO2", "decrease"),
    ],
    *[("节能潜力在 50000 吨标准煤", "decrease"), ("绿色贷款增速为 33.46%", "increase"), ("产值增长率 8%", "increase")],
    *[("餐厨垃圾减量 30%", "decrease"), ("17900g 减排种 1 棵树", "decrease none"), ("减亏 3 万元", "decrease")],
    # a verb behind the number
    ("取得 10% 以上的节能效果", "decrease"),
    # a level, a total, a count
    *[("绿色贷款余额 988 亿元", "none"), ("共有员工 300 人", "none"), ("总投资额为 1750 万元", "none")],
    *[("发电 180 万度", "none"), ("能耗约为 120kwh/m2", "none"), ("碳排放量为 5 吨", "none")],
    # levels of a change: the end has the direction, the beginning none
    *[("由 120 吨降至 80 吨", "none decrease"), ("从 32 度增至 38.5 度", "none increase")],
    *[
        ("从 5% 提高到 8%", "none increase"),
        ("由 62 dB 降到 54 dB", "none decrease"),
        ("能耗降至 50 千瓦时", "decrease"),
    ],
    # words that only look like a change
    *[("实现电能替代 7.35 万千瓦时", "none"), ("节能环保产业领域 207.68 亿元", "none"), ("节能改造项目 5 个", "none")],
    *[("参与减排项目的企业 300 家", "none"), ("提升改造项目 5 个", "none"), ("减少浪费的门店 300 家", "none")],
    *[("增加值 300 万元", "none"), ("节约型机关 5 家", "none"), ("约 5 吨", "none")],
    ("扣除非经常性损益后净利润 5 亿元", "none"),
    # what a list goes on with
    ("减排硫氧化物 0.6 吨，氮氧化物 0.4 吨，颗粒污染物 0.2 吨", "decrease decrease decrease"),
    ("减排 5 万吨，其中包装减量 2 万吨、运输环节 3 万吨", "decrease decrease decrease"),
    ("节约标准煤 3 吨、减少二氧化碳 8 吨，发电 5 度", "decrease decrease none"),
    ("工期缩短 3 个月", "decrease"),
    ("客车、货车的车龄分别从 2014 年的 8.2 年、9.6 年降到 2020 年的 5.1 年、6.4 年", "none none decrease decrease"),
    ("每周可节约航时 18 小时", "decrease"),
    ("历时 3 个月", "none"),
    ("節約電能 3 萬度，新增就業 5 人", "decrease increase"),
    ("减排目标为 5 万吨", "decrease"),
    # compared: 多, 高, 少, 低 behind 比 and 较
    *[
        ("较前一年多 18%", "increase"),
        ("比最高值高出 8.7%", "increase"),
        ("每座位油耗较被取代的机型低 25%", "decrease"),
        ("年增 14.3%", "increase"),
    ],
    # what is joined or narrowed has the direction of what it goes on from
    *[
        ("可节约铁矿石 1.6 吨、标准煤 350 千克", "decrease decrease"),
        ("淘汰 35 蒸吨/小时及以下燃煤锅炉 217 台", "decrease decrease"),
        ("减排 5 吨，占比 3%", "decrease none"),
    ],
    # indices rise and fall; a level that a change ends in goes with it
    *[("股指跌 0.5% 报 3012 点", "decrease none"), ("油价大涨 3%", "increase"), ("用水年减 1.2%", "decrease")],
    *[("基准利率提高 50 个基点至 4.5%", "increase increase"), ("停电由 5 小时减少为 4.6 小时", "none decrease")],
    # what is counted otherwise takes over no verb
    ("新增中小企业 30 户，2 家企业上市", "increase none"),
    # a share is a level, but not where it changes
    *[("占新增装机的 5%", "none"), ("占总容量比例提高到 9%", "increase")],
    # the name of a change
    *[
        ("中部地区贷款增速较快，分别为 21% 和 19%", "increase increase"),
        ("每度电排碳量 0.5 千克进行减排效果换算", "none"),
    ],
    ("日照比上年高出 19%", "increase"),
    # a sign before a change; that of a level says nothing of it
    *[
        ("净收入增加（+31.0%），收费减少（–4.2%）", "increase decrease"),
        ("同比 +3.4%", "increase"),
        ("环比-2%", "decrease"),
        ("水温 -5℃", "none"),
        ("净利率 -3%", "none"),
    ],
    # the sign of a change, and the level that it leads to
    ("库存+85万吨至4.2亿吨", "increase increase"),
    ("汽油库存-12万吨，至25万吨", "decrease decrease"),
    ("煉廠輸入較前一週-3萬噸/日", "decrease"),
    *[("最低气温-12℃", "none"), ("净利润-3亿元", "none"), ("建设光伏+3 座电站", "none")],
    # what a saving yields
    ("預估年省電效益32度；實績統計為61度", "decrease decrease"),
    # a duration that is lengthened, its name between
    *[("擴大減煤時間30天", "increase"), ("缩短检修周期3天", "decrease"), ("运行时间延长为3小时", "increase")],
    ("培训时长较 2018 年提升 2.2 小时/人", "increase"),
    ("装机年增 21.9%、高于全球平均的 9.1%", "increase none"),
    ("用电 4 亿度，环比上季 5 亿度下降 7.7%", "none none decrease"),
    ("硅料 4.6 元/kg，环比下降 0.5 元/kg；硅片 1.9 元/kg", "none decrease none"),
    ("减排硫氧化物 6 吨；氮氧化物 4 吨", "decrease decrease"),
    ("替代设备共保障 3 万架次", "none"),
    ("贷款总额 24 亿元增长 2.1%，覆盖率 156%下降 5 个百分点", "none increase none decrease"),
]


@pytest.mark.parametrize(("text", "directions"), TABLE)
def test_direction(text: str, directions: str) -> None:
    assert [str(claim.direction) for claim in claims(text)] == directions.split()
