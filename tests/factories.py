"""Documents and organisations for tests: real bodies, real keys, real signatures, invented people.

The bodies are valid as they stand and of the size that people write (a signed report is 5-6 KB). Keys are made from
seeds that follow from a name, so that two runs of a test sign the same bytes. CPR numbers have a day of 61-91 and
cannot exist. Every function gives a new value that the caller may change.
"""

import calendar
import datetime
import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from orderdesk.documents.attendance import totals_of
from orderdesk.signing.canonical import document_digest
from orderdesk.signing.keys import SealingKey, SigningKey
from orderdesk.signing.proof import CONTEXT, sign_document

Body = dict[str, Any]

ORDER_ISSUED = "2026-09-01T08:15:00Z"
ACCEPT_ISSUED = "2026-09-02T07:40:00Z"
DIRECTORY_ISSUED = "2026-01-05T09:00:00Z"
DIRECTORY_EXPIRES = "2027-12-31T23:00:00Z"
NO_DIGEST = "sha256-" + "0" * 64
"""A well-formed digest of nothing, for bodies whose reference does not matter."""


def order_body(**changes: Any) -> Body:
    """A complete order for a citizen with anxiety and breathlessness; `changes` take the place of top-level members."""
    body: Body = {
        "version": 1,
        "case_number": "2026-00417",
        "placer": {
            "municipality": "Lindholm Kommune",
            "unit": "Jobcenter Lindholm, Aktivitetsparate",
            "caseworker": contact(
                "mette-krogh", "Mette Krogh", "Sagsbehandler", "lindholm.example", reachable="8.30-9.30"
            ),
            "substitute": contact("jonas-bach", "Jonas Bach", "Sagsbehandler", "lindholm.example"),
        },
        "provider": {
            "org": "fjordvejen",
            "name": "Fjordvejen ApS",
            "agreement": "Rammeaftale 2025-2028, delaftale 2",
            "preferred_consultant": {
                "person": "sara-holt",
                "name": "Sara Holt",
                "reason": "Sara har erfaring med angst og har før fulgt borgere til lægen.",
            },
        },
        "programme": {"type": "mentor", "legal_basis": "Lov om en aktiv beskæftigelsesindsats, kapitel 26"},
        "tracks": {
            "aims": ["ordinary_hours", "flex_job"],
            "plan_b": "Hvis timetallet ikke kan øges, samles dokumentation til fleksjob.",
        },
        "citizen": _citizen(),
        "voice": _voice(),
        "purpose": {
            "text": "Rikke skal have en fast kontakt, der hjælper hende ud ad døren og til lægen, så vi kan finde "
            "ud af, hvad åndenøden skyldes, og hvad den betyder for arbejde.",
            "leads_to": "En praktik på få timer om ugen, og lægelige oplysninger, der kan bruges.",
            "to_clarify": ["Om åndenøden er lungerne, angsten eller begge dele."],
        },
        "goals": _goals(),
        "activities": [
            {"id": "A1", "text": "Følges med Rikke til egen læge.", "serves": ["M1"], "done_by": "consultant"},
            {
                "id": "A2",
                "text": "Finde en lille butik tæt på hjemmet, der kan tage imod få timer.",
                "serves": ["M2"],
                "done_by": "consultant",
                "done_by_name": "Fjordvejens virksomhedskonsulent",
            },
        ],
        "questions": [
            {
                "id": "S1",
                "text": "Hvad udløser åndenøden, og hvad hjælper?",
                "why": "Vi skal vide, hvilken attest der mangler.",
            },
            {"id": "S2", "text": "Hvordan er en god og en dårlig dag for Rikke?"},
        ],
        "documentation": [
            {
                "id": "D1",
                "kind": "functioning",
                "text": "Beskrivelse af funktionsniveau i hverdagen og i praktik.",
                "rule": "LAB § 116, ressourcer og udfordringer fuldt belyst",
                "due": "2027-02-12",
            }
        ],
        "course": {
            "start": "2026-09-14",
            "end": "2027-02-26",
            "weekly_minutes": 240,
            "sessions": [
                {"weekday": 2, "start": "10:00", "minutes": 120, "place": "Fjordvejen, Havnegade 12"},
                {"weekday": 4, "start": "10:00", "minutes": 120, "place": "Hjemme eller ude af huset"},
            ],
        },
        "planned_sessions": 46,
        "reporting": {
            "frequency": "monthly",
            "first_due": "2026-10-07",
            "draft_wanted": True,
            "final_due": "2027-02-12",
        },
        "follow_up": {
            "meeting_weeks": 8,
            "closeness": "fortnightly",
            "ring_when": "Hvis Rikke udebliver to gange i træk, eller hvis lægen henviser videre.",
        },
        "disclosure": [
            {
                "id": "V1",
                "basis": "consent",
                "provision": "Retssikkerhedsloven § 11 a",
                "covers": "Skånehensyn og helbred i kort form, fra sagen til Fjordvejen, til brug for forløbet.",
                "given": "2026-08-26",
                "until": "2027-03-31",
            }
        ],
    }
    return {**body, **changes}


