"""Any value that is written out, in any form and over any line end, is read back exactly."""

from random import Random

import pytest

from tests.recognise.written import UNBROKEN, is_read_back, ways


@pytest.mark.parametrize("seed", range(40))
def test_a_value_is_read_back_in_every_form(seed: int) -> None:
    random = Random(seed)  # noqa: S311 - the same values on every run
    for written in ways(random):
        assert is_read_back(written), written
        if len(written.number) > 1 and written.form not in UNBROKEN:
            broken_at = random.randrange(1, len(written.number))
            assert is_read_back(written, broken_at), (written, broken_at)
