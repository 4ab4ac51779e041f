"""Cells of tables: unit from header, column or caption, metric from label or header, year of the column."""

import pytest

from .reading import claims

TABLES = {
    "unit in the header": (
        "序号\t楼宇名称\t建筑面积（m2）\n1\t申亚金融大厦\t23697.3\n2\t千禧海鸥大酒店\t44797.8\n合计\t\t68495.1\n",
        ["23697.3 m2 建筑面积 -", "44797.8 m2 建筑面积 -", "68495.1 m2 建筑面积 -"],
    ),
    "unit in the caption": (
        "表 1 经营情况（单位：万元）\n项目\t2019 年\t2020 年\n营业收入\t1,200\t1,500\n净利润\t300\t-45\n",
        [
            "12000000 CNY 营业收入 2019",
            "15000000 CNY 营业收入 2020",
            "3000000 CNY 净利润 2019",
            "-450000 CNY 净利润 2020",
        ],
    ),
    "several columns of units, each behind its values": (
        (
            "活动名称\t活动量\t活动单位\t排放因子\t因子单位\t排放量（tCO2e）\n"
            "一厂外购电力\t64200\tkWh\t0.00058\ttCO2e/kWh\t37.2\n二厂柴油\t1830\tL\t0.00263\ttCO2e/L\t4.8\n"
        ),
        [
            "64200 kW.h 活动量 -",
            "0.00058 t{CO2e}/(kW.h) 排放因子 -",
            "37.2 t{CO2e} 排放量 -",
            "1830 L 活动量 -",
            "0.00263 t{CO2e}/L 排放因子 -",
            "4.8 t{CO2e} 排放量 -",
        ],
    ),
    "a caption that says what is measured of things": (
        (
            "表 2-3 裝置容量\n能源別\t機組別\t本年度實績值(瓩)(A)\t上年度實績值(瓩)(B)\n"
            "風力\t一號機組\t1,812.5\t1,790\n風力\t二號機組\t977.2\t977.2\n合計\t\t2,789.7\t2,767.2\n"
        ),
        [
            "1812.5 kW 裝置容量 2020",
            "1790 kW 裝置容量 2019",
            "977.2 kW 裝置容量 2020",
            "977.2 kW 裝置容量 2019",
            "2789.7 kW 裝置容量 2020",
            "2767.2 kW 裝置容量 2019",
        ],
    ),
    "a currency beside the numbers of the first time alone": (
        "本公司之租賃費用如下：\n項目\t113.12.31\t112.12.31\n租賃負債\t$ 7,531\t7,343\n短期租賃\t122\t289\n",
        [
            "7531 TWD 租賃負債 2024-12-31",
            "7343 TWD 租賃負債 2023-12-31",
            "122 TWD 短期租賃 2024-12-31",
            "289 TWD 短期租賃 2023-12-31",
        ],
    ),
    "a sum below a head that tells of a part": (
        (
            "| 项目 | 2019年 | 2020年 |\n| --- | --- | --- |\n| 能源消费（吨标准煤） | | |\n"
            "| 外购电力 | 120 | 118 |\n| 合计 | 130 | 127 |\n| 取水（万吨） | | |\n"
            "| 自来水 | 7 | 6 |\n| 合计 | 9 | 8 |\n"
        ),
        [
            "120 t{sce} 外购电力 2019",
            "118 t{sce} 外购电力 2020",
            "130 t{sce} 能源消费 2019",
            "127 t{sce} 能源消费 2020",
            "70000 t 自来水 2019",
            "60000 t 自来水 2020",
            "90000 t 取水 2019",
            "80000 t 取水 2020",
        ],
    ),
    "a caption that measures nothing, over rows that do": (
        "表 2-4 经营情况\n项目\t本年度\t上年度\n电费（万元）\t12\t11\n水费（万元）\t3\t4\n",
        ["120000 CNY 电费 2020", "110000 CNY 电费 2019", "30000 CNY 水费 2020", "40000 CNY 水费 2019"],
    ),
    "years reported and estimated": (
        "| 项目 | 2019A | 2020E |\n| --- | --- | --- |\n| 用水量(吨) | 733.3 | 734.6 |\n",
        ["733.3 t 用水量 2019", "734.6 t 用水量 2020"],
    ),
    "this year and the one before it below a year": (
        (
            "表1 发电量\n2021年度\n项目\t单位\t本年度实绩\t上年度实绩\t年度差异（%）\n"
            "毛发电量\t万千瓦时\t217.4\t189.2\t14.9\n厂用电量\t万千瓦时\t8.5\t9.2\t-7.6\n"
        ),
        [
            "2174000 kW.h 毛发电量 2021",
            "1892000 kW.h 毛发电量 2020",
            "14.9 % 毛发电量 2021",
            "85000 kW.h 厂用电量 2021",
            "92000 kW.h 厂用电量 2020",
            "-7.6 % 厂用电量 2021",
        ],
    ),
    "this year and the one before it, of the edition": (
        "能源使用\n項目\t單位\t本年度\t去年度\n電力\t度\t217404\t189211\n汽油\t公升\t875\t902\n",
        ["217404 kW.h 電力 2020", "189211 kW.h 電力 2019", "875 L 汽油 2020", "902 L 汽油 2019"],
    ),
    "a day within the year of its head": (
        (
            "行业\t2022年概况（基准日：2022年12月31日）\t2021年概况（基准日：2021年12月31日）\n"
            "纺织业贷款占比\t0.9%\t0.8%\n造纸业贷款占比\t0.5%\t0.3%\n"
        ),
        [
            "0.9 % 纺织业贷款占比 2022",
            "0.8 % 纺织业贷款占比 2021",
            "0.5 % 造纸业贷款占比 2022",
            "0.3 % 造纸业贷款占比 2021",
        ],
    ),
    "heads that tell figures of what the rows measure": (
        "单位：元\n项目\t本月份发生数\t累计实绩数(A)\t去年同期(B)\n租金收入\t5200\t41800\t36600\n",
        ["5200 CNY 租金收入 -", "41800 CNY 租金收入 -", "36600 CNY 租金收入 -"],
    ),
    "letters by which columns are computed, and years of the republic": (
        "單位：億度\n項目\t本次預估(A)\t109年實績(B)\t差異(A)-(B)\n售電量\t23.8\t22.3\t1.5\n用電量\t3.1\t2.9\t0.2\n",
        [
            "2380000000 kW.h 售電量 -",
            "2230000000 kW.h 售電量 2020",
            "150000000 kW.h 售電量 2020",
            "310000000 kW.h 用電量 -",
            "290000000 kW.h 用電量 2020",
            "20000000 kW.h 用電量 2020",
        ],
    ),
    "marks of notes behind the unit of a row": (
        "指標\t2020\t2019\n排放量(範疇一)(千公噸)4\t45\t50\n用水量(千公噸)5,6\t24\t25\n",
        [
            "45000 t 排放量 2020",
            "50000 t 排放量 2019",
            "24000 t 用水量 2020",
            "25000 t 用水量 2019",
        ],
    ),
    "a term that may be a quarter has no year": (
        "指标\t本期\t上年同期\n营业收入（万元）\t21.5\t18.2\n净利润（万元）\t8.5\t9.2\n",
        ["215000 CNY 营业收入 -", "182000 CNY 营业收入 -", "85000 CNY 净利润 -", "92000 CNY 净利润 -"],
    ),
    "unit column": (
        "指标\t单位\t2018 年\t2021 年\n综合能耗\tkgce/t\t112.6\t104.9\n综合电耗\tkWh/t\t56.3\t50.0\n",
        [
            "112.6 kg{sce}/t 综合能耗 2018",
            "104.9 kg{sce}/t 综合能耗 2021",
            "56.3 kW.h/t 综合电耗 2018",
            "50.0 kW.h/t 综合电耗 2021",
        ],
    ),
    "a caption set apart from its number by a gap": (
        (
            "表1  主要低碳指标变化情况\n\n指标  单位  2018年  2021年\n"
            "综合能源消费量  万吨标准煤  232  213\n用电量  万千瓦时  598  541\n"
        ),
        [
            "2320000 t{sce} 综合能源消费量 2018",
            "2130000 t{sce} 综合能源消费量 2021",
            "5980000 kW.h 用电量 2018",
            "5410000 kW.h 用电量 2021",
        ],
    ),
    "unit column with a scale": (
        "指标\t单位\t2019 年\t2020 年\n用电量\t万千瓦时\t120\t110\n用水量\t吨\t3,400\t3,100\n",
        [
            "1200000 kW.h 用电量 2019",
            "1100000 kW.h 用电量 2020",
            "3400 t 用水量 2019",
            "3100 t 用水量 2020",
        ],
    ),
    "unit in the label": (
        "指标\t2019 年\t2020 年\n用电量（万度）\t120\t110\n减排量（吨 CO2）\t30\t40\n",
        ["1200000 kW.h 用电量 2019", "1100000 kW.h 用电量 2020", "30 t{CO2} 减排量 2019", "40 t{CO2} 减排量 2020"],
    ),
    "a cell with a scale of its own": (
        "项目\t金额（万元）\n投资\t2.4亿\n补贴\t300\n其他\t-\n",
        ["240000000 CNY 投资 -", "3000000 CNY 补贴 -"],
    ),
    "signed changes and percentages": (
        "指标\t2019 年\t2020 年\t同比\n产量（吨）\t100\t94\t-6%\n电耗（度）\t50\t60\t20%\n",
        [
            *["100 t 产量 2019", "94 t 产量 2020", "-6 % 产量 -|2020"],
            *["50 kW.h 电耗 2019", "60 kW.h 电耗 2020", "20 % 电耗 -|2020"],
        ],
    ),
    "pipes": (
        "| 场所 | 用水量（吨） |\n| --- | --- |\n| 一号楼 | 3,400 |\n| 二号楼 | 3,100 |\n",
        ["3400 t 用水量 -", "3100 t 用水量 -"],
    ),
    "labels that start with a numeral": (
        "表 1 排放（单位：吨）\n项目  2019  2020\n二氧化碳  300  280\n二氧化硫  5.2  4.1\n",
        ["300 t 二氧化碳 2019", "280 t 二氧化碳 2020", "5.2 t 二氧化硫 2019", "4.1 t 二氧化硫 2020"],
    ),
    "a change and a share of a thing are told of what is measured beside them": (
        "单位：亿元\n分地区\t营业收入\t同比增减\t毛利率\t占比\n华东\t12.5\t-5.2%\t31.2%\t62%\n华北\t7.5\t3.1%\t30.2%\t38%\n",
        [
            *["1250000000 CNY 营业收入 -", "-5.2 % 营业收入 -", "31.2 % 毛利率 -", "62 % 营业收入 -"],
            *["750000000 CNY 营业收入 -", "3.1 % 营业收入 -", "30.2 % 毛利率 -", "38 % 营业收入 -"],
        ],
    ),
    "numbers and days by what stands behind a stroke": (
        (
            "指標\t單位\t2019年\t2020年\n工傷率\t工傷數/ 百萬工時\t0.83\t0.79\n員工訓練\t訓練天數/ 人\t6.4\t6.8\n"
            "加：用電密度\t度/平方公尺.月\t9.3\t8.5\n"
        ),
        [
            *["0.83 1/(1000000.h) 工傷率 2019", "0.79 1/(1000000.h) 工傷率 2020"],
            *["6.4 d/{人} 員工訓練 2019", "6.8 d/{人} 員工訓練 2020"],
            *["9.3 kW.h/(m2.mo) 用電密度 2019", "8.5 kW.h/(m2.mo) 用電密度 2020"],
        ],
    ),
    "what a caption excepts is told in percent, and heads that measure nothing": (
        (
            "监管指标（单位：人民币百万元，百分比除外）\n项目\t监管要求\t2020年12月31日\t2019年12月31日\t较上年末变动\n"
            "资本净额\t\t12,345\t11,987\t358\n流动性比例\t≥25%\t78.3\t70.2\t8.1\n拨备覆盖率\t≥150%\t201.3\t188.9\t12.4\n"
        ),
        [
            *["12345000000 CNY 资本净额 2020-12-31", "11987000000 CNY 资本净额 2019-12-31"],
            *["358000000 CNY 资本净额 2020-12-31", "25 % 流动性比例 -", "78.3 % 流动性比例 2020-12-31"],
            *["70.2 % 流动性比例 2019-12-31", "8.1 % 流动性比例 2020-12-31", "150 % 拨备覆盖率 -"],
            *["201.3 % 拨备覆盖率 2020-12-31", "188.9 % 拨备覆盖率 2019-12-31", "12.4 % 拨备覆盖率 2020-12-31"],
        ],
    ),
    "a change on a row of its own is told of the row above": (
        (
            "项目\t2020A\t2021E\n营业收入(百万元)\t437\t449\n增长率(%)\t19.1\t-2.6\nEV/EBITDA\t55.7\t34.8\n"
            "工伤损失天数\t3\t5\n总工时\t800\t900\n"
        ),
        [
            *[
                "437000000 CNY 营业收入 2020",
                "449000000 CNY 营业收入 2021",
                "19.1 % 营业收入 2020",
                "-2.6 % 营业收入 2021",
            ],
            *["55.7 1 EV/EBITDA 2020", "34.8 1 EV/EBITDA 2021", "3 d 工伤损失天数 2020", "5 d 工伤损失天数 2021"],
            *["800 h 总工时 2020", "900 h 总工时 2021"],
        ],
    ),
    "parts of what is measured, up to another unit": (
        (
            "| 指标 | 单位 | 2020年 | 变动 |\n|---|---|---|---|\n| 社会 | | | |\n| 按雇佣类型划分的流失率 | | | |\n"
            "| 全职 | % | 11.2 | (1.1个百分点) |\n| 兼职 | % | 15.4 | -2% |\n| 受训时数 | 小时 | 12.5 | 3% |\n"
            "| 外购电力 | 千个千瓦时 | 35 | 1% |\n"
        ),
        [
            *["11.2 % 流失率 2020", "-1.1 {pp} 流失率 2020", "15.4 % 流失率 2020", "-2 % 流失率 2020"],
            *["12.5 h 受训时数 2020", "3 % 受训时数 2020", "35000 kW.h 外购电力 2020", "1 % 外购电力 2020"],
        ],
    ),
    "a scale in the brackets behind a number of households": (
        "用电\t户数（万户）\t度数（百万度）\n甲类\t346\t1,810\n乙类\t469\t1,241\n",
        ["3460000 1 户数 -", "1810000000 kW.h 度数 -", "4690000 1 户数 -", "1241000000 kW.h 度数 -"],
    ),
    "the change of a month beside that of what has come together": (
        (
            "2020年12月产量\n地区\t当月产量(万吨)\t累计产量(万吨)\t当月同比增长(%)\t累计增长(%)\n"
            "甲市\t0.2\t3.1\t-29.7\t2.2\n乙市\t0.4\t4.1\t9.7\t-2.5\n"
        ),
        [
            *["2000 t 当月产量 2020-12", "31000 t 累计产量 2020-01/2020-12"],
            *["-29.7 % 当月产量 2020-12", "2.2 % 累计产量 2020-01/2020-12"],
            *["4000 t 当月产量 2020-12", "41000 t 累计产量 2020-01/2020-12"],
            *["9.7 % 当月产量 2020-12", "-2.5 % 累计产量 2020-01/2020-12"],
        ],
    ),
    "formulae name nothing, and letters name what is told": (
        ("類別\t項目\t單位\t2020\n空氣\tVOCs\t公噸\t12.5\n空氣\tSOx\tkg\t230\n八里焚化廠\t合計(1)+(2)\t公噸\t60\n"),
        ["12.5 t VOCs 2020", "230 kg SOx 2020", "60 t 八里焚化廠 2020"],
    ),
    "years of the republic down the side, up to one that is near": (
        "年度\t產生量(公噸)\n91\t694\n106\t701\n108\t722\n",
        ["694 t 產生量 2002", "701 t 產生量 2017", "722 t 產生量 2019"],
    ),
    "parts of a row take its unit, up to a row with one of its own": (
        (
            "| 指标 | Item | 2020 |\n|---|---|---|\n| 研发人员 (万人) | Personnel (10 000 persons) | 2.3 |\n"
            "| 按部门分组 | Grouped by Sector | |\n| 企业 | Enterprises | 1.5 |\n| 高校 | Higher Education | 0.8 |\n"
            "| 全时当量 (万人年) | Full-time Equivalent | 1.6 |\n"
        ),
        ["23000 1 研发人员 2020", "15000 1 企业 2020", "8000 1 高校 2020", "16000 1 全时当量 2020"],
    ),
    "what is made of a product, with its unit beside it, and how it changed": (
        "主要产品\t单位\t生产量\t库存量\t生产量比上年增减(%)\n白酒\t千升\t123\t54\t3.2\n晶圆\t千片\t45\t3\t-1.2\n",
        [
            *["123 kL 生产量 -", "54 kL 库存量 -", "3.2 % 生产量 -", "45000 1 生产量 -", "3000 1 库存量 -"],
            "-1.2 % 生产量 -",
        ],
    ),
    "parts of a business below each other": (
        (
            "| | 营业收入(元) | 毛利率 | 营业收入比上年同期增减 |\n|---|---|---|---|\n| 分行业 | | | |\n"
            "| 电力设备 | 2345.10 | 15.2% | 12.3% |\n| 分产品 | | | |\n| 变压器 | 1234.50 | 19.1% | -8.8% |\n"
        ),
        [
            *["2345.1 CNY 营业收入 -", "15.2 % 毛利率 -", "12.3 % 营业收入 -"],
            *["1234.5 CNY 营业收入 -", "19.1 % 毛利率 -", "-8.8 % 营业收入 -"],
        ],
    ),
    "a number and its share in one cell, below places": (
        "项目\t香港\t海外\n员工总数\t234\t56\n男性\t120 (51%)\t30 (54%)\n",
        [
            *["234 1 员工总数 -", "56 1 员工总数 -"],
            *["120 1 男性 -", "51 % 男性 -", "30 1 男性 -", "54 % 男性 -"],
        ],
    ),
    "a change against a base, beside what is aimed at": (
        "类别\t2019年\t2020年\t2030年目标\t较基准年变化\n商务差旅(吨)\t34\t32\t20\t-12%\n员工通勤(吨)\t45\t43\t30\t+1%\n",
        [
            *["34 t 商务差旅 2019", "32 t 商务差旅 2020", "20 t 商务差旅 2030", "-12 % 商务差旅 2020"],
            *["45 t 员工通勤 2019", "43 t 员工通勤 2020", "30 t 员工通勤 2030", "1 % 员工通勤 2020"],
        ],
    ),
    "units in two languages": (
        (
            "表現指標 Indicators\t單位 Unit\t2020財年 FY2020\n氮氧化物 NOx\t公斤 kg\t12.3\n"
            "範圍1 Scope 1\t噸二氧化碳當量 tCO2e\t45\n能源耗量 Energy\t千個千瓦時 '000 kWh\t34\n"
            "排放密度 Intensity\t噸二氧化碳當量／僱員 tCO2e/employee\t1.2\n"
        ),
        [
            "12.3 kg 氮氧化物 2020",
            "45 t{CO2e} 範圍1 2020",
            "34000 kW.h 能源耗量 2020",
            "1.2 t{CO2e}/{雇员} 排放密度 2020",
        ],
    ),
    "a sum of things measured beside it, below a title": (
        "董事薪酬（千港元）\n姓名\t袍金\t酌情花紅\t2020年總計\n陳大\t240\t12\t252\n李小\t120\t10\t130\n",
        [
            *["240000 HKD 袍金 -", "12000 HKD 酌情花紅 -", "252000 HKD 董事薪酬 2020"],
            *["120000 HKD 袍金 -", "10000 HKD 酌情花紅 -", "130000 HKD 董事薪酬 2020"],
        ],
    ),
    "a base year in the name of a row": (
        "項目\t2020年\n排放量(公噸)\t60\n與基準年(105年)相比減量\t-12%\n",
        ["60 t 排放量 2020", "-12 % 與基準年相比減量 2020"],
    ),
    "heads and names in two languages": (
        (
            "指標 Indicator\t單位 Unit\t2021\t2022\t頁碼 Page\n"
            "用水總量 Total water use\t千噸\t3.2\t3.1\t41\nElectricity purchased 外購電力\t千千瓦時\t71\t68\t42\n"
        ),
        ["3200 t 用水總量 2021", "3100 t 用水總量 2022", "71000 kW.h 外購電力 2021", "68000 kW.h 外購電力 2022"],
    ),
    "thousands told in English, and millions of litres": (
        "項目\t2020 年\n無害廢棄物 Waste ('000 tonnes)\t1.9\n取水量(ML)\t72.5\n",
        ["1900 t 無害廢棄物 2020", "72.5 ML 取水量 2020"],
    ),
    "a bare dollar is that of the text": (
        "以下為港元數字。\n\n項目\t2020 年\n現金 / (債項) ($)\t(5.2億)\n收入 ($'000)\t81\n",
        ["-520000000 HKD 現金 2020", "81000 HKD 收入 2020"],
    ),
    "traditional": (
        "項目\t用電量（萬度）\n甲廠\t120\n乙廠\t80\n",
        ["1200000 kW.h 用电量|用電量 -", "800000 kW.h 用电量|用電量 -"],
    ),
    "ranking": ("排名\t城市\t减排量（吨）\n1\t甲市\t30\n2\t乙市\t20\n", ["30 t 减排量 -", "20 t 减排量 -"]),
}
ROWS = list(TABLES.values())