def report_body(order: Body, order_digest: str, month: str = "2026-10", **changes: Any) -> Body:
    """A monthly report on `month` ("2026-10") that answers all that `order` (an order's body) asks.

    Two sessions a week: one was moved, one missed because of illness, the rest attended. `changes` take the place of
    top-level members; where they bring other sessions, the totals follow.
    """
    year, number = (int(part) for part in month.split("-"))
    last = calendar.monthrange(year, number)[1]
    following = datetime.date(year, number, last) + datetime.timedelta(days=14)
    sessions = changes.get("sessions", list(_sessions(year, number)))
    small_step = ("kom ud ad døren alene", "tog bussen én gang", "handlede ind i butikken")[number % 3]
    body: Body = {
        "kind": "monthly",
        "version": 1,
        "order": order_digest,
        "order_version": order["version"],
        "period": {"start": f"{month}-01", "end": f"{month}-{last}"},
        "consultant": contact("sara-holt", "Sara Holt", "Mentor", "fjordvejen.example"),
        "goals": [_goal_answer(goal, small_step, following.isoformat()) for goal in order["goals"]],
        "questions": [
            {
                "status": "answered",
                "question": question["id"],
                "answer": f"Rikke mærker det mest på trapper og blandt mange mennesker. I {month} hjalp gåture.",
            }
            for question in order.get("questions", [])
        ],
        "documentation": [
            {
                "documentation": wanted["id"],
                "status": "under_way",
                "text": "Skemaet er udfyldt for hverdagen; praktikken mangler.",
            }
            for wanted in order.get("documentation", [])
        ],
        "points": _points(small_step),
        "assessment": {
            "since_last": "progress",
            "since_last_text": f"Et lille skridt frem: Rikke {small_step}.",
            "work_ability": "Rikke kan arbejde 30-40 minutter ad gangen med pauser. Vi kender ikke loftet endnu.",
            "resources": "Møder op, når aftalen er klar. God til tal og til at holde orden.",
            "barriers": "Åndenød og uro, når der er mange mennesker.",
            "potential": "Realistisk at nå 4-5 timer om ugen i en stille butik inden jul.",
        },
        "citizen_view": {
            "status": "given",
            "quote": f"Jeg er stolt af, at jeg {small_step}, men jeg er bange for at skuffe jer.",
            "obtained": "read_together",
            "day": f"{month}-{last}",
            "agrees": "agrees",
        },
        "sessions": sessions,
        "totals": totals_of(sessions),
        "adjustments": [
            {
                "day": f"{month}-13",
                "kind": "times",
                "before": "Møde kl. 9.00",
                "after": "Møde kl. 10.00",
                "reason": "Medicinen gør morgenen tung.",
                "effect": "Rikke kom til tiden resten af måneden.",
            }
        ],
        "followed_up": [
            {"step": "Bestille tid hos egen læge.", "status": "done", "text": "Tiden er bestilt, og vi følges ad."}
        ],
        "next_steps": [{"text": "Besøge butikken sammen.", "who": "Sara Holt og Rikke", "by": following.isoformat()}],
        "attested": True,
    }
    return {**body, **changes}


