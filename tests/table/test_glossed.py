"""Rows of yearbooks: names in two languages, and values that single spaces part behind them."""

from .test_gapped import cells

YEARBOOK = (
    "9-3  企业能源与排放情况\nstatistics of energy and emission\n    item 2011 2012\n"
    " 一、能源消费 energy consumption    \n"
    "   1.汇总企业数(个)   number of enterprises (unit) 1998 2012\n"
    "   2.综合能源消费量(万吨标准煤)   total energy consumption of enterprises above 512.40 530.81\n"
    "    the designated size, by sector & region\n    (10000 tce)\n"
    "    #原煤(万吨)   raw coal (10000 tons) 310.2 298.7\n"
    " 二、废气 waste gas    \n   3.锅炉数(台)   number of boilers (set) 88 91\n"
    "            (蒸吨)    ;     (steam ton) 1204.5 1188.0\n"
    "   4.二氧化硫排放量(吨)   sulphur dioxide emission (ton) 7310.00 6904.50\n"
)
TRADITIONAL = (
    "   項目 Item 2018 2019\n水環境 Water environment\n  用水總量(億立方米)  Water use (100 million cu.m) 14.20 13.75\n"
    "  #農業   Agriculture 2.30 2.11\n大氣環境 Atmosphere\n  粉塵排放量(噸)  Dust emission (ton) 310 288\n"
)


def test_a_name_and_its_gloss_are_two_cells() -> None:
    said = cells(YEARBOOK)
    assert said[:2] == [
        "1998 1|2011|一、能源消费 / 1.汇总企业数(个)|2011",
        "2012 1|2012|一、能源消费 / 1.汇总企业数(个)|2012",
    ]
    assert said[-2:] == [
        "7310 t|2011|二、废气 / 4.二氧化硫排放量(吨)|2011",
        "6904.5 t|2012|二、废气 / 4.二氧化硫排放量(吨)|2012",
    ]


def test_a_row_of_nothing_but_a_unit_keeps_its_values() -> None:
    assert [cell.split("|")[0] for cell in cells(YEARBOOK) if "(蒸吨)" in cell] == ["1204.5 t/h", "1188 t/h"]


def test_a_line_in_two_languages_names_the_rows_below_it() -> None:
    assert cells(TRADITIONAL) == [
        "1.42e+09 m3|2018|水環境 / 用水總量(億立方米)|2018",
        "1.375e+09 m3|2019|水環境 / 用水總量(億立方米)|2019",
        "2.3e+08 m3|2018|水環境 / #農業|2018",
        "2.11e+08 m3|2019|水環境 / #農業|2019",
        "310 t|2018|大氣環境 / 粉塵排放量(噸)|2018",
        "288 t|2019|大氣環境 / 粉塵排放量(噸)|2019",
    ]
