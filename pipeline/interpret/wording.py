"""From a folded phrase back to what the text wrote."""

from bisect import bisect_left

from pipeline.lexicon.characters import fold


def as_written(phrase: str | None, text: str, near: int) -> str | None:
    """Give a phrase found in folded text as the text itself writes it, without white space.

    Folding keeps every character in its place, so the phrase stands in the folded text where the original stands in
    the text; of several places the one nearest to the mention is taken.

    Args:
        phrase: Folded phrase without white space; None for nothing.
        text: The text as it came.
        near: Offset of the mention.

    Returns:
        The phrase in the text's own characters; the folded phrase where the text does not hold it.

    >>> as_written("节约标准煤", "全年節約標 準煤 3 噸", 9)
    '節約標準煤'
    """
    if not phrase or phrase in text:
        return phrase
    folded = fold(text)
    whole = [place for place in (folded.rfind(phrase, 0, near), folded.find(phrase, near)) if place >= 0]
    if whole:
        start = min(whole, key=lambda place: abs(place + len(phrase) - near))
        return text[start : start + len(phrase)]
    kept = [place for place, character in enumerate(folded) if not character.isspace()]
    squeezed, middle = "".join([folded[place] for place in kept]), bisect_left(kept, near)
    around = (squeezed.rfind(phrase, 0, middle), squeezed.find(phrase, max(0, middle - len(phrase) + 1)))
    ends = [start + len(phrase) for start in around if start >= 0]
    if not ends:
        return phrase
    end = min(ends, key=lambda end: abs(kept[end - 1] + 1 - near))
    return "".join([text[place] for place in kept[end - len(phrase) : end]])
