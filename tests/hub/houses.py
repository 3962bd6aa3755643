"""Organisations that use a hub, their people, and requests as their desks sign them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import httpx
from factories import Person, document, thread_urn

from orderdesk.signing.canonical import canonical_bytes, document_digest
from orderdesk.signing.http_messages import new_nonce, sign_request
from orderdesk.signing.keys import SigningKey

Body = dict[str, Any]
OCTETS = "application/octet-stream"


def stamp(moment: datetime) -> str:
    """A time as documents write it."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass
class House:
    """An organisation with the versions of its directory, the first signed by its administrator."""

    org: str
    kind: str
    people: tuple[Person, ...]
    versions: list[Body] = field(default_factory=list)

    @property
    def root(self) -> SigningKey:
        """The administrator's key."""
        return next(person for person in self.people if "administrator" in person.roles).signing

    def __getitem__(self, person: str) -> Person:
        return next(one for one in self.people if one.id == person)

    def next_version(
        self,
        at: datetime,
        *,
        members: Sequence[Body] | None = None,
        revocations: Sequence[Body] = (),
        key: SigningKey | None = None,
        version: int = 0,
        prev: Sequence[str] | None = None,
        expires: datetime | None = None,
        since: datetime | None = None,
        **changes: Any,
    ) -> bytes:
        """The next version, signed and kept here."""
        number = version or len(self.versions) + 1
        body = {
            "version": number, "org": self.org, "name": self.org.replace("-", " ").title(), "kind": self.kind,
            "expires": stamp(expires or at + timedelta(days=395)), "administrators": [self.root.did],
            "members": list(members) if members is not None else self.members(since or at), "partners": [],
            "revocations": list(revocations), **changes,
        }  # fmt: skip
        administrator = next(person for person in self.people if "administrator" in person.roles)
        before = [document_digest(self.versions[-1])] if self.versions else []
        signed = document(
            "directory", body, key or self.root, thread=thread_urn(f"directory/{self.org}"),
            sender=administrator.sender("administrator"), to=[], seq=number, issued=stamp(at),
            prev=before if prev is None else prev,
        )  # fmt: skip
        self.versions.append(signed)
        return canonical_bytes(signed)

    def as_partner(self) -> Body:
        """How another organisation's directory names this one."""
        return {"org": self.org, "name": self.org.title(), "kind": self.kind, "root": self.root.did}

    def members(self, since: datetime) -> list[Body]:
        """All people with their keys, which count from `since` on."""
        return [
            {**one, "keys": [{**key, "since": stamp(since)} for key in one["keys"]]}
            for one in (person.member() for person in self.people)
        ]


def lindholm(suffix: str = "") -> House:
    """A municipality; `suffix` makes another of it."""
    org = f"lindholm-kommune{suffix}"
    return House(
        org,
        "municipality",
        (
            Person.of(org, "mette-krogh", "Sagsbehandler", "caseworker"),
            Person.of(org, "birthe-skov", "Administrator", "administrator"),
        ),
    )


def fjordvejen(suffix: str = "") -> House:
    """A provider; `suffix` makes another of it."""
    org = f"fjordvejen{suffix}"
    return House(
        org,
        "provider",
        (
            Person.of(org, "sara-holt", "Mentor", "consultant"),
            Person.of(org, "ahmed-yildiz", "Virksomhedskonsulent", "consultant"),
            Person.of(org, "karen-toft", "Leder", "administrator", "leader"),
        ),
    )


def name_of(data: bytes) -> str:
    """How the exchange names bytes."""
    return sha256(data).hexdigest()


@dataclass
class HubDesk:
    """One person's desk as the hub sees it."""

    client: httpx.Client
    url: str
    person: Person
    clock: Callable[[], datetime]

    @property
    def box(self) -> str:
        """The path of the person's own mailbox."""
        return f"/v1/mailboxes/{self.person.org}/{self.person.id}/envelopes"

    def signed(
        self, method: str, path: str, body: bytes = b"", content_type: str = OCTETS, key: SigningKey | None = None,
        acting: str = "", nonce: str = "", lifetime: timedelta = timedelta(minutes=1),
    ) -> dict[str, str]:  # fmt: skip
        """The headers of a signed request."""
        return sign_request(
            method, self.url + path, body, content_type, acting=acting or f"{self.person.org}/{self.person.id}",
            key=key or self.person.http, now=self.clock(), nonce=nonce or new_nonce(), lifetime=lifetime,
        )  # fmt: skip

    def send(self, method: str, path: str, body: bytes = b"", **signing: Any) -> httpx.Response:
        """A signed request, answered."""
        return self.raw(method, path, body, self.signed(method, path, body, **signing))

    def raw(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> httpx.Response:
        """A request with these headers."""
        return self.client.request(method, self.url + path, content=body or None, headers=dict(headers))

    def publish(self, document: bytes, org: str = "", **signing: Any) -> httpx.Response:
        """Publish a directory."""
        path = f"/v1/directories/{org or self.person.org}/{name_of(document)}"
        return self.send("PUT", path, document, content_type="application/json", **signing)

    def put(self, to: Person, sealed: bytes, **signing: Any) -> httpx.Response:
        """Put an envelope into somebody's mailbox."""
        return self.send("PUT", f"/v1/mailboxes/{to.org}/{to.id}/envelopes/{name_of(sealed)}", sealed, **signing)

    def waiting(self, after: int = 0, **query: int) -> Body:
        """What waits."""
        words = "&".join(f"{name}={value}" for name, value in {"after": after, **query}.items())
        answer = self.send("GET", f"{self.box}?{words}")
        assert answer.status_code == 200, answer.text
        found: Body = answer.json()
        return found

    def names(self, after: int = 0, **query: int) -> list[str]:
        """The names of what waits."""
        return [one["name"] for one in self.waiting(after, **query)["envelopes"]]

    def fetch(self, name: str) -> httpx.Response:
        """Fetch an envelope."""
        return self.send("GET", f"{self.box}/{name}")

    def acknowledge(self, name: str) -> httpx.Response:
        """Say that it is taken."""
        return self.send("POST", f"{self.box}/{name}/acknowledge")

    def reject(self, name: str, reason: str) -> httpx.Response:
        """Refuse it."""
        body = b'{"reason":"' + reason.encode() + b'"}'
        return self.send("POST", f"{self.box}/{name}/reject", body, content_type="application/json")


def code_of(answer: httpx.Response) -> str:
    """The code of a problem, which must be a well-formed one."""
    assert answer.headers["content-type"] == "application/problem+json", answer.text
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["type"] == f"urn:orderdesk:hub:{problem['code']}"
    assert problem["title"]
    return str(problem["code"])
