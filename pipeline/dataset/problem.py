"""What `validate` says of a stored dataset."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """Something about a stored dataset that does not hold.

    Attributes:
        place: The file or row.
        rule: Id of the rule: as in `rejects.rule`, or of what holds for files and the manifest.
        message: What does not hold, with the offending value.
    """

    place: str
    rule: str
    message: str