def reply_body(kind: str, refers_to: str = NO_DIGEST, **changes: Any) -> Body:
    """A reply of `kind` ("accept", "ask", "decline", "answer", "agree_decline", "uphold", "acknowledge", "object").

    `refers_to` is the digest that the kind points at: the order, the question or the decline.
    """
    order = {"order": refers_to, "version": 1}
    bodies: dict[str, Body] = {
        "accept": {
            **order,
            "consultant": contact("sara-holt", "Sara Holt", "Mentor", "fjordvejen.example"),
            "first_meeting": {"day": "2026-09-10", "time": "10:00", "place": "Fjordvejen, Havnegade 12"},
            "start": "2026-09-14",
        },
        "ask": {**order, "path": "$.goals[0].seen_by", "question": "Er det nok, at vi følger med til lægen én gang?"},
        "decline": {
            **order,
            "code": "no_capacity",
            "text": "Vi har ingen ledig mentor før den 1. november.",
            "alternative": "Vi kan starte den 2. november med Ahmed Yildiz.",
        },
        "answer": {"question": refers_to, "text": "Ja, én gang er nok, hvis lægen svarer på spørgsmålet om åndenød."},
        "agree_decline": {"decline": refers_to, "text": "Så finder vi en anden leverandør. Tak for det hurtige svar."},
        "uphold": {"decline": refers_to, "text": "Rikke kan vente til midt i oktober. Kan det ændre svaret?"},
        "acknowledge": {
            "order": refers_to,
            "version": 2,
            "text": "Vi rykker torsdagen til om eftermiddagen fra næste uge.",
        },
        "object": {
            "order": refers_to,
            "version": 2,
            "text": "Seks timer om ugen er for meget, så længe Rikke sover dårligt.",
            "paths": ["$.course.weekly_minutes"],
            "alternative": "Fem timer fra december, og seks fra januar.",
        },
    }
    return {"kind": kind, **bodies[kind], **changes}


def review_body(kind: str = "decided", report_digest: str = NO_DIGEST, **changes: Any) -> Body:
    """A review of `kind` ("read", "decided", "elaboration"; of a draft "comments", "cleared") of the report with that
    digest."""
    bodies: dict[str, Body] = {
        "read": {},
        "decided": {
            "decision": "continue",
            "text": "Vi fortsætter. Mette sender en anmodning om statusattest til egen læge.",
            "by": "2026-11-06",
            "remarks": [{"item": "M1", "text": "Godt, at I gik med til lægen."}],
        },
        "elaboration": {
            "text": "Mål 2 er ikke besvaret: hvilke butikker har I talt med?",
            "items": [{"item": "M2", "text": "Skriv hvilke butikker, og hvad de svarede."}],
            "by": "2026-11-09",
        },
        "comments": {
            "text": "Godt overblik. To ting, vi spurgte om, mangler.",
            "items": [{"item": "S2", "text": "Hvordan er en dårlig dag?"}, {"item": "M2", "text": "Hvilke butikker?"}],
            "by": "2026-11-06",
        },
        "cleared": {"text": "Det hele er besvaret. Tak."},
    }
    return {"kind": kind, "report": report_digest, **bodies[kind], **changes}


NOTICE_KINDS = {
    "C": (
        "withdraw", "hold", "resume", "end", "agree_end", "retract_end", "waive_final", "waive_report", "reopen",
        "replaced", "entered_in_error", "caseworker", "good_news", "stances",
    ),
    "P": (
        "started", "hold", "resume", "hand_back", "agree_end", "retract_end", "consultant", "absence", "warning",
        "not_ready", "good_news", "stances",
    ),
}  # fmt: skip
"""The kinds of notice that the caseworker's side (C) and the provider's (P) may write."""


def notice_body(kind: str, refers_to: str = NO_DIGEST, **changes: Any) -> Body:
    """A notice of `kind`, with every member it can have; `refers_to` is the request to end that the kind answers."""
    bodies: dict[str, Body] = {**_case_notices(refers_to), **_course_notices(), **_tidings()}
    return {"kind": kind, **bodies[kind], **changes}


