"""A claim is doubted for its own signs, and for those of the claims around it."""

from pipeline import explain
from pipeline.interpret.confidence import AMONG_DOUBTED, against
from pipeline.lexicon.weights import edges
from pipeline.model import Claim

PLAIN = "2020 年项目减少二氧化碳排放 {} 吨。"
ODD = "其中甲 {} 批、"  # what it measures is told nowhere near


def claims_of(text: str) -> list[Claim]:
    return [claim for section in explain(text).blocks for block in section for claim in block.claims]


def is_among_doubted(claim: Claim) -> bool:
    return any(AMONG_DOUBTED in each.evidence for each in claim.choices[-1].candidates)


def test_every_claim_of_a_doubted_case_is_doubted_more() -> None:
    odd = "".join(ODD.format(number) for number in range(31, 59))
    beside = claims_of(PLAIN.format(3100) + "\n\n" + odd)[0]
    alone = claims_of(PLAIN.format(3100))[0]
    assert is_among_doubted(beside)
    assert not is_among_doubted(alone)
    assert beside.confidence < alone.confidence
    assert beside.metric == alone.metric


def test_a_case_of_plain_claims_is_doubted_no_more_than_each_of_them() -> None:
    claims = claims_of("\n\n".join(PLAIN.format(number) for number in range(3100, 3120)))
    assert not any(map(is_among_doubted, claims))
    assert max(against(claim.choices[-1]) for claim in claims) < edges("confidence")[AMONG_DOUBTED]


def test_few_claims_say_little_of_a_case() -> None:
    assert not any(map(is_among_doubted, claims_of("".join(ODD.format(number) for number in range(31, 38)))))
