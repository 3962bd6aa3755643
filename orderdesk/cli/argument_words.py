"""argparse's own words in the language of the program. argparse asks gettext for them, so they are in our catalogue."""

import gettext
import os
from pathlib import Path
from typing import Final

from orderdesk import locale
from orderdesk.locale import N_

WORDS: Final = (
    N_("usage: "),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("expected at most one argument"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
)
"""The words of argparse in Python 3.11 and later that a person can meet here."""

VALUES: Final = (
    N_("ADDRESS"), N_("AGREEMENT"), N_("CASE"), N_("CASE|FILE"), N_("CODE"), N_("CPR"), N_("DATE"), N_("DAY"),
    N_("DID"), N_("DIGEST"), N_("DIGEST|DRAFT"), N_("DIR"), N_("DRAFT"), N_("EVIDENCE"), N_("FILE"),
    N_("FILE|DRAFT"), N_("FOLDER"), N_("GAP"), N_("HANDOVER"), N_("HH:MM"), N_("HOST"), N_("ID"), N_("ID=N"),
    N_("INSTANT"), N_("ITEM=TEXT"), N_("KIND"), N_("MAIL"), N_("MEETING"), N_("N"), N_("NAME"), N_("NOTE"),
    N_("N|ID"), N_("ORG"), N_("ORG[/PERSON]"), N_("PACK"), N_("PATH"), N_("PERSON"), N_("PERSON|DID"),
    N_("NAME=VALUE"), N_("PHONE"), N_("PLACE"),
    N_("PORT"), N_("REQUEST"), N_("ROW"), N_("SECONDS"), N_("TEXT"), N_("THREAD"), N_("THREAD|DRAFT"), N_("TITLE"),
    N_("UNIT"), N_("URL"), N_("WORDS"), N_("YES|NO"), N_("quarantine [show NAME]"),
)  # fmt: skip
"""What the help calls the values of options and arguments."""


def speak(language: str) -> None:
    """Let argparse, and what is started from here, speak `language`."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("orderdesk", Path(locale.__file__).parent)
    gettext.textdomain("orderdesk")