def meeting_body(kind: str, meeting: str | None = NO_DIGEST, **changes: Any) -> Body:
    """A meeting's document of `kind` ("propose", "schedule", "held", "no_show", "cancel", "reschedule").

    `meeting` is the digest of the document that opened the meeting; None where this one does.
    """
    appointment = {
        "day": "2026-11-10", "time": "13:00", "minutes": 60, "form": "in_person", "place": "Fjordvejen, Havnegade 12",
    }  # fmt: skip
    purpose = "Status på målene, og hvordan praktikken skal begynde."
    bodies: dict[str, Body] = {
        "propose": {
            "purpose": purpose,
            "options": [{"day": "2026-11-10", "time": "13:00"}, {"day": "2026-11-12", "time": "10:00"}],
            "form": "in_person",
        },
        "schedule": {
            "purpose": purpose,
            "appointment": appointment,
            "agenda": ["Åndenød og læge", "Butikken", "Næste måned"],
            "word_before": "Rikke er nervøs for mødet. Lad os begynde med det, der er lykkedes.",
        },
        "held": {
            "day": "2026-11-10",
            "form": "in_person",
            "citizen": {"present": True},
            "caseworker": {"present": True, "name": "Jonas Bach for Mette Krogh"},
            "consultant": {"present": True, "name": "Sara Holt"},
            "others": ["Rikkes søster, bisidder"],
            "decisions": [
                {
                    "text": "Rikke besøger butikken to gange, før praktikken begynder.", "owner": "consultant",
                    "owner_name": "Sara Holt", "by": "2026-11-27",
                },
                {"text": "Sende anmodning om statusattest.", "owner": "caseworker", "by": "2026-11-13"},
            ],
            "citizen_remarks": {"status": "given", "words": "Det var rart, at I spurgte mig først."},
            "word_after": "Tempoet skal være Rikkes. Vi taler sammen på fredag.",
            "next_by": "2027-01-05",
        },
        "no_show": {"absent": ["citizen"], "text": "Rikke skrev en sms kl. 12.50: feber. Vi har ringet til hende."},
        "cancel": {"by": "caseworker", "reason": "Mette er syg, og Jonas kan ikke nå frem."},
        "reschedule": {
            "by": "citizen",
            "reason": "Tid hos lungelægen samme dag.",
            "appointment": {**appointment, "day": "2026-11-12", "time": "10:00"},
        },
    }  # fmt: skip
    about = {"meeting": meeting} if meeting is not None and kind != "propose" else {}
    return {"kind": kind, **about, **bodies[kind], **changes}


def handover_body(order_thread: str, documents: Sequence[str] = (NO_DIGEST,), **changes: Any) -> Body:
    """A handover of the order's case by Mette Krogh to Jonas Bach while she is away."""
    body: Body = {
        "order_thread": order_thread,
        "citizen": "Rikke Sønderby",
        "to_person": "jonas-bach",
        "since": "2026-11-16",
        "until": "2027-01-08",
        "reason": "Orlov til og med den 8. januar.",
        "summary": {
            "now": "Forløbet går fremad i små skridt. Lægen har henvist til lungeambulatoriet.",
            "next_step": "Oktoberrapporten er besvaret. Næste trepartsmøde senest den 5. januar.",
            "blocks": "Vi venter på svaret fra lungeambulatoriet.",
            "promised": "Rikke er lovet besked, når svaret er her.",
            "citizen": "Send en sms før du ringer. Spørg først, forklar bagefter.",
        },
        "documents": list(documents),
    }
    return {**body, **changes}


def note_body(kind: str = "shared", **changes: Any) -> Body:
    """A note to colleagues about Sara Holt, of `kind` ("shared", "withdrawn")."""
    about = {"org": "fjordvejen", "person": "sara-holt"}
    bodies: dict[str, Body] = {
        "shared": {
            "good_at": ["angst", "at følge med til lægen"],
            "text": "Sara bliver ved, når andre giver op. Ring til hende før klokken ni.",
            "version": 1,
        },
        "withdrawn": {"version": 2, "replaces": NO_DIGEST},
    }
    return {"kind": kind, "about": about, **bodies[kind], **changes}


def receipt_body(document_digest: str = NO_DIGEST, outcome: str = "ok", **changes: Any) -> Body:
    """A receipt for the document with that digest; "transient" and "fatal" name a check. One that is "ok" may name
    one too, where the document was taken but changed nothing."""
    body: Body = {"document": document_digest, "outcome": outcome}
    if outcome != "ok":
        body |= {"check": "signature", "text": "Underskriften passer ikke til dokumentet. Bed om det igen."}
    return {**body, **changes}


def directory_body(
    org: str,
    name: str,
    kind: str,
    people: Sequence["Person"],
    *,
    version: int = 1,
    partners: Sequence[Body] = (),
    **changes: Any,
) -> Body:
    """A directory of `people`; those with the role administrator may sign the next version."""
    body: Body = {
        "version": version,
        "org": org,
        "name": name,
        "kind": kind,
        "expires": DIRECTORY_EXPIRES,
        "administrators": [person.signing.did for person in people if "administrator" in person.roles],
        "members": [person.member() for person in people],
        "revocations": [],
        "partners": list(partners),
    }
    return {**body, **changes}