@pytest.mark.parametrize(("text", "expected"), ROWS, ids=list(TABLES))
def test_cells(text: str, expected: list[str]) -> None:
    found = claims(text)
    told = [f"{c.mention.low} {c.unit.code} {c.metric} {c.period or '-'}" for c in found]
    assert len(found) == len(expected), told
    for claim, row in zip(found, expected, strict=True):
        value, unit, metrics, periods = row.split()
        assert (claim.mention.low, claim.unit.code) == (claim.mention.high, unit), told
        assert float(claim.mention.low or 0) == float(value), told
        assert claim.metric in metrics.split("|"), told
        assert (claim.period or "-") in periods.split("|"), told


def test_a_unit_from_a_header_is_flagged() -> None:
    assert all("unit_from_header" in claim.flags for claim in claims(TABLES["unit in the header"][0]))


def test_a_cell_of_prose_follows_the_rules_of_prose() -> None:
    text = (
        "| 项目名称 | 具体内容 |\n| --- | --- |\n"
        "| 光伏项目 | 2019 年建成 5 兆瓦时储能，每年可削峰填谷电量 150 万千瓦时 |\n"
        "| 改造项目 | 完成 7 台烘干机改造 |\n"
    )
    assert [claim.unit.code for claim in claims(text)] == ["MW.h", "kW.h/a", "1"]


