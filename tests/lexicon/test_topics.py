"""Every topic's example is given that topic."""

import pytest

from pipeline import explain
from pipeline.lexicon.topics import TopicRule, topic_rules
from pipeline.model import Claim, Topic


def only_claim(text: str) -> Claim:
    (claim,) = [claim for blocks in explain(text).blocks for block in blocks for claim in block.claims]
    return claim


@pytest.mark.parametrize("rule", topic_rules(), ids=lambda rule: f"{rule.topic}: {rule.example}")
def test_topic(rule: TopicRule) -> None:
    assert only_claim(rule.example).topic is rule.topic


def test_every_topic_can_be_reached_and_the_last_resort_is_other() -> None:
    assert {rule.topic for rule in topic_rules()} == set(Topic)
    last = topic_rules()[-1]
    assert last.topic is Topic.OTHER
    parts = (*last.conditions, last.units, last.not_units, last.unit_text)
    assert not any((*parts, last.kinds))