def document(
    kind: str,
    body: Body,
    key: SigningKey,
    *,
    thread: str,
    sender: Body,
    to: Sequence[Body],
    seq: int = 1,
    prev: Sequence[str] = (),
    issued: str = ORDER_ISSUED,
    directory: Body | None = None,
    **changes: Any,
) -> Body:
    """A signed document of `kind` ("order", "reply", "report", "review", "notice", "meeting", "handover", "receipt",
    "directory").

    `directory` is {"version": 1, "hash": "sha256-..."}. `changes` take the place of members of the envelope before
    it is signed, so that a test can sign what should be refused.
    """
    unsigned: Body = {
        "@context": list(CONTEXT),
        "type": f"orderdesk.{kind}.v1",
        "id": uuid.uuid5(uuid.NAMESPACE_URL, f"{thread}/{seq}/{kind}/{issued}/{document_digest(body)}").urn,
        "thread": thread,
        "seq": seq,
        "prev": list(prev),
        "from": sender,
        "to": list(to),
        "issued": issued,
        "body": body,
    }
    if directory is not None:
        unsigned["directory"] = directory
    return sign_document({**unsigned, **changes}, key, created=issued)


def contact(person: str, name: str, title: str, domain: str, **more: str) -> Body:
    """A contact with a direct phone number, which follows from the person's id, and a mail address."""
    digits = int.from_bytes(hashlib.sha256(person.encode()).digest()[:2]) % 10_000
    mail = f"{person.replace('-', '.')}@{domain}"
    return {
        "person": person,
        "name": name,
        "title": title,
        "phone": f"+45 70 10 {digits // 100:02} {digits % 100:02}",
        "mail": mail,
        **more,
    }


def thread_urn(name: str) -> str:
    """A thread's id that follows from `name`."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"https://orderdesk.example/tests/{name}").urn


def seed_of(name: str) -> bytes:
    """32 bytes that follow from `name`."""
    return hashlib.sha256(f"orderdesk tests: {name}".encode()).digest()


@dataclass(frozen=True)
class Person:
    """Somebody in an organisation, with the three private keys that their desk would hold."""

    org: str
    id: str
    name: str
    title: str
    roles: tuple[str, ...]
    signing: SigningKey
    sealing: SealingKey
    http: SigningKey
    skills: tuple[str, ...] = ()

    @classmethod
    def of(cls, org: str, person: str, title: str, *roles: str, skills: Sequence[str] = ()) -> "Person":
        """`person` ("mette-krogh") with keys that follow from organisation and name."""
        seeds = {use: seed_of(f"{org}/{person}/{use}") for use in ("signing", "sealing", "http")}
        return cls(
            org,
            person,
            person.replace("-", " ").title(),
            title,
            roles,
            SigningKey.from_seed(seeds["signing"]),
            SealingKey.from_seed(seeds["sealing"]),
            SigningKey.from_seed(seeds["http"]),
            tuple(skills),
        )

    def member(self) -> Body:
        """The person's entry in the directory."""
        keys = (("signing", self.signing.did), ("sealing", self.sealing.did), ("http", self.http.did))
        known = contact(self.id, self.name, self.title, f"{self.org}.example")
        return {
            **known,
            "roles": list(self.roles),
            "skills": list(self.skills),
            "keys": [{"id": did, "use": use, "since": DIRECTORY_ISSUED} for use, did in keys],
        }

    def sender(self, role: str | None = None) -> Body:
        """How the person stands in `from`; the first of their roles unless another is given."""
        return {"org": self.org, "person": self.id, "role": role or self.roles[0]}


@dataclass(frozen=True)
class Organisation:
    """A municipality or a provider: its people and its signed directory."""

    id: str
    name: str
    kind: str
    people: tuple[Person, ...]
    directory: Body

    def __getitem__(self, person: str) -> Person:
        return next(member for member in self.people if member.id == person)

    @property
    def administrator(self) -> Person:
        """Who signed the directory; the public half of that key is the organisation's root."""
        return next(member for member in self.people if "administrator" in member.roles)

    @property
    def root(self) -> str:
        """The did:key that a partner pins."""
        return self.administrator.signing.did

    def reference(self) -> Body:
        """How a document names the directory that it was signed under."""
        return {"version": self.directory["body"]["version"], "hash": document_digest(self.directory)}


