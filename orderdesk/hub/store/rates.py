"""How much each person has asked lately, for all hub processes: one number a person, the moment at which all that they
have asked for would have come at the allowed pace (the generic cell rate algorithm, ITU-T I.371)."""

from sqlalchemy import Connection, text

# One statement, so that two processes cannot both take what is left; both databases have it in these words.
_TAKE = text(
    "INSERT INTO rates (org, person, paid_until) VALUES (:org, :person, :now + :cost) "
    "ON CONFLICT (org, person) DO UPDATE SET paid_until = "
    "CASE WHEN rates.paid_until > :now THEN rates.paid_until ELSE :now END + :cost "
    "WHERE rates.paid_until + :cost <= :now + :burst OR rates.paid_until <= :now "
    "RETURNING paid_until"
)
_PAID = text("SELECT paid_until FROM rates WHERE org = :org AND person = :person")


def take(connection: Connection, org: str, person: str, *, now: int, cost: int, burst: int) -> int:
    """Take what costs `cost`; returns 0, or the milliseconds until there is as much, having taken nothing. `burst` is
    what may be taken at once. All in milliseconds."""
    who = {"org": org, "person": person}
    if connection.execute(_TAKE, {**who, "now": now, "cost": cost, "burst": burst}).scalar() is not None:
        return 0
    paid = int(connection.execute(_PAID, who).scalar_one())
    return max(1, paid + cost - burst - now)
