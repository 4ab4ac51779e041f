"""Small casebooks in other layouts than the real one: each a text with the cases and headings a reader sees in it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Book:
    text: str
    cases: tuple[tuple[str | None, str | None], ...]
    headings: tuple[tuple[str, str], ...]
    pages: int | None = None
    furniture: tuple[str, ...] = ()


BRACKETS = Book(
    """晨星水泥股份有限公司
余热发电的二十年

【案例概述】
公司2021年建成9 MW余热电站，全年发电
5800万千瓦时。

【项目成效】
• 年节约标准煤1.8万吨；
• 年减排二氧化碳4.6万吨。

【我们的故事】
一切从一台旧锅炉开始。

蓝湾数据中心
用湖水给服务器降温

【案例概述】
湖水冷却使PUE降至1.18。

【项目成效】
年节电1200万度。

【我们的故事】
工程师在冬天量水温。
""",
    (("晨星水泥股份有限公司", "余热发电的二十年"), ("蓝湾数据中心", "用湖水给服务器降温")),
    (
        ("案例概述", "overview"),
        ("项目成效", "results"),
        ("我们的故事", "other"),
        ("案例概述", "overview"),
        ("项目成效", "results"),
        ("我们的故事", "other"),
    ),
)

SQUARES = Book(
    """编者按
本书收录两个案例。

案例一 青禾乳业：牛粪变电

■ 案例简介
牧场有奶牛3000头，2022年沼气发电120万度。
■ 主要做法
■ 建设沼气池2座；
■ 与12家合作社签约。
■ 主要成效
节约电费80万元。

案例二 城北公交集团：夜里充电的公交车

■ 案例简介
全市300辆纯电动公交车。
■ 主要成效
年减碳9000吨。

附录
单位换算：1吨标准煤等于8141度电。
""",
    (("青禾乳业", "牛粪变电"), ("城北公交集团", "夜里充电的公交车")),
    (
        ("案例简介", "overview"),
        ("主要做法", "implementation"),
        ("主要成效", "results"),
        ("案例简介", "overview"),
        ("主要成效", "results"),
        ("附录", "back_matter"),
    ),
)

NO_MARKS = Book(
    """桑田农村商业银行
把贷款借给太阳

案例背景
县里有屋顶光伏2300户，户均投资4万元。

项目成效
发放贷款9200万元，不良率0.3%。

社会影响
带动就业150人。

海川纸业有限公司
一滴水用九次

案例背景
吨纸耗水由18立方米降至6立方米。

项目成效
年节水210万立方米。
""",
    (("桑田农村商业银行", "把贷款借给太阳"), ("海川纸业有限公司", "一滴水用九次")),
    (
        ("案例背景", "overview"),
        ("项目成效", "results"),
        ("社会影响", "impact"),
        ("案例背景", "overview"),
        ("项目成效", "results"),
    ),
)

TRADITIONAL = Book(
    """長風公交股份有限公司
電動巴士的第一個冬天

◆ 企業簡介
公司成立於1998年，擁有巴士420輛。
◆ 項目成果
二〇二二年節省柴油二千三百餘噸。
◆ 項目重要影響及可持續性
計劃到2030年全部更換。

綠源環保有限公司
廚餘不再浪費

◆ 企業簡介
員工85人。
◆ 項目成果
每日處理廚餘40公噸。
""",
    (("長風公交股份有限公司", "電動巴士的第一個冬天"), ("綠源環保有限公司", "廚餘不再浪費")),
    (
        ("企業簡介", "profile"),
        ("項目成果", "results"),
        ("項目重要影響及可持續性", "impact"),
        ("企業簡介", "profile"),
        ("項目成果", "results"),
    ),
)

FORM_FEEDS = Book(
    """绿色供应链案例集
晴川物流有限公司
空车不再跑

● 项目背景
全国货车空驶率约40%，公司有货车
1200辆，每年空驶里程1.3亿公里，减少空驶意味着减少油耗和排
1
\f绿色供应链案例集
放，也意味着司机收入的增加。
● 项目成效
● 空驶率降至18%；
● 年节油3万吨。
2
\f绿色供应链案例集
远山茶业集团
茶渣做成的杯子

● 项目背景
年产茶渣5000吨。
● 项目成效
替代塑料杯800万个。
3
\f""",
    (("晴川物流有限公司", "空车不再跑"), ("远山茶业集团", "茶渣做成的杯子")),
    (("项目背景", "overview"), ("项目成效", "results"), ("项目背景", "overview"), ("项目成效", "results")),
    pages=3,
    furniture=("绿色供应链案例集", "1", "绿色供应链案例集", "2", "绿色供应链案例集", "3"),
)

PAGE_NUMBERS = Book(
    """星河酒店集团
不换毛巾的客人

一、项目概况
集团有酒店48家，客房9600间。
二、说做就做
客人可以选择不换毛巾。
- 1 -
三、项目成效
年节水30万吨，节电260万度。
四、社会影响
获得3项奖励。
- 2 -
南塘服饰有限公司
旧衣重生

