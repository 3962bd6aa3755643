"""Whether a text holds what looks like a CPR number, where none may stand."""

import re
from typing import Final

# Day and month, then two digits of the year and four more, written with a hyphen, a blank or nothing between. A day has
# 60 added in a replacement number (erstatnings-CPR-nummer). A telephone number has eight digits, or ten with +45 in
# front; that one is no date, as there is no month 20 or later.
_NUMBER: Final = re.compile(
    r"(?<!\d)(?:[06][1-9]|[1278]\d|[39][01])[ ./-]?(?:0[1-9]|1[0-2])[ ./-]?\d{2} ?[-–‑]? ?\d{4}(?!\d)"
)


def holds_cpr(text: str) -> bool:
    """True where ten digits stand together that begin with a day and a month. Takes time in proportion to the text."""
    return _NUMBER.search(text) is not None
