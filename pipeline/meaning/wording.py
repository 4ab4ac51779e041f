"""Words found in folded text, as the source writes them."""

from pipeline.lexicon.characters import fold


def as_written(phrase: str, *texts: str) -> str:
    """A phrase of folded text without white space, in the characters of the first text that holds it.

    >>> as_written("公益林活动", "啟動 公益 林活動，", "公益林活动")
    '公益林活動'
    """
    for text in texts:
        if phrase in text:
            return phrase
        letters = [character for character in text if not character.isspace()]
        start = fold("".join(letters)).find(phrase)
        if start >= 0:
            return "".join(letters[start : start + len(phrase)])
    return phrase