@pytest.mark.parametrize(
    ("heads", "period"),
    [
        ("季度 一 二", "2023-04/2023-06"),
        ("项目 2022年3季 2022年4季", "2022-10/2022-12"),
        ("項目 2022年第3季 2022年第4季", "2022-10/2022-12"),
    ],
)
def test_quarters_head_columns(heads: str, period: str) -> None:
    read = claims(f"单位：万元\n{heads}\n营业收入 1,204 1,388\n净利润 120 141\n", 2023)
    assert len(read) == 4
    assert (read[1].period, read[1].metric) == (period, "营业收入")


@pytest.mark.parametrize(
    ("table", "periods"),
    [
        (
            "| 月份 | 2018年 | 2019年 |\n| --- | --- | --- |\n| 1月 | 32.5 | 31.2 |\n| 2月 | 28.1 | 29.4 |\n",
            ["2018-01", "2019-01", "2018-02", "2019-02"],
        ),
        (
            "| 季度 | 2018 | 2019 |\n| --- | --- | --- |\n| 一季度 | 12.5 | 13.1 |\n| 全年 | 51.7 | 52.2 |\n",
            ["2018-01/2018-03", "2019-01/2019-03", "2018", "2019"],
        ),
        (
            "| 年份 | 上半年 | 下半年 |\n| --- | --- | --- |\n| 2018年 | 12 | 15 |\n| 2019年 | 13 | 16 |\n",
            ["2018-01/2018-06", "2018-07/2018-12", "2019-01/2019-06", "2019-07/2019-12"],
        ),
        (
            "| 项目 | 2019年分月用量 | |\n| | 1月 | 2月 |\n| --- | --- | --- |\n| 柴油（吨） | 3 | 4 |\n",
            ["2019-01", "2019-02"],
        ),
        (
            (
                "水泥 2019年5月\n| 地区 | 当月产量(万吨) | 累计产量(万吨) | 当月同比增长(%) | 累计同比增长(%) |\n"
                "| --- | --- | --- | --- | --- |\n| 东区 | 1.2 | 6.3 | -2.7 | -2.2 |\n| 西区 | 3.7 | 9.3 | 7 | -3 |\n"
            ),
            ["2019-05", "2019-01/2019-05", "2019-05", "2019-01/2019-05"] * 2,
        ),
        ("| 指标 | 2018年 | 2019年 |\n| --- | --- | --- |\n| 2019年1月新增 | 7 | 8 |\n", ["2018", "2019"]),
    ],
)
def test_a_year_and_a_part_of_it_tell_the_time_together(table: str, periods: list[str]) -> None:
    assert [claim.period for claim in claims(table, 2020)] == periods


