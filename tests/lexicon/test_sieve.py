"""What a pattern needs is what every text holds in which it is found."""

import pytest
import regex

from pipeline.lexicon.characters import fold
from pipeline.lexicon.cues import direction_cues, rate_cues
from pipeline.lexicon.exclusions import exclusion_rules
from pipeline.lexicon.patterns import phrasings
from pipeline.lexicon.sieve import Sieve, needed
from pipeline.lexicon.topics import topic_rules

PATTERNS = sorted(
    {
        *(rule.pattern for rule in exclusion_rules()),
        *(phrase.pattern.pattern for phrase in phrasings().values()),
        *(cue.pattern.pattern for cue in (*direction_cues(), *rate_cues())),
        *(condition.pattern.pattern for rule in topic_rules() for condition in rule.conditions),
    }
)
TEXTS = sorted(
    {
        *(fold(text) for rule in exclusion_rules() for text in (*rule.examples, *rule.counterexamples)),
        *(fold(phrase.example) for phrase in phrasings().values()),
        *(fold(cue.example) for cue in (*direction_cues(), *rate_cues())),
        *(fold(rule.example) for rule in topic_rules()),
    }
)


@pytest.mark.parametrize(
    ("pattern", "characters"),
    [
        ("节约|减少", "节减"),
        (r"(?:节约|减少)(?!型)\s?用煤", "煤"),
        ("(?:节约)?用电", "电"),
        ("(?:节约){0,2}用水", "水"),
        ("(?:节约){2,}+用水", "节"),
        (r"[吨件]\s?/\s?年", "/"),
        (r"[^吨]\d+\p{Han}*", ""),
        ("[吨-]{1,3}", "吨-"),
        ("(?<=第)[一-三]", "第"),
        ("(?<!第)届", "届"),
        (r"(?P<whole>届)(?P=whole)(?<part>次)?", "届"),
        (r"\u5c4a|\(次\)", "届次"),
        ("(?i:kwh)|届", ""),
        ("届|", ""),
    ],
)
def test_of_what_a_match_must_hold_the_rarest_is_taken(pattern: str, characters: str) -> None:
    assert needed(pattern) == frozenset(characters)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_found_in_no_text_that_lacks_what_it_needs(pattern: str) -> None:
    characters, search = needed(pattern), regex.compile(pattern).search
    assert [text for text in TEXTS if characters and characters.isdisjoint(text) and search(text)] == []


def test_a_sieve_calls_the_patterns_that_a_text_may_hold() -> None:
    sieve = Sieve(["节约", "", r"\d+年"])
    assert [sorted(sieve.called(text)) for text in ("节约 3 年", "节水", "用电")] == [[0, 1, 2], [0, 1], [1]]
    assert Sieve(["", r"\d"]).called("用电") == {0, 1}
