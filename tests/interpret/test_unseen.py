"""What real texts that nobody had seen taught, each kind in other words."""

import tempfile
from pathlib import Path

import pytest

from pipeline import extract
from pipeline.dataset.rows import build_tables

# text, quantity, field, what it says
TABLE = [
    # a verb of one character before the number, also behind 同比, 预期 and 前值
    ("出口额同比升3.2%，进口额环比降0.5%。", "3.2%", "direction", "increase"),
    ("出口额同比升3.2%，进口额环比降0.5%。", "0.5%", "direction", "decrease"),
    ("失業率按年升0.2個百分點，訪客人次按月降4%。", "0.2個百分點", "direction", "increase"),
    ("央行降息10个基点。", "10个基点", "direction", "decrease"),
    ("审批事项精简31%。", "31%", "direction", "decrease"),
    ("每升5元的汽油", "5元", "direction", "none"),
    ("5月核心物价指数同比升2.1%，预期升2.0%，前值升1.9%。", "1.9%", "status", "actual"),
    ("5月核心物价指数同比升2.1%，预期升2.0%，前值升1.9%。", "1.9%", "metric", "核心物价指数"),
    # below a heading of a year that is over nothing is planned; a time below a heading of goals is the goals' own
    (
        "关于2023年度资金收支和2024年度资金预算安排的报告\n\n一、2023年度资金收支情况\n\n捐赠收入212万元，利息收入31万元。",
        "212万元",
        "status",
        "actual",
    ),
    ("指标与目标\n\n2019年度，员工离职率不高于25%。", "25%", "period", "2019"),
    # 负 of 减负 is no sign
    ("为企业减负120亿元。", "120亿元", "direction", "decrease"),
    # what is added is an amount, never a share
    ("新增装机中风电占比达61%。", "61%", "direction", "none"),
    # a part of a whole; somebody's part in what all do
    ("城镇人口占总人口比重提高到66%。", "66%", "metric", "城镇人口"),
    ("可再生能源用電占總用電的比例由12%提升至25%。", "25%", "metric", "可再生能源用電"),
    ("荒漠化土地占国土面积的近三成。", "三成", "metric", "荒漠化土地"),
    ("年发电量很大，占厂区用电的8%。", "8%", "metric", "厂区用电"),
    ("航运业占二氧化碳排放的3%。", "3%", "metric", "二氧化碳排放"),
    # what something is a multiple or a fraction of is not what is measured
    ("单位面积产量只有世界平均水平的62%。", "62%", "metric", "单位面积产量"),
    ("新机柜功率为旧机柜的3倍。", "3倍", "metric", "新机柜功率"),
    ("今年蓄水量不到常年的六成。", "六成", "metric", "蓄水量"),
    ("今年蓄水量不到常年的六成。", "六成", "bound", "at_most"),
    ("人均能耗约为发达国家的三分之一。", "三分之一", "bound", "approx"),
    # the thing ends before its verb, and begins behind one
    ("3家民企上榜全国百强。", "3家", "metric", "民企"),
    ("向9間物業公司查詢。", "9間", "metric", "物業公司"),
    ("完善图书室40个。", "40个", "metric", "图书室"),
    ("在园幼儿320人。", "320人", "metric", "在园幼儿"),
    ("技术合同成交额年均增长12%。", "12%", "metric", "技术合同成交额"),
    ("排放量仍然处于1500万吨左右。", "1500万吨", "metric", "排放量"),
    ("可減少6%之通勤時間。", "6%", "metric", "通勤時間"),
    ("收购某公司51%股权。", "51%", "metric", "股权"),
    ("辦理現金增資美金500萬元。", "500萬元", "metric", "現金增資"),
    ("錄得310億元投資收入。", "310億元", "metric", "投資收入"),
    ("舉辦12次新聞發布會。", "12次", "metric", "新聞發布會"),
    # what rates a thing, and what glosses a quantity in brackets
    ("安装8台单机容量5万千瓦的风电机组。", "8台", "metric", "风电机组"),
    ("购置6辆载重10吨的电动卡车。", "6辆", "metric", "电动卡车"),
    ("总装机9 GW（12台机组），居全省第二。", "9 GW", "metric", "总装机"),
    ("建成800吨/日（厨余500吨/日+粪污300吨/日）的处理中心。", "800吨/日", "metric", "处理中心"),
    ("电价升至200欧元/兆瓦时（约58美元/百万英热单位）。", "58美元/百万英热单位", "metric", "电价"),
    # things of as many quantities before; a date that is compared with
    ("汽车产值80亿元，家电产值30亿元，同比分别增长6%和2%。", "6%", "metric", "汽车产值"),
    ("氮肥、磷肥用量比2015年分别下降8%、5%。", "5%", "metric", "磷肥用量"),
    ("失业率3.9%，为2019年3月以来新低，预期4.0%。", "4.0%", "period", None),
    ("低于2020年的增速（5%）。", "5%", "period", "2020"),
    ("低于2020年的增速（5%）。", "5%", "direction", "increase"),
    ("均价为90元/吨，比2021年的70元/吨高20元/吨。", "20元/吨", "direction", "increase"),
    ("出货量升至创纪录的320万台。", "320万台", "metric", "出货量"),
    ("出货量升至创纪录的320万台。", "320万台", "direction", "increase"),
    ("節省工時共120小時。", "120小時", "direction", "decrease"),
    # rates behind the thing, flows in one word, tenths in digits
    ("換算節省約莫3,200公升之油耗/年。", "3,200公升", "unit", "L/a"),
    ("換算節省約莫3,200公升之油耗/年。", "3,200公升", "bound", "approx"),
    ("供應再生水1.5萬CMD。", "1.5萬CMD", "unit", "m3/d"),
    ("超過7成6受訪者贊成。", "7成6", "low", 76),
    ("用户数实现3-4倍增长。", "3-4倍", "unit", "{x}"),
    # plans in verbs; what is counted
    ("规划风光装机60万千瓦。", "60万千瓦", "status", "planned"),
    ("建成后可为80万户居民供电。", "80万户", "status", "planned"),
    ("北区最多占18%。", "18%", "bound", "exact"),
    ("辦理8家廠商節水輔導。", "8家", "topic", "activity"),
    # no places, and no deeds
    ("城镇新增就业12万人。", "12万人", "metric", "就业"),
    ("废水减少3、5、8吨，危险废物由120吨降至80吨。", "120吨", "metric", "危险废物"),
    ("生态建设4000万亩，其中防沙治沙1500万亩。", "1500万亩", "metric", "防沙治沙"),
    # stretches of two dates, the date of the level arrived at, what 预期 compares with
    ("预计2024年四季度至2026年，煤价维持在600元/吨。", "600元/吨", "period", "2024-10/2026"),
    ("成交量由2022年的4万宗上升20%至2023年的4.8万宗。", "20%", "period", "2023"),
    ("成交量由2022年的4万宗上升20%至2023年的4.8万宗。", "4.8万宗", "direction", "increase"),
    ("贷款增长4%，相比2022年的增幅为6%。", "6%", "period", "2022"),
    ("营收252亿元略低于预期，利润55亿元。", "55亿元", "status", "actual"),
    ("节省排队时间2小时（120分钟）。", "120分钟", "direction", "decrease"),
    ("下月将有300亿元国债到期。", "300亿元", "metric", "国债到期"),
    ("其在能源消费中的占比为12%。", "12%", "topic", "fuel"),
    ("在24座城市铺设网点。", "24座", "topic", "activity"),
    ("拨备覆盖率为210%。", "210%", "topic", "finance"),
    ("金价冲高至500元/克的历史高点。", "500元/克", "metric", "金价"),
    ("年费用节约12万元。", "12万元", "unit", "CNY/a"),
    ("減少電耗3萬度/年，噪音降至60分貝。", "60分貝", "unit", "dB"),
    ("兩者合計占員工總數2.8%。", "2.8%", "metric", "員工總數"),
    ("舉辦4場線上招聘活動。", "4場", "metric", "線上招聘活動"),
    ("开发2款绿色投资产品。", "2款", "metric", "绿色投资产品"),
    ("10年期国债收益率为2.4%。", "2.4%", "metric", "国债收益率"),
    ("提升女性主管比例至40%。", "40%", "aggregation", "level"),
    ("2023年發電量3.5\nMW，累積20\nMW，減少5噸。", "3.5\nMW", "unit", "MW"),
    ("每股面值人民币2.00元。", "2.00元", "per", "股"),
    ("提升单位产值用电强度，预计新增负荷20万千瓦。", "20万千瓦", "per", None),
    # a heading that names the results of a time dates what stands below it, and the same part of another year
    (
        "2024年第三季度業績摘要\n- 總收入為人民幣52億元,較去年同期的人民幣47億元增長10.6%。",
        "52億元",
        "period",
        "2024-07/2024-09",
    ),
    (
        "2024年第三季度業績摘要\n- 總收入為人民幣52億元,較去年同期的人民幣47億元增長10.6%。",
        "47億元",
        "period",
        "2023-07/2023-09",
    ),
    ("2023年全年经营亮点\n- 毛利率为31.5%。\n- 门店达到820家。", "820家", "period", "2023"),
    # a listed company is no event; a level is that of the year that it is compared with, or reached in
    ("预计2023年1-9月归属于上市公司股东的净利润为3.2亿元，将增加1.1亿元。", "1.1亿元", "period", "2023-01/2023-09"),
    ("2023年上半年出货61GWh，相较2022年上半年45GWh，增长36%。", "45GWh", "period", "2022-01/2022-06"),
    ("占比從2016年28.4%上升至2021年35.9%，增加7.5個百分點。", "28.4%", "period", "2016"),
    ("占比從2016年28.4%上升至2021年35.9%，增加7.5個百分點。", "35.9%", "period", "2021"),
    # accounts up to a day are for the year or the months that they name, and the money says no duration
    ("截至二零二三年十二月三十一日止年度的收入同比增長6%至人民幣84億元。", "84億元", "period", "2023"),
    ("截至二零二三年十二月三十一日止年度的收入同比增長6%至人民幣84億元。", "84億元", "direction", "increase"),
    ("截至2024年6月30日止六個月，集團收入為35億元。", "35億元", "period", "2024-01/2024-06"),
    ("截至2023年3月31日止年度，收入为5亿元。", "5亿元", "period", "2022-04/2023-03"),
    ("截至2024年9月30日止三个月，收入7亿元。", "7亿元", "period", "2024-07/2024-09"),
    # what a change starts from, and what follows a level of another year
    ("淨利潤自去年的人民幣9億元增長至人民幣11億元。", "9億元", "period", "2023"),
    ("上半年出货50GWh，较2022年上半年40GWh增长25%。其中一季度出货20GWh。", "20GWh", "period", "2024-01/2024-03"),
    ("實質產值繼2022年錄得3.1%的增幅後，在2023年上升2.4%。", "3.1%", "period", "2022"),
    ("工厂生产的 Q4 e-tron，车身采用30%的再生铝。", "30%", "period", None),
    # a goal goes on with a higher one, or in what 其中 takes out of it
    ("新增风电装机320万千瓦以上，力争达到400万千瓦。", "320万千瓦", "status", "planned"),
    ("到2030年，装机达到900万千瓦。其中，风电达到300万千瓦以上。", "300万千瓦", "status", "planned"),
    ("2022年装机900万千瓦。其中，风电达到300万千瓦以上。", "300万千瓦", "status", "actual"),
    # names of a growth
    ("太陽光電發電量平均年增率88.2%。", "88.2%", "direction", "increase"),
    ("經營虧損同比大幅縮窄42.5%。", "42.5%", "direction", "decrease"),
    ("光電裝置容量占比41.3%。", "41.3%", "topic", "electricity"),
    ("成品油供应能力达到860万吨。", "860万吨", "topic", "fuel"),
    # a stretch of years behind a date leads away from it
    ("2022年發電量達31億度，近五年平均年增12%。", "12%", "period", None),
    # a yearly amount that is told of the very year, not of what was built in it
    ("2021年,全县年降水量987.2mm,折合降水总量41.3亿m³。", "987.2mm", "period", "2021"),
    ("2021年,全县年降水量987.2mm,折合降水总量41.3亿m³。", "41.3亿m³", "period", "2021"),
    ("2019年电站建成投产，年发电量320万度。", "320万度", "period", None),
    # a part that is greater than the change before it is a part of the level; one that is smaller is one of the change
    ("供水量9.2亿立方米,比上年增加0.3亿立方米,其中地下水供水量1.4亿立方米。", "1.4亿立方米", "direction", "none"),
    ("供水量比上年增加3亿立方米,其中地下水增加1.4亿立方米。", "1.4亿立方米", "direction", "increase"),
    # changes told respectively, each with its verb
    ("装船时间、卸船时间分别为6.2小时、4.8小时,环比分别上升5.1%、下降2.4%。", "5.1%", "metric", "装船时间"),
    ("装船时间、卸船时间分别为6.2小时、4.8小时,环比分别上升5.1%、下降2.4%。", "2.4%", "metric", "卸船时间"),
    # the measure that is aimed at, in several scopes, of a number of holders, and what is emitted rather than how
    ("2030年再生纸使用比例目标为60%。", "60%", "metric", "再生纸使用比例"),
    ("將範疇一、二溫室氣體排放量減少35%。", "35%", "metric", "溫室氣體排放量"),
    ("东部6区供水量120亿立方米。", "120亿立方米", "metric", "供水量"),
    ("一株青冈一年约可固定12.5公斤二氧化碳。", "12.5公斤二氧化碳", "metric", "二氧化碳"),
    ("包装碳足迹减少12.5公斤二氧化碳。", "12.5公斤二氧化碳", "metric", "包装碳足迹"),
    # a sum named alone goes on about the thing before; an adverb before a verb names nothing
    ("食堂回收废旧餐盒，数量达到3,200只。", "3,200只", "metric", "废旧餐盒"),
    ("其中灌溉用水稳步增长，总量达到2.6亿立方米。", "2.6亿立方米", "metric", "灌溉用水"),
    # nouns that the dictionary has as adverbs; words set letter by letter
    ("湿地共布设相机260台。", "260台", "metric", "相机"),
    ("上半年抽检批次86批。", "86批", "metric", "批次"),
    ("新 增 绿 地 面 积 5 2 0 亩 。", "5 2 0 亩", "metric", "绿地面积"),
    # two years after a comma are no list where the first is compared with
    ("较之2018年，2021年机组供电煤耗降低6克。", "6克", "period", "2021"),
    # a goal that has been approved is none to come
    ("加入倡议的企业有120家（其中有35家的目标已获审定）。", "35家", "status", "actual"),
    ("对8个河流水功能区进行了评价。", "8个", "topic", "activity"),
    ("全年完成手术2.3万台。", "2.3万台", "topic", "activity"),
    ("全年入湖水量较常年减少12%。", "12%", "indicator", None),
    # changes, and levels reached, of as many things as the ones told before them have
    ("客运量和货运量分别增4.1%和6.3%,至52万人次和8.4万吨。", "52万人次", "metric", "客运量"),
    ("存款收益率和贷款收益率分别为1.9%和3.6%,较2023年下降12和31个基点。", "12", "metric", "存款收益率"),
    ("资产总额及负债总额分别为52亿元、38亿元,较上年末增长4.5%、4.9%;", "4.5%", "metric", "资产总额"),
    ("客运量达52万人次,货运量达8.4万吨,两项数据分别增加4.1%及6.3%。", "4.1%", "metric", "客运量"),
    # a measure set apart before its own number, and one that ends in 比
    ("资产总额52.3亿元较上年末增长3.9% 贷款总额24.1亿元增长2.1%", "3.9%", "metric", "资产总额"),
    ("成本收入比同比下降0.4个百分点。", "0.4个百分点", "metric", "成本收入比"),
    ("碼頭上月貨運量達3.2萬公噸。", "3.2萬公噸", "metric", "貨運量"),
    ("节目受转播收入同比增长9%带动。", "9%", "metric", "转播收入"),
    ("仍尚有3.5萬台補助額度。", "3.5萬台", "metric", "補助額度"),
    ("新增存款168亿元,同比少增41亿元。", "41亿元", "direction", "decrease"),
    ("吨熟料综合能耗降至98千克标准煤。", "98千克标准煤", "topic", "energy_intensity"),
    ("吨熟料综合能耗降至98千克标准煤。", "98千克标准煤", "indicator", "energy.intensity"),
    ("现有 800 RT 螺杆冷水机 3 台。", "800 RT", "metric", "螺杆冷水机"),
    # one measure of a list whose things are verbs, in a stretch of months that is none of as many times
    ("2021年前三季度设计、制造、封测的产值比例分别为42%、25%和33%。", "42%", "period", "2021-01/2021-09"),
    ("2021年前三季度设计、制造、封测的产值比例分别为42%、25%和33%。", "25%", "metric", "产值比例"),
    ("两年带动发展农业专业合作社36个。", "36个", "metric", "农业专业合作社"),
    ("农技服务组织近2万家。", "2万家", "metric", "农技服务组织"),
    ("公司最近三年内增资两次。", "三年", "metric", None),
    ("员工满意度平均为92.3分。", "92.3分", "indicator", None),
    # a share of the level of the same holiday years before; a stretch of a plan is no part of a name
    ("2023年五一假期,接待游客812万人次,按可比口径恢复至2019年五一假期同期的92.4%。", "92.4%", "period", "2023"),
    ("2023年五一假期,接待游客812万人次,按可比口径恢复至2019年五一假期同期的92.4%。", "92.4%", "metric", "游客"),
    ("“十三五”时期全省臭氧浓度累计下降6%。", "6%", "metric", "全省臭氧浓度"),
]
NOTHING = [
    "九‧一八事變和五·四運動之後。",
    "传统剧目《三打祝家庄》和《百家讲坛》广受好评。",
    "深化新时代“千万工程”，推进“百万行动”。",
    "加快数字政府2.0建设。",
    "软件支持macOS 14.5和Android 13.1。",
    "某县6.8级地震后重建。",
    "圖2列明近年回報，表5列載資產分布。",
]


def _claims(text: str) -> list[dict[str, object]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.txt"
        path.write_text(text, encoding="utf-8")
        claims: list[dict[str, object]] = build_tables(extract(path, edition=2024))["claims"].to_pylist()
    return claims


@pytest.mark.parametrize(("text", "quote", "field", "wanted"), TABLE)
def test_a_field(text: str, quote: str, field: str, wanted: object) -> None:
    told = {claim["quote"]: claim[field] for claim in _claims(text)}
    assert told[quote] == wanted


@pytest.mark.parametrize("text", NOTHING)
def test_no_claim(text: str) -> None:
    assert [claim["quote"] for claim in _claims(text)] == []
