"""Whether a claim reports or announces."""

import pytest

from .reading import claims

# text: the status of each of its claims, in an edition of 2020
TABLE = [
    ("国家下达氨氮减排 12.8% 的约束性任务", "planned"),
    # what an old plan set for a year, goals under their name, and what is called one
    *[
        ("2008年编制的方案设想，到2012年建成水厂 11 座", "planned"),
        ("2009年公布的路线图显示，2014年将关停锅炉 62 台", "planned"),
        ("原规划要求2016年建成片区 25 平方公里", "planned"),
        ("阶段目标。2026年底前，建成产业带。年消纳能力达到 120 吨", "planned"),
        ("主要指标。到2027年末，网络基本成网。充电桩不少于 6500 个", "planned"),
        ("单位能耗降低 14%，是必须完成的约束性指标", "planned"),
        ("把用水量下降 15% 列为约束性考核指标", "planned"),
        ("去年将照明功率密度压降到 1.8 瓦/平方米", "actual"),
    ],
    # what was announced then, and what came true; a goal that was met, how far a plan is carried out
    *[
        ("2016年制定的目标是，到2018年建成卫生院 24 所", "planned"),
        ("2016年的预测认为，2018年游客量会达到 900 万人次，实际为 760 万人次", "planned actual"),
        ("去年完成了2017年设定的目标，用水降到 46 吨", "actual"),
        ("截至2019年底，“十四五”牧草种植计划完成率为 31%", "actual"),
        ("计划完成种植 31 亩", "planned"),
    ],
    ("2026年用纸要压到 32 吨，较2018年实际的 40 吨少 20%", "planned actual planned"),
    # a goal that stands in brackets is one alone
    ("用电量减少 4%（目标为 6%）；用水量减少 11%", "actual planned actual"),
    ("产值（预计）达到 3 亿元", "planned"),
    # goals that a sentence opens go on until one reports
    ("主要目标是：到 2030 年，建成示范区。绿地达到 40 万亩，利用率达到 55%。", "planned planned"),
    ("一要增强供水能力。新建水库 7 座，改造管网 90 公里。", "planned planned"),
    ("按发展目标，到 2027 年，投资规模增长 15%。回收量较 2019 年增长 32%。", "planned planned"),
    ("（二）改善出行。二要修建公路 35 公里。", "planned"),
    ("一要增强供水能力。目前已建成水库 7 座。", "actual"),
    ("工程主要依靠统一要求推进，建成水库 7 座。", "actual"),
    ("规划目标如下：2028 年形成体系。储能规模达到 35 万千瓦。2019 年已建成 6 座。", "planned actual"),
    # what lies ahead of the book is planned; what a document sets for a year goes on
    *[
        ("到 2025 年，体系初步形成。单位能耗比 2018 年下降 13%；森林覆盖率达到 24%", "planned planned"),
        ("《意见》要求：到 2025 年，体系初步形成。森林覆盖率达到 24%。", "planned"),
        ("把“单位能耗降低 3%左右”作为 2020 年发展主要预期目标", "planned"),
        ("2019 年，体系初步形成。单位能耗比 2018 年下降 13%", "actual"),
    ],
    # what will be arrived at in the book's own year; what is to be done, and what is being done beside a plan
    *[
        ("收益率将从 2019 年的 10% 大幅提升至 2020 年的 26%", "actual planned"),
        ("收益率将从2019年的10%大幅提升至2020年的26%", "actual planned"),
        ("全省将重点推进 287 个项目，10 个项目将陆续开工", "planned planned"),
        ("年内计划完成投资 86 亿元，开复工项目 25 个，开复工率 78%", "planned actual actual"),
    ],
    # one goal for several things; what a share will fall to, and what a plan begins from
    *[
        ("超额完成浓度同比下降 4%、重污染天数同比减少 6% 的改善目标", "planned planned"),
        ("浓度同比下降 4%、重污染天数同比减少 6%", "actual actual"),
        ("发行后，表决权比例将降至不超过 65%", "planned"),
        ("计划自上市满 36 个月后授予不低于 50%", "planned planned"),
    ],
    # what is being built does not yet produce
    *[
        ("生产线（建设中）3 万吨/年", "planned"),
        ("待项目建设完工后，年产 30 万吨", "planned"),
        ("已建成年产 30 万吨", "actual"),
    ],
    # 将 before a preposition announces what is given; what was brought about did happen, what was forecast is compared
    *[
        ("该行将向园区企业提供 20 亿元授信额度", "planned"),
        ("公司成功将成本控制在 3 亿元", "actual"),
        ("净利 5 亿元，较一致预期高 10%；净利率 12%", "actual actual actual"),
    ],
    # from where things stand to where they are to be; verbs of a plan
    *[
        ("该国目标到 2029 年将产量从目前的 35 万吨提高到 230 万吨", "actual planned"),
        ("目前产能 35 万吨，计划配置储能 5 兆瓦，建成后年移峰电量超 20 万度", "actual planned planned"),
    ],
    # what is supposed to change, and what would come of it; a condition is a rule; guidance and estimates
    *[
        ("倘匯率下跌 5%，溢利將減少 3 萬元", "planned planned"),
        ("如果用电量增长 10%，则电费增加 5 万元", "planned planned"),
        ("若用电超过 100 度，每度加价 0.1 元", "actual actual"),
        ("料 2021 年收入增长 8%", "planned"),
        ("管理层指引全年收入增长 8%", "planned"),
        ("净利息收入指引\n\n- 前三季度净利息收入下降 1%", "actual"),
        ("估计全年资本开支 12 亿元", "planned"),
        ("估计有 3 万人参加了活动", "actual"),
    ],
    # a goal at the head of a list item; what a company expects of a year that is over, beside what was
    *[
        ("✔2030年將排放量減少 42%", "planned"),
        (
            "某某公司 2019 年度业绩预告\n\n一、预计情况\n净利润 5 亿元。\n二、上年同期业绩\n净利润 3 亿元。",
            "planned actual",
        ),
        ("某某公司 2019 年度业绩预告\n\n三、业绩预增的主要原因\n销售钢材 5 吨。", "actual"),
    ],
    ("本集团预期截至 2021 年 12 月 31 日止年度的资本开支约 2 亿元", "planned"),
    # what was expected beside what came
    ("出口增长 7%，多过市场预期的 5%；进口增长 4%，市场预期为下降 1%", "actual planned actual planned"),
    # what an effort of years is to reach
    ("要经过三年努力，大幅减少排放。污染天数下降 25%", "actual planned"),
    # what was promised and came true
    ("装机达 12 千瓦，提前 6 年实现承诺的装机目标；水电增长 5 千瓦", "actual actual actual"),
    # what binds is a goal
    *[("下达了排放量削减 8% 左右的约束性指标", "planned"), ("把用量减少 6% 列为约束性目标", "planned")],
    # the level of an earlier year beside a goal
    ("2025 年单耗要降到 0.6 吨，比 2019 年的 0.8 吨下降 25%", "planned actual planned"),
    # 将 that only moves the object
    ("公司通过技改，已将厂用电率降至 4%", "actual"),
    # what was done, what is
    *[
        ("减排 5 万吨", "actual"),
        ("已减排 3 吨", "actual"),
        ("目前有员工 300 人", "actual"),
        ("截至 2020 年，建成 3 座", "actual"),
    ],
    *[
        ("经测算，可节约标准煤 3 吨", "actual"),
        ("可减少 1.66 吨碳排放", "actual"),
        ("将 3 台空压机的热风导入车间", "actual"),
    ],
    *[
        ("通过 3 家认证", "actual"),
        ("单笔贷款不超过 50 万元", "actual"),
        ("规划院 3 家", "actual"),
        ("2019 年目标完成率 90%", "actual"),
    ],
    # forecasts
    *[("预计减排 5 万吨", "planned"), ("有望减排 3 吨", "planned"), ("預計節電 3 萬度", "planned")],
    # the future
    *[("将减排 5 万吨", "planned"), ("年内将新建 3 座充电站", "planned"), ("建成后发电量可达到 1.6 亿度", "planned")],
    # intents and commitments
    *[
        ("力争减排 50%", "planned"),
        ("承诺减排 50%", "planned"),
        ("按照业绩承诺的口径，净利润为 5 亿元", "actual"),
        ("股权的预估值为 5 亿元", "actual"),
        ("计划投资 3 亿元", "planned"),
        ("拟投资 3 亿元", "planned"),
    ],
    *[
        ("目标是 100 个业主参与", "planned"),
        ("设定的目标为 50 个业主参与", "planned"),
        ("实现 100% 清洁能源目标", "planned"),
    ],
    # a target year behind the edition
    *[
        ("到 2030 年，减排 50%", "planned"),
        ("2025 年底前建成 3 座电站", "planned"),
        ("至 2030 年，推动 80% 以上的企业参与", "planned"),
    ],
    *[("到 2019 年，减排 50%", "actual"), ("到 2020 年底，建成 3 座", "actual")],
    # one sentence, two statuses
    ("计划建设 10 座，目前已完成 3 座", "planned actual"),
    ("原计划投资 3 亿元，实际投资 2.8 亿元", "planned actual"),
    ("公司有员工 300 人，计划再招 50 人", "actual planned"),
    # the lead-in announces what it introduces
    ("到 2030 年，集团承诺：\n\n• 100% 使用绿电；\n\n• 95% 的原料可追溯。", "planned planned"),
    ("我们的成绩：\n\n• 减排 3 吨；\n\n• 节电 5 度。", "actual actual"),
    # a heading that announces a plan
    *[
        ("二、主要目标\n\n光伏装机达到 80 万千瓦，建成零碳园区 3 个。", "planned planned"),
        ("二、主要目标\n\n目前光伏装机 30 万千瓦。", "actual"),
        ("三、重点任务\n\n对用电量 5000 万千瓦时以上的企业开展诊断。", "actual"),
        ("一、目标完成情况\n\n光伏装机达到 80 万千瓦。", "actual"),
    ],
    # a chapter and the title of the book announce what lies below them, unless a nearer heading reports
    *[
        ("三、明年重点工作\n（一）节水\n更换水表 12 万只。\n（二）绿化\n新增绿地 9 公顷。", "planned planned"),
        ("清河市节水行动计划（2020—2024年）\n一、主要任务\n更换水表 12 万只。", "planned"),
        ("清河市节水规划\n第一章 发展基础\n（一）供水\n更换水表 12 万只。", "actual"),
        (
            "清河市节水年报\n第一章 重点工作\n（一）供水\n更换水表 12 万只。\n第二章 成效\n节水 9 万吨。",
            "planned actual",
        ),
    ],
    # the work of a year that is over is done
    *[
        ("三、2020 年主要工作\n更换水表 12 万只。", "planned"),
        ("一、2019 年主要工作\n更换水表 12 万只。", "actual"),
        ("一、2020 年重点工作完成情况\n更换水表 12 万只。", "actual"),
    ],
    ("预估比实况多出 27 万吨", "actual"),
    ("工程動工後，料可提供 9 万個床位，料卖地收入達 60 億元。原料可回收率 35%", "planned planned actual"),
    ("将采用每年 500 吨再生骨料", "planned"),
    ("假设分 8 年拨款", "planned"),
    ("规划提出三大目标：\n一是农业节水，新增灌溉 9 万亩；\n二是工业节水，用水量降低 20%。", "planned planned planned"),
    # what is forecast grows in the forecast; what was won is won, and what expectations were held
    ("预计全年营收 5 亿元，同比增长 3%", "planned planned"),
    *[
        ("争取中央资金 3 亿元", "actual"),
        ("稳就业、稳预期，产值增长 5%", "actual"),
        ("今年目标达 20% 的水平", "planned"),
    ],
    ("力争实际使用外资 3 亿元", "planned"),
    # a date to come by which something is to be reached, however it is written; a day is told when it is over
    *[
        ("希望到民國 114 年，節水 9%", "planned"),
        ("到二〇三〇年，节水 9%", "planned"),
        ("到 2022 年 6 月，节水 9%", "planned"),
    ],
    *[("2021 年 1 月 8 日，公司携手 150 家供应商节水", "actual"), ("连续 5 年超额完成目标任务", "actual")],
    # 拟 and 将 before a verb, and a date behind the number
    *[("公司拟公开发行不超过 6800 万股", "planned"), ("模拟运行 30 天", "actual")],
    *[("剩余 41 件计划于 2022 年 6 月底前办结", "planned"), ("预测冷负荷，效率改善至 0.61 千瓦", "actual")],
    # what is foreseen, and what came of it
    *[("销量将比上半年增长近50%", "planned"), ("用水将高于去年3吨", "planned"), ("油价可能扩大至51美元/桶", "planned")],
    *[("今年料增产18万桶/日", "planned"), ("材料增产3吨", "actual")],
    ("預計年節水3噸，實績為5噸", "planned actual"),
    *[("下半年销量将**比上半年增长50%**", "planned"), ("规划新能源总装机 72 万千瓦", "planned")],
]


