"""The exchange through a hub, over HTTPS. The hub sees routing ids, sizes and times; what it hands out is believed only
as far as its hash goes, and a desk verifies all else."""

from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from orderdesk.errors import ExchangeUnavailable, NotFound
from orderdesk.exchange import carrier, hub_trouble, trouble
from orderdesk.exchange.carrier import MAX_DIRECTORY, MAX_SEALED, Envelope, Mailbox, Sign
from orderdesk.exchange.hub_answers import Capabilities, Directories, Kept, PublishedDirectory, Waiting
from orderdesk.exchange.published import MAX_BYTES
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.exchange.hub_line import Answer, HubLine

_PAGE: Final = 500
_PAGE_BYTES: Final = 512 * 1024  # 500 rows of some 180 bytes, and room
_DIRECTORY_PAGE: Final = 32
_DIRECTORY_PAGE_BYTES: Final = 2 * _DIRECTORY_PAGE * MAX_DIRECTORY  # JSON within JSON: a quotation mark takes two
_MOST_WAITING: Final = 200_000
"""Envelopes in one listing: twice what a hub keeps for a whole organisation."""


class HubCarrier:
    """A Carrier through the hub at `base` (see hub_address); `sign` signs for the desk's owner."""

    def __init__(self, base: str, sign: Sign) -> None:
        self._base = base
        self._sign = sign
        self._lock = Lock()
        self._opened: HubLine | None = None
        self._directories = _Known()
        self._seen: dict[Mailbox, tuple[int, str]] = {}
        self._epoch = ""

    def put(self, mailbox: Mailbox, sealed: bytes) -> str:
        """See Carrier. Raises NotPossible where this one cannot go and others can: no such mailbox, or no room."""
        carrier.check_sealed_size(sealed)
        name = carrier.name_of(sealed)
        path = f"{_envelopes(mailbox)}/{name}"
        answer = self._line.ask(trouble.SENDING, "PUT", path, sealed, "application/octet-stream")
        self._check_kept(answer, name, trouble.SENDING)
        return name

    def waiting(self, mailbox: Mailbox) -> list[Envelope]:
        """See Carrier. Page by page; what comes in the meantime is on the last one."""
        found: dict[str, Envelope] = {}
        after, epoch, more = 0, "", True
        while more:
            path = f"{_envelopes(mailbox)}?{_after(after, epoch)}&limit={_PAGE}"
            answer = self._line.ask(trouble.RECEIVING, "GET", path, limit=_PAGE_BYTES)
            page = self._waiting_in(answer)
            for row in page.envelopes:
                found.setdefault(row.name, Envelope(row.name, row.size))
            if page.more and (page.next <= after or len(found) > _MOST_WAITING):
                raise hub_trouble.no_hub(self._base, answer.status, trouble.RECEIVING)
            after, epoch, more = page.next, page.epoch, page.more
        self._seen[mailbox] = (after, epoch)
        self._epoch = epoch
        return list(found.values())

    @property
    def epoch(self) -> str:
        """See Carrier."""
        return self._epoch

    @property
    def listens(self) -> bool:
        """See Carrier."""
        return True

    def listen(self, mailbox: Mailbox, seconds: int) -> bool:
        """See Carrier. The hub waits up to 30 seconds."""
        after = _after(*self._seen.get(mailbox, (0, "")))
        path = f"{_envelopes(mailbox)}?{after}&limit=1&wait={seconds}"
        answer = self._line.ask(trouble.RECEIVING, "GET", path, limit=_PAGE_BYTES, patience=seconds)
        return answer.code == "cursor" or bool(self._waiting_in(answer).envelopes)

    def fetch(self, mailbox: Mailbox, envelope: Envelope) -> bytes:
        """See Carrier."""
        carrier.check_sealed_length(envelope.size)
        path = f"{_envelopes(mailbox)}/{envelope.name}"
        answer = self._line.ask(trouble.RECEIVING, "GET", path, limit=MAX_SEALED)
        if answer.code == "not-waiting":
            raise NotFound(_("The sealed document does not wait in the exchange any more; it was taken or removed."))
        sealed = self._done(answer, trouble.RECEIVING).content
        if carrier.name_of(sealed) != envelope.name:
            raise hub_trouble.not_whole(self._base, trouble.RECEIVING)
        return sealed

    def acknowledge(self, mailbox: Mailbox, envelope: Envelope) -> None:
        """See Carrier. What the hub no longer knows waits no longer either."""
        answer = self._line.ask(trouble.FILING, "POST", f"{_envelopes(mailbox)}/{envelope.name}/acknowledge")
        self._check_settled(answer)

    def reject(self, mailbox: Mailbox, envelope: Envelope, reason: str) -> None:
        """See Carrier."""
        body = b'{"reason":"%s"}' % carrier.check_reason(reason).encode()
        path = f"{_envelopes(mailbox)}/{envelope.name}/reject"
        answer = self._line.ask(trouble.FILING, "POST", path, body, "application/json")
        self._check_settled(answer)

    def publish(self, org: str, directory: bytes) -> None:
        """See Carrier. Raises NotAdmitted where the hub knows neither the organisation nor the desk's key."""
        carrier.check_id(org)
        carrier.check_directory_size(directory)
        name = carrier.name_of(directory)
        answer = self._line.ask(
            trouble.PUBLISHING, "PUT", f"/v1/directories/{org}/{name}", directory, "application/json"
        )
        self._check_kept(answer, name, trouble.PUBLISHING)

    def directories(self, *, everyone: bool = False) -> list[bytes]:
        """See Carrier. Each is fetched once in the life of this object, but for those of strangers; where all are more
        than 64 MiB, the newest."""
        known = _Known() if everyone else self._directories
        with known.lock:
            more = True
            while more:
                page = self._page_of_directories(known, everyone)
                more = page is None or page.more
                if page is None:
                    known.forget()  # the hub was set back: from the start
                else:
                    known.take(page)
            return known.in_order()

    def describe(self) -> str:
        """See Carrier."""
        try:
            answer = self._line.look("/v1/capabilities")
            hub = Capabilities.model_validate_json(answer.content)
        except (ExchangeUnavailable, ValidationError):
            return _("The exchange is the hub {hub}, which cannot be reached now.").format(hub=self._base)
        if hub.url != self._base:
            text = _("The exchange is the hub {hub}, which knows itself by another address; use that one.")
        elif "v1" not in hub.versions:
            text = _("The exchange is the hub {hub}, which speaks another version than this program.")
        else:
            text = _("The exchange is the hub {hub}, and it can be reached.")
        return text.format(hub=self._base)

    def close(self) -> None:
        """See Carrier."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()

    @property
    def _line(self) -> "HubLine":
        """The line, made at the first request: what only reads the desk loads no httpx (130 ms)."""
        with self._lock:
            if self._opened is None:
                from orderdesk.exchange.hub_line import HubLine

                self._opened = HubLine(self._base, self._sign)
            return self._opened

    def _waiting_in(self, answer: "Answer") -> Waiting:
        content = self._done(answer, trouble.RECEIVING).content
        try:
            return Waiting.model_validate_json(content)
        except ValidationError as error:
            raise hub_trouble.no_hub(self._base, answer.status, trouble.RECEIVING) from error

    def _page_of_directories(self, known: "_Known", everyone: bool) -> Directories | None:
        """The next page; None where the hub was set back since the last."""
        path = f"/v1/directories?{_after(known.after, known.epoch)}&limit={_DIRECTORY_PAGE}"
        answer = self._line.ask(
            trouble.RECEIVING, "GET", f"{path}&everyone=true" if everyone else path, limit=_DIRECTORY_PAGE_BYTES
        )
        if answer.code == "administrators":
            return self._page_of_directories(known, everyone=False)
        if answer.code == "cursor" and known.after:
            return None
        content = self._done(answer, trouble.RECEIVING).content
        try:
            page = Directories.model_validate_json(content)
        except ValidationError as error:
            raise hub_trouble.no_hub(self._base, answer.status, trouble.RECEIVING) from error
        if page.more and page.next <= known.after:
            raise hub_trouble.no_hub(self._base, answer.status, trouble.RECEIVING)
        if any(carrier.name_of(one.document.encode()) != one.name for one in page.directories):
            raise hub_trouble.not_whole(self._base, trouble.RECEIVING)
        return page

    def _check_kept(self, answer: "Answer", name: str, kept: str) -> None:
        """Anything may answer 200; a hub says what it keeps. Raises ExchangeUnavailable otherwise."""
        content = self._done(answer, kept).content
        try:
            there = Kept.model_validate_json(content).name
        except ValidationError as error:
            raise hub_trouble.no_hub(self._base, answer.status, kept) from error
        if there != name:
            raise hub_trouble.no_hub(self._base, answer.status, kept)

    def _check_settled(self, answer: "Answer") -> None:
        if answer.code != "not-waiting" and self._done(answer, trouble.FILING).status != HTTPStatus.NO_CONTENT:
            raise hub_trouble.no_hub(self._base, answer.status, trouble.FILING)

    def _done(self, answer: "Answer", kept: str) -> "Answer":
        if answer.refusal is not None:
            raise self._line.refused(answer, kept)
        return answer


class _Known:
    """The directories that have been fetched, and the cursor after them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.after = 0
        self.epoch = ""
        self._rows: list[PublishedDirectory] = []
        self._size = 0

    def take(self, page: Directories) -> None:
        self._rows += page.directories
        self._size += sum(len(row.document) for row in page.directories)
        while self._size > MAX_BYTES:
            self._size -= len(self._rows.pop(0).document)
        self.after, self.epoch = page.next, page.epoch

    def forget(self) -> None:
        self._rows, self._size, self.after, self.epoch = [], 0, 0, ""

    def in_order(self) -> list[bytes]:
        rows = sorted(self._rows, key=lambda row: (row.org, row.seq))
        return [row.document.encode() for row in rows]


def _after(place: int, epoch: str) -> str:
    """A cursor; with its epoch the hub answers "cursor" where it has been set back since."""
    return f"after={place}&epoch={epoch}" if epoch else f"after={place}"


def _envelopes(mailbox: Mailbox) -> str:
    return f"/v1/mailboxes/{mailbox.org}/{mailbox.person}/envelopes"
