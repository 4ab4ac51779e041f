"""What is measured or counted. Where two answers are equally right the table holds both, as the gold does."""

import pytest

from .reading import claims, wrong

# text: the metric of each of its claims, `-` for none
TABLE = [
    # the head behind the number
    *[
        ("让酒店获得高达 28% 的节能", "节能"),
        ("为集团创造超过 26 亿元的营收", "营收"),
        ("35 家不同行业的大型商场", "商场|大型商场"),
    ],
    *[("每月约有 3000 公里的行驶里程", "行驶里程"), ("339 个地级及以上城市", "城市|地级及以上城市")],
    # in brackets behind its name
    *[("2019 年废气排放量（734 吨）已经核查", "废气排放量|排放量"), ("以 2018 年用水量（63 万吨）为基准", "用水量")],
    # a compound keeps the verb that names it
    *[
        ("节电成效约为 6 万度", "节电成效"),
        ("能源生产总量 27 亿吨", "能源生产总量|生产总量"),
        ("回收点达到 420 个", "回收点"),
    ],
    # a verb of one character is no thing
    ("用水约省 7%", "用水"),
    # before the verb, before the number
    *[
        ("二氧化碳排放减少 5 吨", "二氧化碳排放"),
        ("绿色贷款余额 988 亿元", "绿色贷款余额"),
        ("总容量 192 千伏安", "总容量|容量"),
    ],
    *[
        ("建筑面积 5700 平方米", "建筑面积"),
        ("总投资额为 1750 万元", "总投资额"),
        ("平均能耗约为 120kwh/m2", "平均能耗|能耗"),
    ],
    *[("年发电量约为 1.98 万度", "年发电量|发电量"), ("负债率下降 2.3 个百分点", "负债率"), ("噪声 55 dB", "噪声")],
    # behind the verb
    *[
        ("减少二氧化碳排放约 11511 吨", "二氧化碳排放"),
        ("节约标准煤 3 吨", "标准煤"),
        ("减排二氧化硫 0.18 吨", "二氧化硫"),
    ],
    *[("减少柴油使用 6.06 吨", "柴油使用|柴油"), ("节约天然气 7368m³/ 年", "天然气")],
    *[("累计减少纸张使用超过 91 万吨", "纸张使用|纸张"), ("回收旧衣 17000KG", "旧衣")],
    # behind the number
    *[
        ("提供近 50% 高品质组件", "高品质组件"),
        ("提高 35% 能源使用效率", "能源使用效率"),
        ("减少 700 吨纸张使用", "纸张使用|纸张"),
    ],
    *[("发放 5.4 亿元贷款", "贷款"), ("覆盖 300 个城市", "城市"), ("1600 余人参与", "-"), ("220 千伏双环网", "双环网")],
    *[("建成 9 套岸电桩设备", "岸电桩设备"), ("14 个各具特点的案例", "案例"), ("7 台燃油粮食烘干机", "燃油粮食烘干机")],
    *[("拥有 347,156 位员工", "员工"), ("26 亿千瓦时的电力", "电力"), ("400KW 的燃机机组", "燃机机组")],
    # verbs that name what they measure
    *[("减排 5 吨", "减排"), ("投资 3 万元", "投资"), ("节能 6% 以上", "节能"), ("实现减碳 90950KG", "减碳")],
    # shares: of what
    ("占工厂用电的 12%", "工厂用电|用电"),
    # a list names each of its own
    ("减排硫氧化物 0.6 吨，氮氧化物 0.4 吨，颗粒污染物 0.2 吨", "硫氧化物 氮氧化物 颗粒污染物"),
    ("节约标准煤 6.24 万吨；减排二氧化碳 14.97 万吨；节水 5.8 万吨", "标准煤 二氧化碳 节水"),
    # the same thing goes on
    ("绿色贷款余额 988.81 亿元，较年初增加 343.19 亿元", "绿色贷款余额 绿色贷款余额|贷款余额|余额"),
    ("电耗由 56 千瓦时降至 50 千瓦时", "电耗 电耗"),
    # dates and bounds are no part of it
    *[("2020 年产量超过 300 吨", "产量"), ("截至 2020 年底，员工近 300 人", "员工"), ("目前产量为 5 吨", "产量")],
    *[("節約標準煤 3 噸", "標準煤|标准煤"), ("新增充電樁 300 個", "充電樁|充电桩")],
    # of time: the event
    ("约 13 个月回收成本", "回收成本"),
    wrong(
        "2020 年，发电 5 万度，节煤 3 吨", "发电 煤|节煤", reason="节煤 is a cue and no nominal; 发电 is carried over"
    ),
    wrong("每小时处理 20 吨", "处理|-", reason="每 is cut from 小时处理"),
    wrong("发放贷款 5.4 亿元", "贷款", reason="发放 is kept although it is a predicate"),
    *[("近三年发电 5 万度", "发电"), ("近三年累计用水 5 万吨", "用水")],
    # a change goes on about the nearest level, and not about a share
    *[
        ("营业收入 86 亿元，同比增长 5.8%；净利润 11 亿元，同比增长 12.6%", "营业收入 营业收入 净利润 净利润"),
        ("累计装机 46.1GW，占市场总规模的 22%，同比增长 30%", "累计装机|装机 市场总规模|总规模 累计装机|装机"),
        ("单票碳排放降至 356 克，降幅 11.4%", "单票碳排放|碳排放 单票碳排放|碳排放"),
    ],
    # one thing in two measures
    *[
        ("新型储能装机达到 30 万千瓦/60 万千瓦时", "新型储能装机|储能装机 新型储能装机|储能装机"),
        ("淘汰低效变压器 1200 台、45 万千伏安", "低效变压器|变压器 低效变压器|变压器"),
    ],
    # a condition names its own measure; what follows it is what meets the condition
    *[
        ("装机容量不低于 500 千瓦的光伏项目", "装机容量"),
        ("年综合能耗 1 万吨标准煤以上的企业 73 家", "综合能耗|年综合能耗 企业"),
        ("完成率低于 90% 的县", "完成率"),
    ],
    # money is named by what it is given as
    *[
        ("给予 100 万元奖励", "奖励"),
        ("按发电量给予 0.1 元/千瓦时补贴", "补贴"),
        ("累计补贴最高不超过 200 万元", "累计补贴|补贴"),
    ],
    # what a number is taken per is not what it measures, and a whole without a name gives way
    *[
        ("碳强度由每收入吨公里 780 克降至 686 克", "碳强度 碳强度"),
        ("碳排放量约占全国总量的 15%", "碳排放量"),
        ("占全省用电量的 15%", "全省用电量|用电量"),
    ],
    *[("公司有员工 6482 人，其中女性占近三成", "员工 女性"), ("建成 5MW/10MWh 储能电站", "储能电站 储能电站")],
    # an average stays with its measure
    *[("全省 PM2.5 年均浓度为 29 微克/立方米", "PM2.5年均浓度|全省PM2.5年均浓度"), ("年均减排 5 吨", "减排")],
    ("综合能耗降至 541 千克标准煤", "综合能耗"),
    # a phrase behind a number ends where something happens to its thing, and keeps a verb that is part of its name
    *[("36 个村庄实施综合整治", "村庄"), ("9 家企业上市，4 家企业挂牌", "企业 企业"), ("12 家餐馆全面达标", "餐馆")],
    *[
        ("7 家钢铁生产企业", "钢铁生产企业"),
        ("3 座污水处理厂", "污水处理厂"),
        ("5 个绿色节能改造项目", "绿色节能改造项目"),
    ],
    *[("邀请 12 家高度减碳潜力的供应商", "供应商"), ("举办 4 项关怀长者服务已惠及全城", "关怀长者服务")],
    ("9 个城市细颗粒物浓度下降 5%", "城市 城市细颗粒物浓度|细颗粒物浓度"),
    # one thing in two measures, side by side, in brackets, behind 至
    *[
        ("监测对象 5 万户 16 万人", "监测对象|对象 监测对象|对象"),
        ("全年用电 3 万度（108 吉焦）", "用电 用电"),
        ("基准利率提高 50 个基点至 4.5%", "基准利率 基准利率"),
        ("上证指数跌 0.5% 报 3012 点", "上证指数 上证指数"),
        ("導入 178 萬度（6408 吉焦）綠電", "綠電|绿电 綠電|绿电"),
    ],
    # a list before 分别 names each; where it names places, they share the measure before them
    *[
        ("铝材、铜材、锌材产量分别增长 5%、3.2%、1.8%", "铝材 铜材 锌材产量"),
        ("计算机/通信设备制造业、汽车制造业用电分别增长 9% 和 4%", "通信设备制造业 汽车制造业用电"),
        ("全省优良天数比例 92%，江苏、安徽分别提高 1.2%、0.8%", "全省优良天数比例 全省优良天数比例 全省优良天数比例"),
        ("中部地区贷款增速较快，分别为 21% 和 19%", "中部地区贷款增速 中部地区贷款增速"),
    ],
    # what a change starts from, how high it is, and how it is looked at, are no things
    *[
        ("酸雨区占国土面积比例由历史高峰值的 30% 降至 7%", "酸雨区|酸雨区占国土面积比例 酸雨区|酸雨区占国土面积比例"),
        ("停电时间继续减少，从 5 小时减少为 4.6 小时", "停电时间 停电时间"),
        ("分机构看，大型银行绿色贷款增长 20%", "大型银行绿色贷款|绿色贷款"),
        ("去年上半年产值 34 亿元。分季度看，一季度增长 6.7%", "产值 产值"),
        ("参保率稳定在 97% 以上", "参保率"),
        ("绿色贷款占比高达 99%", "绿色贷款占比|绿色贷款"),
    ],
    # scopes, verbs of one character, units and the other side of a denominator
    *[
        ("截至目前，全国共 2.3 亿吨粗钢产能完成改造", "粗钢产能"),
        ("太阳能光伏计划调整，整并为 900 千瓦", "太阳能光伏计划|太阳能光伏|-"),
        ("平均利用小时为 3752 小时", "利用小时|平均利用小时"),
        ("取水强度 0.2 升/吨水泥", "取水强度"),
        ("在 2030 年具备减碳 30% 的工艺能力", "减碳"),
    ],
    ("提高 30% 的蒸汽使用效率", "蒸汽使用效率|使用效率"),
    ("培训覆盖率 96%", "培训覆盖率"),
    # what changes stands before what it starts from
    ("整体存贷比由 2023 底的 61.5% 降至 2024 年底的 58%", "存贷比|整体存贷比 存贷比|整体存贷比"),
    ("城区房租也由上月的持平转为下降 2%", "城区房租|房租"),
    ("设备噪声从 82 分贝降值 61 分贝", "设备噪声|噪声 设备噪声|噪声"),
    ("全年成交量由 2023 年 4.1 万宗的历史低位大幅上升 13.5%", "全年成交量|成交量 全年成交量|成交量"),
    ("净息差由 2023 年的 1.7% 收窄至 1.5%", "净息差 净息差"),
    # a place alone, or the thing of the number before, measures nothing
    ("垃圾回收率约 15%，远低于荷兰（52%）、瑞典（45%）", "垃圾回收率|回收率 垃圾回收率|回收率 垃圾回收率|回收率"),
    ("新增 4 个国家森林城市、2 个“青山绿水”教育基地", "国家森林城市|森林城市 教育基地"),
    ("全区 11 个盟市达标", "盟市"),
    ("出台 12 项支持措施，服务流域保护", "支持措施|措施"),
    ("本周央行累计净投放 320 亿元", "净投放"),
    ("主要目标：50 亿元", "主要目标|目标"),
    # what was before, and how things go, is no name
    ("减少空气污染物 9 吨，较原先 6 吨提升 50%", "空气污染物 空气污染物 空气污染物"),
    ("年用水量5吨，比原本8吨下降3%", "年用水量 年用水量 年用水量"),
    ("將原本的15分鐘節能運轉時間，延長為30分鐘", "節能運轉時間 節能運轉時間"),
    ("出水浓度通常为5毫克/升", "出水浓度"),
    ("硝酸盐产能努力实现15万吨，目前是13万吨", "硝酸盐产能 硝酸盐产能"),
    # the goal that a change is set as measures nothing
    ("实现单件碳排放下降12%的减排目标", "单件碳排放"),
    ("達成用水量減少5%的節水目標", "用水量"),
    # places have what is told before their list
    ("2022年用水单价：安定门9.5元/吨，亦庄9元/吨", "用水单价 用水单价"),
    ("新增 7 台充电桩（常州3台，亦庄4台）", "充电桩 充电桩 充电桩"),
    ("職工食堂用氣：高雄3噸，臺中5噸", "職工食堂用氣 職工食堂用氣"),
    # what stands in brackets goes on there alone
    ("良率64.5%（AQI≦100）較去年56.7%提升7.8%", "良率 AQI 良率 良率"),
    # a count that is invested counts things
    ("可循环环保袋累计投入4400万个", "可循环环保袋"),
]


@pytest.mark.parametrize(("text", "metrics"), TABLE)
def test_metric(text: str, metrics: str) -> None:
    found = [claim.metric or "-" for claim in claims(text)]
    wanted = metrics.split()
    assert len(found) == len(wanted), found
    assert all(metric in choices.split("|") for metric, choices in zip(found, wanted, strict=True)), found


@pytest.mark.parametrize("text", [row[0] for row in TABLE if isinstance(row[0], str)])
def test_a_metric_stands_in_the_text_and_holds_no_number(text: str) -> None:
    for claim in claims(text):
        metric = (claim.metric or "").replace("PM2.5", "PM")  # a name with a number in it
        assert not any(character.isdigit() or character.isspace() for character in metric)
        assert len(metric) <= 14