@pytest.mark.parametrize(("text", "statuses"), TABLE)
def test_status(text: str, statuses: str) -> None:
    assert [str(claim.status) for claim in claims(text)] == statuses.split()


def test_the_edition_decides_what_is_a_target() -> None:
    assert [claims("到 2021 年，减排 50%", edition)[0].status for edition in (2020, 2021)] == ["planned", "actual"]


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("今年计划新增岗位 16 万个", ["2020"]),
        ("今年主要预期目标是：新增就业 16 万人；新建公路 30 公里。", ["2020", "2020"]),
        ("今年的主要预期目标是：新增就业 16 万人。", ["2020"]),
        ("明年的工作任务：植树 3 万株。", ["2021"]),
        ("力争开工“十二五”泵站 6 座", [None]),
        ("2019 年成立的公司计划新增岗位 16 万个", [None]),
    ],
)
def test_a_plan_may_be_of_the_year_of_the_edition(text: str, periods: list[str | None]) -> None:
    assert [claim.period for claim in claims(text)] == periods


def test_columns_of_the_past_beside_expected_ones_tell_what_was() -> None:
    text = "财务预测（单位：百万元）\n项目\t2018\t2019A\t2020E\t2021E\n营业收入\t6322\t8030\t9333\t10752\n"
    assert [str(claim.status) for claim in claims(text, 2020)] == ["actual", "actual", "planned", "planned"]
