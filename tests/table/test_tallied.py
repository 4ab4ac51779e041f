"""Lines of numbers with a word or two beside them, each over the line that says what they measure."""

from tests.interpret.reading import claims

SHEET = """2022 永續績效
Environment
91.25%
廢棄物再利用率
節能輔導4家、節水5家
廠商輔導
達3.18 MW
裝設太陽能發電系統
12場次，310人次參與
辦理環境教育課程
Governance
達1兆2,345.6億元，成長21.3%
全年營業額
達61家
有效核准廠商
引進25家，412.5億元
新廠商、投資金額
"""


def test_each_line_of_numbers_measures_what_stands_below_it() -> None:
    found = {claim.mention.low: claim.metric for claim in claims(SHEET, 2022)}
    assert {float(low): metric for low, metric in found.items() if low is not None} == {
        91.25: "廢棄物再利用率",
        4: "輔導",
        5: "節水",
        3.18: "裝設太陽能發電系統",
        12: "辦理環境教育課程",
        310: "參與",
        1_234_560_000_000: "全年營業額",
        21.3: "全年營業額",
        61: "有效核准廠商",
        25: "新廠商",
        41_250_000_000: "投資金額",
    }


def test_sentences_and_dates_are_no_such_lines() -> None:
    text = "2021年3月\n光伏电站投产\n2022年5月\n风电场投产\n2023年6月\n储能站投产\n"
    assert claims(text, 2023) == []
    prose = "全年共回收旧衣320吨，\n再生利用率达85%，\n并捐赠3批共120箱，\n送往山区的学校。\n"
    assert [claim.metric for claim in claims(prose, 2023)][:2] == ["旧衣", "再生利用率"]
