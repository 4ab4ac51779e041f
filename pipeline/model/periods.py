"""A stretch of time, as EDTF writes it."""

import re
from dataclasses import dataclass
from datetime import date

_DAY = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
EDTF = re.compile(rf"^({_DAY}|{_DAY}/{_DAY}|{_DAY}/\.\.|\.\./{_DAY})$")


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time that there is: its days exist and its end is not before its beginning.

    Attributes:
        edtf: As EDTF writes it: `2020`, `2018/2020`, `../2020-11-30`.
    """

    edtf: str

    @classmethod
    def parse(cls, edtf: str) -> "Period | None":
        """The period that an EDTF string names, or None where there is no such time.

        >>> Period.parse("2021-02-28"), Period.parse("2021-02-30"), Period.parse("2010/2005")
        (Period(edtf='2021-02-28'), None, None)
        """
        if not EDTF.fullmatch(edtf):
            return None
        try:
            days = [date.fromisoformat(f"{day}-01-01"[:10]) for day in edtf.split("/") if day != ".."]
        except ValueError:
            return None
        return cls(edtf) if days == sorted(days) else None
