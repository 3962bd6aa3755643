"""What can be read in a case file and does not add up: the flaw, and the catalogue of what is looked for.

Codes are stable: a code that is retired is not used again. A flaw stops nothing; it is said, and no day, number or kind
is guessed instead or left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from orderdesk.locale import N_
from orderdesk.locale.said import Said


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that does not add up. `path` is the place, as $.evidence[2].received; `entry` the id of the entry,
    empty where the place lies in none."""

    code: str
    path: str
    what: Said
    entry: str = ""

    @property
    def message(self) -> str:
        """The sentence in English, as machine output gives it."""
        return self.what.message

    @property
    def sentence(self) -> str:
        """The sentence in the language in use."""
        return self.what.sentence


@dataclass(frozen=True, slots=True)
class FlawKind:
    """What is looked for, and what to do about it. The texts are English msgids."""

    code: str
    title: str
    advice: str


_DAYS: Final = N_("Look at the paper itself, and correct the day that is wrong.")
_CPR: Final = N_("Look the number up, and correct it or the day of birth.")
_IDS: Final = N_("Give each entry an id of its own, and name it by that.")
_KINDS: Final = N_("It is kept, and no rule counts it: choose the kind that it is, where there is one.")
_HOURS: Final = N_("Look at the attendance, and correct the number that is wrong.")

FLAW_KINDS: Final[tuple[FlawKind, ...]] = (
    FlawKind("CAS01", N_("A day that lies ahead"), _DAYS),
    FlawKind("CAS02", N_("An end before its beginning"), _DAYS),
    FlawKind("CAS03", N_("Received before the day of the information"), _DAYS),
    FlawKind("CAS04", N_("Read before it came"), _DAYS),
    FlawKind("CAS05", N_("Acted on before it was read"), _DAYS),
    FlawKind("CAS06", N_("A consultation before the request"), _DAYS),
    FlawKind("CAS07", N_("A reminder or a call before the request"), _DAYS),
    FlawKind("CAS08", N_("A CPR number that cannot be"), _CPR),
    FlawKind("CAS09", N_("The day of birth is not that of the CPR number"), _CPR),
    FlawKind("CAS10", N_("The same id twice"), _IDS),
    FlawKind("CAS11", N_("A reference to an entry that is not there"), _IDS),
    FlawKind("CAS12", N_("Evidence of an unknown kind"), _KINDS),
    FlawKind("CAS13", N_("A fact of an unknown kind"), _KINDS),
    FlawKind("CAS14", N_("A request on an unknown form"), _KINDS),
    FlawKind("CAS15", N_("A fact whose value is of the wrong sort"), N_("Write the value as its kind asks.")),
    FlawKind("CAS16", N_("A fact without its reasons"), N_("Write the reasons: without them the fact says nothing.")),
    FlawKind("CAS17", N_("Two main tracks at the same time"), N_("Give the track that was left its last day.")),
    FlawKind("CAS18", N_("The planned day of decision has passed"), N_("Write when it was decided, or plan anew.")),
    FlawKind("CAS19", N_("An answer that is not on file"), N_("Put the paper on file, and name it in the request.")),
    FlawKind("CAS20", N_("A week of a trial that begins on no Monday"), N_("Give the week the day of its Monday.")),
    FlawKind("CAS21", N_("The same week of a trial twice"), N_("Keep the one that holds.")),
    FlawKind("CAS22", N_("More hours than a week has"), _HOURS),
    FlawKind("CAS23", N_("More effective hours than hours there"), _HOURS),
    FlawKind("CAS24", N_("More sessions attended than planned"), _HOURS),
    FlawKind("CAS25", N_("Evidence without the day of its information"), N_("Write from when the information is.")),
    FlawKind("CAS26", N_("The end of a request before the request"), _DAYS),
    FlawKind("CAS27", N_("A request that went on without having been sent"), N_("Write when the request was sent.")),
    FlawKind("CAS28", N_("The same section twice"), N_("Put the two texts together.")),
)  # fmt: skip


def explain(code: str) -> FlawKind | None:
    """The kind of flaw with `code`, in whatever case it is typed; None where there is none."""
    return next((kind for kind in FLAW_KINDS if kind.code == code.strip().upper()), None)


def flaw(
    code: str,
    path: str,
    template: str,
    *,
    entry: str = "",
    terms: Mapping[str, str] | None = None,
    **values: str | int | date,
) -> Flaw:
    """A flaw in one line of code. An `entry` is also the value {entry} of the sentence."""
    return Flaw(code, path, Said(template, {**values, "entry": entry} if entry else values, terms or {}), entry)
