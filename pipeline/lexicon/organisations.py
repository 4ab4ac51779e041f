"""Names of organisations, so that one organisation has one name in every edition."""

import re
from functools import lru_cache

from pipeline.lexicon.characters import fold
from pipeline.lexicon.loading import check_records

FILE = "organisations.toml"


@lru_cache(maxsize=1)
def _legal_form() -> re.Pattern[str]:
    """The legal forms at the end of a name, the longest first; a Latin one is a word of its own."""
    required = {"words": list, "example": str, "name": str}
    records = check_records(FILE, "legal_form", required=required, optional={})
    words = sorted((word for record in records for word in record["words"]), key=len, reverse=True)
    forms = "|".join(rf"\b{re.escape(word)}" if word.isascii() else word for word in words)
    return re.compile(rf"(?<=.)(?:{forms})\W*$")


def plain_name(name: str) -> str | None:
    """A name without its legal form, brackets, marks and spaces, in half width, simplified script and lower case.

    >>> plain_name("綠源（上海）科技股份有限公司"), plain_name("Acme Inc."), plain_name("Zinc")
    ('绿源上海科技', 'acme', 'zinc')
    """
    plain = _legal_form().sub("", fold(name).casefold())
    return re.sub(r"[\W_]+", "", plain) or None