@dataclass
class Town:
    """Lindholm Kommune and the provider Fjordvejen, vouching for each other.

    The municipality's directory holds the provider's signed directory and its root key; the provider's directory names
    the municipality by root key alone.
    """

    municipality: Organisation = field(init=False)
    provider: Organisation = field(init=False)

    def __post_init__(self) -> None:
        office = (
            Person.of("lindholm-kommune", "mette-krogh", "Sagsbehandler", "caseworker"),
            Person.of("lindholm-kommune", "jonas-bach", "Sagsbehandler", "caseworker"),
            Person.of("lindholm-kommune", "inger-dahl", "Afdelingsleder", "leader"),
            Person.of("lindholm-kommune", "birthe-skov", "Administrator", "administrator"),
        )
        house = (
            Person.of("fjordvejen", "sara-holt", "Mentor", "consultant", skills=["angst", "støtte ved lægebesøg"]),
            Person.of("fjordvejen", "ahmed-yildiz", "Virksomhedskonsulent", "consultant", skills=["butik", "lager"]),
            Person.of("fjordvejen", "karen-toft", "Leder", "administrator", "leader"),
        )
        self.provider = organisation(
            "fjordvejen",
            "Fjordvejen ApS",
            "provider",
            house,
            [_partner("lindholm-kommune", "Lindholm Kommune", office)],
        )
        vouched = _partner("fjordvejen", "Fjordvejen ApS", house, directory=self.provider.directory)
        self.municipality = organisation("lindholm-kommune", "Lindholm Kommune", "municipality", office, [vouched])

    def __getitem__(self, person: str) -> Person:
        return next(
            member for org in (self.municipality, self.provider) for member in org.people if member.id == person
        )

    def sign(
        self,
        kind: str,
        body: Body,
        by: str,
        *,
        thread: str,
        issued: str,
        seen: Sequence[Body] = (),
        role: str | None = None,
        **changes: Any,
    ) -> Body:
        """A document by `by` to the other organisation; seq and prev follow from the documents `seen` in the thread."""
        author = self[by]
        own, other = (self.municipality, self.provider)
        if author.org == other.id:
            own, other = other, own
        named = {digest for earlier in seen for digest in earlier["prev"]}
        return document(
            kind,
            body,
            author.signing,
            thread=thread,
            sender=author.sender(role),
            to=[{"org": other.id}],
            seq=1 + max((earlier["seq"] for earlier in seen), default=0),
            prev=[digest for digest in map(document_digest, seen) if digest not in named],
            issued=issued,
            directory=own.reference(),
            **changes,
        )

    def order(self, name: str = "rikke", **changes: Any) -> Body:
        """A signed order by Mette Krogh, the first document of the thread `name`."""
        return self.sign("order", order_body(**changes), "mette-krogh", thread=thread_urn(name), issued=ORDER_ISSUED)

    def loop(self, name: str = "rikke", month: str = "2026-10") -> list[Body]:
        """A whole round, signed: order, accept, report on `month`, decision."""
        documents = [self.order(name)]
        order_digest = document_digest(documents[0])
        for kind, by, issued in (
            ("reply", "sara-holt", ACCEPT_ISSUED),
            ("report", "sara-holt", f"{_month_after(month)}-03T12:30:00Z"),
            ("review", "mette-krogh", f"{_month_after(month)}-04T08:05:00Z"),
        ):
            body = {
                "reply": lambda: reply_body("accept", order_digest),
                "report": lambda: report_body(documents[0]["body"], order_digest, month),
                "review": lambda: review_body("decided", document_digest(documents[-1])),
            }[kind]()
            documents.append(self.sign(kind, body, by, thread=thread_urn(name), issued=issued, seen=documents))
        return documents


def organisation(
    org: str, name: str, kind: str, people: Sequence[Person], partners: Sequence[Body] = ()
) -> Organisation:
    """An organisation with the first version of its directory, signed by its administrator."""
    administrator = next(person for person in people if "administrator" in person.roles)
    signed = document(
        "directory",
        directory_body(org, name, kind, people, partners=partners),
        administrator.signing,
        thread=thread_urn(f"directory/{org}"),
        sender=administrator.sender("administrator"),
        to=[],
        issued=DIRECTORY_ISSUED,
    )
    return Organisation(org, name, kind, tuple(people), signed)


def _partner(org: str, name: str, people: Sequence[Person], directory: Body | None = None) -> Body:
    root = next(person.signing.did for person in people if "administrator" in person.roles)
    kind = "provider" if org == "fjordvejen" else "municipality"
    partner: Body = {"org": org, "name": name, "kind": kind, "root": root, "agreement": "Rammeaftale 2025-2028"}
    return partner if directory is None else {**partner, "directory": directory}


def _month_after(month: str) -> str:
    year, number = (int(part) for part in month.split("-"))
    return f"{year + number // 12}-{number % 12 + 1:02}"