一、项目概况
回收旧衣600吨。
二、说做就做
每件旧衣都有编号。
三、项目成效
减碳2100吨。
- 3 -
""",
    (("星河酒店集团", "不换毛巾的客人"), ("南塘服饰有限公司", "旧衣重生")),
    (
        ("项目概况", "overview"),
        ("说做就做", "other"),
        ("项目成效", "results"),
        ("社会影响", "impact"),
        ("项目概况", "overview"),
        ("说做就做", "other"),
        ("项目成效", "results"),
    ),
    pages=3,
    furniture=("- 1 -", "- 2 -", "- 3 -"),
)

UNKNOWN_TITLES = Book(
    """天目制药有限公司
药渣的去处

◉ 缘何开始
药渣每年8000吨。
◉ 怎么去做
建成堆肥线2条。
◉ 案例概述
一句话。

东麓钢铁有限公司
高炉的余温

◉ 缘何开始
余温供暖20万平方米。
◉ 怎么去做
投资1.1亿元。
◉ 案例概述
又一句话。
""",
    (("天目制药有限公司", "药渣的去处"), ("东麓钢铁有限公司", "高炉的余温")),
    (
        ("缘何开始", "other"),
        ("怎么去做", "other"),
        ("案例概述", "overview"),
        ("缘何开始", "other"),
        ("怎么去做", "other"),
        ("案例概述", "overview"),
    ),
)

MARKDOWN = Book(
    """# 白鹭水务有限公司｜让污水发电

## 项目背景
日处理污水20万吨。

## 实施过程
分三期建设。

## 实施效果
年发电900万度。

# 云杉地产集团｜会呼吸的房子

## 项目背景
面积12万平方米。

## 实施效果
能耗下降35%。
""",
    (("白鹭水务有限公司", "让污水发电"), ("云杉地产集团", "会呼吸的房子")),
    (
        ("项目背景", "overview"),
        ("实施过程", "implementation"),
        ("实施效果", "results"),
        ("项目背景", "overview"),
        ("实施效果", "results"),
    ),
)

NO_TITLES = Book(
    """○ 案例概述
某工厂年用电600万度。
○ 项目成果
节电90万度。
""",
    ((None, None),),
    (("案例概述", "overview"), ("项目成果", "results")),
)

# the first heading is one that nobody knows, and every case begins with another
FIRST_UNKNOWN = Book(
    """化工园区低碳案例
2022年7月

滨江化工园：一张管网串起减碳账

■ 园区概况

园区共有企业74家。

■ 主要做法

投资7.8亿元建设热电联产项目。

■ 实施成效

年节约标准煤2.2万吨。

锦澜纺织：把染缸里的热留下来

■ 企业概况

现有员工1150人。

■ 改造背景

吨布耗水110吨上下。

■ 主要做法

购入染色机38台。

■ 实施成效

能耗下降16.5%。
""",
    (("滨江化工园", "一张管网串起减碳账"), ("锦澜纺织", "把染缸里的热留下来")),
    (
        ("园区概况", "profile"),
        ("主要做法", "implementation"),
        ("实施成效", "results"),
        ("企业概况", "profile"),
        ("改造背景", "overview"),
        ("主要做法", "implementation"),
        ("实施成效", "results"),
    ),
)

# the lines that number the cases say where each begins, whatever heads its sections
NUMBERED_CASES = Book(
    FIRST_UNKNOWN.text.replace("滨江化工园：", "案例一  滨江化工园：").replace("锦澜纺织：", "案例二  锦澜纺织："),
    FIRST_UNKNOWN.cases,
    FIRST_UNKNOWN.headings,
)

# titles without a mark that nobody knows, but that come back; a line for the number of each case
RECURRING_TITLES = Book(
    """案例 01
星河证券股份有限公司
碳金融服务实体

缘由说明
2021 年承销绿色债券 58 亿元。

怎么做的
设立碳资产团队，配备 16 人。

实践效果
带动减排 120 万吨。

案例 02
云岭茶业
茶园里的光伏

缘由说明
茶园面积 5600 亩。

怎么做的
安装光伏板 2.4 兆瓦。

实践效果
年收益增加 150 万元。
""",
    (("星河证券股份有限公司", "碳金融服务实体"), ("云岭茶业", "茶园里的光伏")),
    (
        ("缘由说明", "other"),
        ("怎么做的", "other"),
        ("实践效果", "results"),
        ("缘由说明", "other"),
        ("怎么做的", "other"),
        ("实践效果", "results"),
    ),
)

# one name that ends as names do tells how the dashes of the others are to be read
DASHES = Book(
    """2022 年企业低碳实践汇编

第一篇  华岳重工——让老厂房晒太阳

【企业介绍】
华岳重工集团有限公司成立于 1986 年，有员工 3200 人。

【减排行动】
2021 年建成屋顶光伏 12 兆瓦，年发电 1300 万千瓦时。

