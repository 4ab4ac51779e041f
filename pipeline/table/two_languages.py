"""Names of rows that stand in a table twice, in Chinese and in a second language."""

from collections.abc import Sequence

from pipeline.lexicon.tables import is_chinese, is_foreign, is_gloss
from pipeline.model import MEASURES, Role
from pipeline.table.fields import is_filled


def are_glosses(heads: Sequence[str], told: Sequence[str]) -> bool:
    """Whether what a column holds are the names of rows in a second language: Water Use beside 用水总量."""
    return (
        bool(told) and all(map(is_foreign, told)) and (any(map(is_gloss, heads)) or any(" " in text for text in told))
    )


def glosses_next(told: Sequence[str], named: Sequence[str], *, headed: bool) -> bool:
    """Whether the first column tells the names of the second in a second language: Water Use | 用水总量."""
    if any(map(is_foreign, named)):
        return False
    return are_glosses([], told) if headed else bool(told) and all(map(is_foreign, told))


def named_behind(roles: Sequence[Role], held: Sequence[Sequence[str]], *, noted: bool) -> list[Role]:
    """The roles of columns where the Chinese names stand right of the values: Revenue 3,481 3,127 收入.

    Args:
        roles: What each column is for as far as its own cells tell.
        held: What the cells of each hold.
        noted: Whether the head of the last says that it holds remarks.
    """
    foreign = [at for at, role in enumerate(roles) if role is Role.LABEL and _are_foreign(held[at])]
    if not foreign or roles.count(Role.LABEL) > len(foreign) or not any(role in MEASURES for role in roles):
        return list(roles)
    own = {text for text in held[-1] if is_chinese(text) and not is_filled(text)}
    if noted or roles[-1] is not Role.NOTE or 2 * len(own) <= len(held[foreign[0]]):
        return list(roles)
    return [*(Role.NOTE if at in foreign else role for at, role in enumerate(roles[:-1])), Role.LABEL]


def _are_foreign(told: Sequence[str]) -> bool:
    """Whether most of what a column holds is in a second language."""
    return 2 * sum(map(is_foreign, told)) > len(told)
