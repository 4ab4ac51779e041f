"""A text is folded character by character, whatever is passed over in one go."""

from pipeline.lexicon.characters import _FOLDING, fold

QUOTES = '"＂'  # straight, and paired by what else stands in the text


def test_nothing_is_passed_over_that_has_to_be_folded() -> None:
    text = "".join(chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000 and chr(code) not in QUOTES)
    assert fold(text) == text.translate(_FOLDING)


def test_what_stands_in_the_passed_over_folds_to_itself() -> None:
    assert fold("‘’“”…—、。《》！，：；？ ~\n节约") == "‘’“”…—、。《》！，：；？ ~\n节约"


def test_what_has_to_be_folded_is_found_between_what_has_not() -> None:
    assert fold("節约３５％－４０％，減少 １.２ 萬噸（⼆氧化碳）\t兩") == "节约35%-40%，减少 1.2 万吨(二氧化碳) 两"


def test_a_half_width_comma_beside_a_chinese_character_separates_clauses() -> None:
    assert fold("废水下降 6%,氨氮下降 3%; 产值 3,200 元,其中") == "废水下降 6%，氨氮下降 3%； 产值 3,200 元，其中"
    assert fold("PM2.5,SO2 3,500;a,b") == "PM2.5,SO2 3,500;a,b"