【成果】
年减排二氧化碳 7800 吨。

第二篇  江海港务——岸电不打烊

【企业介绍】
江海港务有泊位 18 个。

【减排行动】
投资 4600 万元建设岸电 22 套。

【成果】
接电 3100 艘次，替代燃油 860 吨。
""",
    (("华岳重工", "让老厂房晒太阳"), ("江海港务", "岸电不打烊")),
    (
        ("企业介绍", "profile"),
        ("减排行动", "implementation"),
        ("成果", "results"),
        ("企业介绍", "profile"),
        ("减排行动", "implementation"),
        ("成果", "results"),
    ),
)

# the second case leaves out the heading that opens the others
NOT_EVERY_HEADING = Book(
    """目录
晨光玻璃：窑炉的第二次生命 ........ 2
大漠光伏：板上发电板下种草 ........ 3
星城地铁：会“呼吸”的车站 ........ 5

晨光玻璃：窑炉的第二次生命

▲项目缘起
窑炉日耗天然气 11 万立方米。

▲项目实施
2020 年 6 月完成全氧燃烧改造，投资 8200 万元。

▲项目成果
单位能耗下降 13.5%。

大漠光伏：板上发电板下种草

▲项目实施
装机 300 兆瓦，种植苜蓿 4800 亩。

▲项目成果
年发电 5.1 亿千瓦时。

星城地铁：会“呼吸”的车站

▲项目缘起
车站 112 座，空调用电占四成。

▲项目实施
改造车站 37 座。

▲项目成果
节电率 21%。
""",
    (("晨光玻璃", "窑炉的第二次生命"), ("大漠光伏", "板上发电板下种草"), ("星城地铁", "会“呼吸”的车站")),
    (
        ("项目缘起", "overview"),
        ("项目实施", "implementation"),
        ("项目成果", "results"),
        ("项目实施", "implementation"),
        ("项目成果", "results"),
        ("项目缘起", "overview"),
        ("项目实施", "implementation"),
        ("项目成果", "results"),
    ),
    furniture=(
        "晨光玻璃：窑炉的第二次生命 ........ 2",
        "大漠光伏：板上发电板下种草 ........ 3",
        "星城地铁：会“呼吸”的车站 ........ 5",
    ),
)

# the number of a case stands alone above it, as that of a page would
NUMBERS_APART = Book(
    """企業減碳案例彙編

01
遠洋造紙股份有限公司
蒸汽冷凝水一滴不漏

專案背景
公司每日用汽 2,400 公噸。

執行作法
回收冷凝水 860 公噸。

專案成效
年減碳 1.3 萬公噸。

02
福田連鎖超商
冷櫃加門行動

專案背景
門市 1,860 家。

執行作法
加裝玻璃門 9,200 扇。

專案成效
節電三成。
""",
    (("遠洋造紙股份有限公司", "蒸汽冷凝水一滴不漏"), ("福田連鎖超商", "冷櫃加門行動")),
    (
        ("專案背景", "overview"),
        ("執行作法", "implementation"),
        ("專案成效", "results"),
        ("專案背景", "overview"),
        ("執行作法", "implementation"),
        ("專案成效", "results"),
    ),
)

# a label says which line is the title
LABELLED_TITLES = Book(
    """案例1：恒力轮胎有限公司
主题：炭黑尾气发电

一、基本情况
公司年产轮胎 1200 万条。

二、具体做法
1. 建设尾气发电机组 2 台
投资 5600 万元，装机 12MW。
2. 优化硫化工艺
蒸汽单耗下降 8%。

三、取得成效
年发电 7200 万千瓦时。

案例2：清源水务集团
主题：让污水厂自己发电

一、基本情况
日处理污水 40 万吨。

二、具体做法
1. 建设沼气发电
投资 3100 万元。

三、取得成效
能源自给率达到 62%。
""",
    (("恒力轮胎有限公司", "炭黑尾气发电"), ("清源水务集团", "让污水厂自己发电")),
    (
        ("基本情况", "overview"),
        ("具体做法", "implementation"),
        ("取得成效", "results"),
        ("基本情况", "overview"),
        ("具体做法", "implementation"),
        ("取得成效", "results"),
    ),
)

BOOKS = {
    "not every heading": NOT_EVERY_HEADING,
    "numbers apart": NUMBERS_APART,
    "labelled titles": LABELLED_TITLES,
    "recurring titles": RECURRING_TITLES,
    "dashes": DASHES,
    "first unknown": FIRST_UNKNOWN,
    "numbered cases": NUMBERED_CASES,
    "brackets": BRACKETS,
    "squares that are bullets too": SQUARES,
    "no marks": NO_MARKS,
    "traditional": TRADITIONAL,
    "form feeds and running heads": FORM_FEEDS,
    "numbered headings and page numbers": PAGE_NUMBERS,
    "unknown titles": UNKNOWN_TITLES,
    "markdown": MARKDOWN,
    "no titles": NO_TITLES,
}
