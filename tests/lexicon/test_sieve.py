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
    ("pattern", "ways"),
    [
        ("节约|减少", ["节 约", "减 少"]),
        ("节|约", ["节约"]),
        (r"(?:节约|减少)(?!型)\s?用", ["节 约 用", "减 少 用"]),
        ("(?:节约)?用电", ["用 电"]),
        ("(?:节约){0,2}用", ["用"]),
        ("(?:节约){2,}+用", ["节 约 用"]),
        (r"[吨件]\s?/\s?年", ["吨件 / 年"]),
        (r"[^吨]\p{Han}*", [""]),
        (r"\d+年", ["0123456789 年"]),
        ("[吨-]{1,3}", ["吨-"]),
        ("(?<=第)[一-三]", ["第 一丁丂七丄丅丆万丈三"]),
        ("(?<!第)届", ["届"]),
        (r"(?P<whole>届)(?P=whole)(?<part>次)?", ["届"]),
        (r"\u5c4a|\(次\)", ["届", "( 次 )"]),
        ("(?i:x[yz]|8)|届", ["xX yYzZ", "8届"]),
        ("(?i:km?)s", ["kK\u212a s"]),
        ("(?i)届", [""]),
        ("届|", [""]),
    ],
)
def test_of_a_pattern_is_known_in_which_ways_a_text_may_hold_it(pattern: str, ways: list[str]) -> None:
    assert needed(pattern) == {frozenset(map(frozenset, way.split())) for way in ways}


def test_where_ways_are_too_many_a_match_needs_less() -> None:
    ways = needed(f"{'(?:一乙|二丁)' * 9}届")
    assert len(ways) <= 64
    assert all(frozenset("届") in way for way in ways)


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_is_found_in_no_text_that_lacks_what_it_needs(pattern: str) -> None:
    sieve, search = Sieve([pattern]), regex.compile(pattern).search
    assert [text for text in TEXTS if not sieve.called(text) and search(text)] == []


def test_a_sieve_calls_the_patterns_that_a_text_may_hold() -> None:
    sieve = Sieve(["节约", "", r"\d+年"])
    assert [sieve.called(text) for text in ("节约 3 年", "节水", "5 年")] == [[0, 1, 2], [1], [1, 2]]
    assert sieve.called("节约 3 年", sieve.rows({0, 2})) == [0, 2]
    assert Sieve([r"\d"]).called("用电 ٣ 度") == [0]