def test_a_column_headed_by_a_time_gives_no_unit() -> None:
    assert {c.unit.code for c in claims("季度\t2018年\t2019年\n一季度\t12.5\t13.1\n二季度\t11.5\t12.1\n")} == {"1"}


def test_what_the_corner_measures_is_that_of_rows_of_times() -> None:
    read = claims(
        "| 净利润(万元) | 2018年 | 2019年 |\n| --- | --- | --- |\n| 一季度 | 12.5 | 13.1 |\n| 二季度 | 11.5 | 14 |\n"
    )
    assert {claim.metric for claim in read} == {"净利润"}


def test_a_year_with_the_letter_of_an_estimate_is_planned_in_whatever_book() -> None:
    read = claims(
        "| 项目 | 2018A | 2019E |\n| --- | --- | --- |\n| 收入(万元) | 32 | 35 |\n| 成本(万元) | 12 | 13 |\n", 2021
    )
    assert [str(claim.status) for claim in read] == ["actual", "planned"] * 2


@pytest.mark.parametrize(
    ("title", "periods"),
    [
        ("某某股份有限公司2018年年度报告", ["../2018", "../2017", "2018", "2017", "2018"]),
        (
            "某某股份有限公司2018年半年度报告",
            ["../2018-06", "../2017", "2018-01/2018-06", "2017-01/2017-06", "2018-01/2018-06"],
        ),
        (
            "某某股份有限公司2018年第三季度报告",
            ["../2018-09", "../2017", "2018-01/2018-09", "2017-01/2017-09", "2018-01/2018-09"],
        ),
        ("某某股份有限公司", [None] * 5),
    ],
)
def test_the_report_tells_the_time_of_its_term(title: str, periods: list[str | None]) -> None:
    table = (
        "| 项目 | 期末余额 | 期初余额 | 本期金额 | 上期金额 | 变动比例（%） |\n| --- | --- | --- | --- | --- | --- |\n"
        "| 存款（元） | 12,204.55 | 10,330.21 | 5.2 | 6.3 | 4.5 |\n| 贷款（元） | 2,204.55 | 1,330.21 | 8 | 9 | 1 |\n"
    )
    assert [claim.period for claim in claims(f"{title}\n\n{table}")][:5] == periods


