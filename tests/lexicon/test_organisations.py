"""One organisation has one name, however its book writes it."""

import pytest

from pipeline.lexicon.loading import load_records
from pipeline.lexicon.organisations import FILE, plain_name


@pytest.mark.parametrize("record", load_records(FILE, "legal_form"), ids=lambda record: record["example"])
def test_a_legal_form_is_no_part_of_the_name(record: dict[str, str]) -> None:
    assert plain_name(record["example"]) == record["name"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("绿源（上海）科技有限公司", "綠源(上海)科技股份有限公司"),
        ("青禾 农商行", "青禾农商行"),
        ("ＡＢＢ（中国）有限公司", "ABB 中国"),
        ("Acme Co., Ltd.", "ACME CO.,LTD"),
        ("绿地（集团）有限责任公司", "绿地集团"),
    ],
)
def test_one_organisation_has_one_name(one: str, other: str) -> None:
    assert plain_name(one) == plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("国网东江供电公司", "国网西江供电公司"),
        ("绿源科技有限公司", "绿源能源有限公司"),
        ("青禾银行东江分行", "青禾银行"),
    ],
)
def test_two_organisations_have_two(one: str, other: str) -> None:
    assert plain_name(one) != plain_name(other)


def test_a_name_of_nothing_but_a_legal_form_stays_one() -> None:
    assert plain_name("有限公司") == "有限公司"
    assert plain_name("——") is None