def _case_notices(request: str) -> dict[str, Body]:
    """Notices that stop, end or reopen an order; `request` is the notice that asked to end it."""
    ending: Body = {
        "group": "citizen", "code": "treatment_first", "last_day": "2026-11-30",
        "reason": "Rikke begynder i udredning på lungeambulatoriet og kan ikke følge forløbet imens.",
    }  # fmt: skip
    note = {
        "reached": "M1 er nået: Rikke har været hos lægen og er henvist. M2: to besøg i butikken.",
        "open": "Butikken holder pladsen til den 1. december. Rikke er lovet en opringning fra Mette.",
        "works": "Gåture og korte aftaler. Telefonopkald uden varsel virker ikke.",
    }
    return {
        "withdraw": {"reason": "Rikke er flyttet til en anden kommune."},
        "end": ending,
        "hand_back": {**ending, "group": "provider", "code": "goals_out_of_reach", "hand_over": note},
        "agree_end": {"end": request, "text": "Enig. Slutrapporten følger."},
        "retract_end": {"end": request, "reason": "Udredningen er udskudt til foråret."},
        "waive_final": {"reason": "Novemberrapporten dækker det hele."},
        "waive_report": {
            "start": "2026-12-01", "end": "2026-12-31", "reason": "Forløbet var i bero hele måneden.",
        },
        "reopen": {"reason": "Udredningen blev kortere end ventet.", "until": "2027-03-26"},
        "replaced": {"by": thread_urn("rikke igen"), "reason": "Et nyt forløb med arbejdsprøvning."},
        "entered_in_error": {"reason": "Bestillingen var til en anden borger."},
    }  # fmt: skip


def _course_notices() -> dict[str, Body]:
    """Notices about who is on the order, and whether it runs."""
    return {
        "started": {
            "first_offered": "2026-09-10", "first_attended": "2026-09-15",
            "text": "Rikke kom ikke den første gang. Anden gang gik vi en tur.",
        },
        "hold": {
            "code": "hospital", "reason": "Rikke er indlagt til undersøgelse.", "since": "2026-11-16",
            "expected_resume": "2026-12-07",
        },
        "resume": {"day": "2026-12-07", "text": "Rikke skal hvile efter en time."},
        "consultant": {
            "consultant": contact("ahmed-yildiz", "Ahmed Yildiz", "Virksomhedskonsulent", "fjordvejen.example"),
            "since": "2026-12-01", "reason": "Sara går på barsel.", "citizen_told": True,
        },
        "caseworker": {
            "caseworker": contact("jonas-bach", "Jonas Bach", "Sagsbehandler", "lindholm.example", reachable="8-9"),
            "since": "2026-11-16", "until": "2027-01-08", "reason": "Mette har orlov.",
        },
    }  # fmt: skip


def _tidings() -> dict[str, Body]:
    """Notices that only tell."""
    return {
        "absence": {
            "day": "2026-10-13", "time": "10:00", "session": "planned",
            "absence": {
                "reason": "illness", "text": "Feber.", "notified": True, "attempts": 1, "reported": "2026-10-13",
            },
            "plan": "Jeg ringer igen i morgen tidlig.",
        },
        "warning": {
            "about": "risk_of_drop_out", "text": "Rikke overvejer at stoppe, fordi turene gør hende udmattet.",
            "wish": "En samtale med dig i denne uge, gerne på telefon.",
        },
        "not_ready": {
            "needs": "assessment", "text": "Åndenøden er værre. Rikke siger, at hun ikke tør tage bussen.",
            "proposal": "Vi mødes hjemme hos hende, til der er svar fra lægen.",
        },
        "good_news": {"text": "Rikke har handlet ind alene for første gang i to år.", "goal": "M2"},
        "stances": {
            "day": "2026-10-06", "how": "meeting",
            "stances": [
                {"item": "M1", "stance": "agreed", "words": "Ja, bare I går med."},
                {"item": "M2", "stance": "not_now", "words": "Spørg mig igen efter jul."},
            ],
        },
    }  # fmt: skip


def _citizen() -> Body:
    return {
        "name": "Rikke Sønderby",
        "cpr": "710385-1234",
        "phone": "+45 70 10 55 21",
        "address": "Ærøvej 4, 1. tv., Lindholm",
        "preferred_channel": "sms",
        "interpreter": {"needed": False},
        "facts": [
            {
                "kind": "resources",
                "text": "Har stået i butik i seks år. God til tal og til at holde orden.",
                "confirmed": "2026-08-26",
                "source": "Samtale",
            },
            {
                "kind": "challenges",
                "text": "Går sjældent ud alene og melder fra, når hun bliver urolig.",
                "confirmed": "2026-08-26",
            },
            {
                "kind": "health_significance",
                "text": "Åndenød og angst gør det svært at være blandt mange mennesker.",
                "confirmed": "2026-08-26",
            },
        ],
        "support_needs": [
            {
                "kind": "psychological",
                "text": "Små grupper, og besked i god tid om ændringer.",
                "confirmed": "2026-08-26",
            },
            {"kind": "physical", "text": "Undgå trapper og tunge løft."},
        ],
    }