def test_what_has_come_together_this_year_is_told_by_the_month_of_the_caption() -> None:
    text = (
        "2019年5月产销快报\n单位：辆\n产品\t本月产量\t去年同期\t本年累计\t去年累计\n"
        "轿车\t12,204\t10,330\t55,120\t48,200\n客车\t1,120\t1,305\t5,330\t6,110\n"
    )
    assert [claim.period for claim in claims(text)][:4] == ["2019-05", "2018-05", "2019-01/2019-05", "2018-01/2018-05"]


def test_the_end_of_a_year_and_its_term_in_one_head_name_no_unit() -> None:
    text = "项目\t2019年3月末/1-3月\t2018年末/度\n流动比率（倍）\t1.52\t1.48\n资产负债率（%）\t62.1\t63.6\n"
    told = [(claim.unit.code, claim.period) for claim in claims(text)]
    assert told == [("{x}", "../2019-03"), ("{x}", "../2018"), ("%", "../2019-03"), ("%", "../2018")]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("项目\t单位\t2018年\t2019年\n废电池回收\t块\t1,204\t2,140\n满意率\t%\t93.4\t95.8\n", ["1", "1", "%", "%"]),
        (
            "项目\t2019年\t2018年\n每股盈利（人民幣分）\t25.5\t22.1\n每股股息（港仙）\t5\t6\n",
            ["CNY", "CNY", "HKD", "HKD"],
        ),
    ],
)
def test_pieces_and_hundredths_of_a_coin(text: str, units: list[str]) -> None:
    assert [claim.unit.code for claim in claims(text)] == units


