"""Every exclusion rule takes exactly what its examples mark, and nothing of its counterexamples."""

from collections import Counter

import pytest

from pipeline.lexicon.exclusions import ExclusionRule, exclusion_rules
from pipeline.model import Reading
from pipeline.recognise import recognise
from pipeline.recognise.exclusions import Told
from pipeline.recognise.numerals import Numerals
from pipeline.recognise.proposals import propose

RULES = exclusion_rules()
EXAMPLES = [pytest.param(rule, example, id=rule.id) for rule in RULES for example in rule.examples]
COUNTEREXAMPLES = [pytest.param(rule, text, id=rule.id) for rule in RULES for text in rule.counterexamples]


def marked(example: str) -> tuple[str, list[str]]:
    """A text without its « », and what they marked."""
    pieces = example.replace("»", "«").split("«")
    return "".join(pieces), pieces[1::2]


def read(rule: ExclusionRule, text: str) -> Reading:
    """What a text says in a book of the kind that the rule is for."""
    return recognise(text, told=Told(republic=rule.republic))


def test_ids_are_unique_and_start_with_their_reason_or_kind() -> None:
    assert [rule_id for rule_id, count in Counter(rule.id for rule in RULES).items() if count > 1] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_has_an_example_that_marks_what_it_takes(rule: ExclusionRule) -> None:
    assert rule.examples
    assert all(marked(example)[1] for example in rule.examples)


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_an_example_is_taken_as_marked(rule: ExclusionRule, example: str) -> None:
    text, stretches = marked(example)
    taken = [found for found in read(rule, text).exclusions if found.rule == rule.id]
    assert [text[found.span.start : found.span.end] for found in taken] == stretches


@pytest.mark.parametrize(("rule", "text"), COUNTEREXAMPLES)
def test_a_counterexample_is_left_alone(rule: ExclusionRule, text: str) -> None:
    assert rule.id not in {found.rule for found in read(rule, text).exclusions}


@pytest.mark.parametrize(("rule", "example"), EXAMPLES)
def test_nothing_marked_is_claimed(rule: ExclusionRule, example: str) -> None:
    text, stretches = marked(example)
    claimed = [text[m.span.start : m.span.end] for m in read(rule, text).mentions]
    assert not [quote for quote in claimed for stretch in stretches if quote in stretch], rule.id


def test_rules_are_sought_in_the_order_of_the_file() -> None:
    # 2020-11-30 is one date to the first of two rules that could take a part of it
    (found,) = recognise("2020-11-30").exclusions
    assert found.rule == "date.iso"


def test_a_record_takes_whole_numerals_only() -> None:
    found, cut = ({proposal.rule for proposal in propose(Numerals(text))} for text in ("以防万一", "一万一千元"))
    assert "idiom.fixed" in found - cut