def _voice() -> Body:
    return {
        "status": "given",
        "own_words": "Jeg vil gerne i arbejde igen, men jeg kan ikke få luft, og ingen kan sige mig hvorfor.",
        "obtained": "2026-08-26",
        "how": "meeting",
        "wishes": [
            {
                "id": "O1",
                "rank": 1,
                "text": "At nogen går med mig til lægen.",
                "negotiable": False,
                "outcome": "followed",
            },
            {
                "id": "O2",
                "rank": 2,
                "text": "At vente med praktik til efter jul.",
                "negotiable": True,
                "outcome": "partly",
                "reason": "Vi begynder med to timer om ugen og ser, hvordan det går.",
            },
        ],
        "alignment": "partly",
        "alignment_note": "Enige om lægen. Rikke er i tvivl om praktikken.",
    }


def _goals() -> list[Body]:
    return [
        {
            "id": "M1",
            "rank": 1,
            "text": "Rikke får sin åndenød undersøgt hos egen læge.",
            "seen_by": "Der har været en konsultation, og vi kender lægens næste skridt.",
            "baseline": "Har ikke været hos lægen i to år.",
            "due": "2026-11-13",
            "binding": "fixed",
            "stance": "agreed",
            "sub_goals": [{"id": "M1A", "text": "Tiden er bestilt.", "due": "2026-09-30"}],
        },
        {
            "id": "M2",
            "rank": 2,
            "text": "Rikke er i praktik i en lille butik fire timer om ugen.",
            "seen_by": "Hun har mødt fire timer om ugen i tre uger i træk.",
            "baseline": "Har ikke arbejdet siden 2021.",
            "due": "2027-01-29",
            "binding": "open",
            "stance": "partly",
        },
    ]


def _goal_answer(goal: Body, small_step: str, by: str) -> Body:
    return {
        "status": "worked_on",
        "goal": goal["id"],
        "done": f"Vi har arbejdet med målet hver uge: {goal['text']}",
        "changed": f"Rikke {small_step}. Én uge gik det tilbage efter en dårlig nat.",
        "attainment": -1 if goal["rank"] == 1 else 0,
        "observation": "Jeg gik med to gange og så, at hun holdt pauser af sig selv og kom videre.",
        "change": "progress",
        "on_track": True,
        "next_step": {"text": "Tage næste skridt sammen og skrive ned, hvad der hjalp.", "who": "Sara Holt", "by": by},
    }


def _points(small_step: str) -> Body:
    return {
        "competences": {"status": "described", "text": "Husker kassearbejde og varepåfyldning.", "change": "unchanged"},
        "personal": {
            "status": "described",
            "text": "Siger fra i tide og er rar at være sammen med.",
            "change": "progress",
        },
        "health": {
            "status": "described",
            "text": "Åndenød to-tre gange om ugen, mest på trapper. Sover dårligt før aftaler.",
            "change": "unchanged",
        },
        "conditions": {"status": "not_relevant", "reason": "Bolig og økonomi er på plads, og søsteren hjælper."},
        "perspective": {
            "status": "described",
            "text": f"Tror mere på praktik, efter at hun {small_step}.",
            "change": "progress",
        },
    }


def _sessions(year: int, month: int) -> Iterator[Body]:
    """Tuesdays and Thursdays at ten, two hours each: the third was missed, the fifth moved to the day after."""
    days = [d for d in calendar.Calendar().itermonthdates(year, month) if d.month == month and d.weekday() in (1, 3)]
    for number, day in enumerate(days, start=1):
        session: Body = {"day": day.isoformat(), "time": "10:00", "kind": "planned", "planned_minutes": 120}
        if number == 3:
            absence = {"reason": "illness", "notified": True, "attempts": 1, "reported": day.isoformat()}
            yield {**session, "outcome": "absent", "absence": absence}
        elif number == 5:
            after = (day + datetime.timedelta(days=1)).isoformat()
            move = {"by": "citizen", "reason": "Tid hos egen læge.", "to": after, "to_time": "10:00"}
            yield {**session, "outcome": "moved", "moved": move}
            yield {**session, "day": after, "outcome": "attended", "attended_minutes": 105}
        else:
            yield {**session, "outcome": "attended", "attended_minutes": 120}