def test_classes_of_ages_name_rows_and_claim_nothing() -> None:
    read = claims("项目\t人数（人）\n30岁以下\t820\n31-50岁\t2,010\n51岁以上\t575\n")
    assert [claim.mention.low for claim in read] == [820, 2010, 575]


@pytest.mark.parametrize(
    ("title", "period"), [("2018年各月取水量（万立方米）", "2018-01"), ("2018年末人口数及构成情况", "2018-01")]
)
def test_what_is_told_of_a_time_names_a_table_and_heads_no_columns(title: str, period: str) -> None:
    found = claims(f"{title}\n月份 1月 2月 3月\n甲区 15.2 12.8 16.4\n乙区 14.2 11.8 15.4\n")
    assert found[0].period == period


@pytest.mark.parametrize(
    ("head", "years", "periods"),
    [
        ("截至6月30日止六个月", ("2020年 (未经审核)", "2019年"), ["2020-01/2020-06", "2019-01/2019-06"]),
        ("截至三月三十一日止年度", ("2020", "2019"), ["2019-04/2020-03", "2018-04/2019-03"]),
        ("于12月31日", ("二零一九年", "二零一八年"), ["2019-12-31", "2018-12-31"]),
        ("上半年", ("2020年", "2019年"), ["2020-01/2020-06", "2019-01/2019-06"]),
        ("金额", ("1-3月 2020年", "1-3月 2019年"), ["2020-01/2020-03", "2019-01/2019-03"]),
        ("金额", ("2019/20", "2018/19年度"), ["2019/2020", "2018/2019"]),
    ],
)
def test_a_year_stands_below_a_part_of_it(head: str, years: tuple[str, str], periods: list[str]) -> None:
    rows = f"| 项目 | {head} | {head} |\n|---|---|---|\n| | {years[0]} | {years[1]} |\n| 收入（万元） | 5.2 | 4.8 |\n"
    assert [claim.period for claim in claims(rows)] == periods


