"""A decision that decides nothing: "discuss it next time". Reports lay unread for months behind such words, so they are
refused as the whole of a decision (domain brief, section 7)."""

import re
from typing import Final

_WORD: Final = re.compile(r"[a-zæøåäöü']+|\d+")


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text))


# What may stand around the words without making them a decision.
_FILLERS: Final = _words("""
    at af den denne der det dette en er et for fra har her hos i igen ikke jeg kan man med mig min mod når og om op os
    over på rapport rapporten sag sagen samtalen skal så sammen til ud ved vi vil vores bliver blir borger borgeren
    a about again an and as be by can for him her his in is it its i'll item let on report shall that the them then
    this to up us we we'll will with citizen case
""")
_PUTTING_OFF: Final = _words("""
    tages tage tager tag taget drøftes drøfte drøfter drøft drøftet snakkes snakke snakker tales tale taler vendes
    vende vender diskuteres diskutere følges følge følger følg opfølgning behandles ses se ser an afvent afventes
    afventer afvente venter vente vurderes vurdere kigges kigge
    discuss discussed talk take taken raise raised revisit look see follow followed wait await postpone postponed
    defer deferred consider considered
""")
_ANOTHER_TIME: Final = _words("""
    næste gang møde samtale senere siden lejlighed opfølgningssamtale jobsamtale kommende måned uge
    next time meeting later conversation occasion month week upcoming coming soon
""")
_MARKS: Final = _words(
    "næste senere siden kommende afvent afventes afventer venter next later upcoming coming wait await"
)


def decides_nothing(text: str) -> bool:
    """Whether `text` only puts the matter off to another time."""
    found = _WORD.findall(text.casefold())
    rest = [word for word in found if word not in _FILLERS | _PUTTING_OFF | _ANOTHER_TIME]
    return bool(found) and not rest and any(word in _MARKS for word in found)
