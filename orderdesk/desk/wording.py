"""The words for the codes that stand in documents: English msgids, shown through `_`.

One table a field, by the field's name in the models; a test holds that no code of the models is without its words.
"""

from collections.abc import Mapping
from typing import Final

from orderdesk.desk.ordering.words_of_courses import COURSE_WORDS
from orderdesk.desk.ordering.words_of_orders import ORDER_WORDS
from orderdesk.desk.reporting.words_of_reports import REPORT_WORDS
from orderdesk.locale import _

WORDS: Final[Mapping[str, Mapping[str, str]]] = {**ORDER_WORDS, **REPORT_WORDS, **COURSE_WORDS}


def words(field: str, code: object) -> str:
    """The words for `code` of `field` in the language in use; the code itself where there are none."""
    return _(WORDS[field].get(str(code), str(code)))


def choices(field: str) -> tuple[tuple[str, str], ...]:
    """All codes of `field` with their English msgids, in the order of the table: what a form offers."""
    return tuple(WORDS[field].items())