def test_the_time_of_a_statement_at_its_head_is_no_quantity() -> None:
    heads = "| 项目 | 截至六月三十日止六个月 |\n|---|---|\n| | 二零二零年 |\n"
    found = claims(f"{heads}| 每股盈利(元) | |\n| 基本 | 0.02 |\n")
    assert [(claim.metric, claim.period) for claim in found] == [("每股盈利", "2020-01/2020-06")]


def test_months_and_quarters_by_their_number_below_years() -> None:
    months = "月份\t2019年用水（吨）\t2020年用水（吨）\n1\t52\t55\n2\t49\t47\n4\t50\t46\n"
    told = [claim.period for claim in claims(months)]
    assert told == ["2019-01", "2020-01", "2019-02", "2020-02", "2019-04", "2020-04"]
    quarters = "季别\t2020年用电（度）\n1\t520\n2\t490\n"
    assert [claim.period for claim in claims(quarters)] == ["2020-01/2020-03", "2020-04/2020-06"]


def test_the_aim_of_a_year_of_the_republic_is_planned() -> None:
    found = claims("能源\t108年\t109年\t109年目標\n電力(千度)\t545\t530\t535\n柴油(公秉)\t12\t11\t10\n")
    assert [claim.status for claim in found] == ["actual", "actual", "planned"] * 2


def test_a_row_of_the_table_above_names_none() -> None:
    found = claims(
        "| 项目 | 用水（吨） |\n|---|---|\n| 甲厂 | 12 |\n| 合计 | 12 |\n\n月份 数值\n01月 50.5\n02月 50.2\n"
    )
    assert [claim.metric for claim in found][2:] == ["数值", "数值"]


def test_a_rate_of_growth_below_nothing_is_a_fall() -> None:
    found = claims("年份\t2019年\t2020年\n年增率（%）\t-0.1%\t6.6%\n")
    assert [claim.direction for claim in found] == ["decrease", "increase"]


def test_a_change_with_both_signs_is_in_percent() -> None:
    read = claims("单位：万吨\n产品\t11月\t同比±%\n钢材\t120.5\t3.2\n水泥\t85.2\t-1.5\n")
    assert [claim.unit.code for claim in read] == ["t", "%", "t", "%"]
