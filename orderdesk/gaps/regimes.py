"""Under which rules a decision is taken: chosen by the day of decision, never by today alone."""

import tomllib
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Final, Literal

from orderdesk.locale.said import Both

_EARLIER: Final = Both(
    "Afgørelsen ligger før de ældste regler, som er beskrevet her. Svarene følger de ældste: en medarbejder skal "
    "kontrollere dem.",
    "The decision lies before the oldest rules that are described here. The answers follow the oldest ones: a person "
    "must verify them.",
)

Basis = Literal["team", "total_description"]


@dataclass(frozen=True, slots=True)
class Regime:
    """The rules of a time. `basis` "stated" means that each municipality states its own day of change-over. `notice` is
    what every answer under it must say."""

    id: str
    title: Both
    first: date
    last: date | None
    basis: Literal["team", "total_description", "stated"]
    notice: Both | None
    verified: str

    def basis_on(self, decision: date, change_over: date | None) -> Basis | None:
        """What a decision rests on; None where the municipality's own day is needed and not known."""
        if self.basis != "stated":
            return self.basis
        if change_over is None:
            return None
        return "total_description" if decision >= change_over else "team"


@cache
def regimes() -> tuple[Regime, ...]:
    """All of them, the oldest first."""
    read = tomllib.loads(files("orderdesk.gaps").joinpath("regimes.toml").read_text(encoding="utf-8"))
    return tuple(
        Regime(
            one["id"], Both(**one["title"]), one["from"], one.get("to"), one["basis"],
            Both(**one["notice"]) if "notice" in one else None, one.get("verified", ""),
        )
        for one in read["regime"]
    )  # fmt: skip


def regime_on(decision: date) -> Regime:
    """The rules under which a decision on that day is taken; for days before the first that is known, the first, with a
    notice that says so."""
    found = next((one for one in reversed(regimes()) if one.first <= decision), None)
    return found or replace(regimes()[0], notice=_EARLIER)
