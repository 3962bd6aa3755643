"""What the hub answers when it does not do what was asked: problem+json (RFC 9457) with codes that stay.

A program goes by `code`; the title is for people who read a log. None of them repeats what was sent.
"""

from typing import Any, Final

CODES: Final[dict[str, tuple[int, str]]] = {
    # the request itself
    "malformed": (400, "The request is not of the form that the API has."),
    "not-found": (404, "There is no such resource."),
    "not-allowed-method": (405, "That resource does not take this method."),
    "unknown-version": (404, "This hub does not speak that version of the API."),
    "body-too-slow": (408, "The body of the request did not come in time."),
    "too-large": (413, "The body is larger than the hub takes."),
    "empty": (422, "The body is empty."),
    "encoded": (415, "The hub takes bodies as they are, not compressed."),
    "too-many-requests": (429, "The person has made too many requests; later."),
    "too-many-directories": (429, "The organisation has published too many directories today; later."),
    # its signature, by the names of the checks in signing/http_messages.py
    "signature-missing": (401, "The request is not signed."),
    "signature-malformed": (401, "The signature is not of the form used here."),
    "components": (401, "The signature does not cover what it must cover."),
    "tag": (401, "The signature was made for something else."),
    "nonce": (401, "The nonce is not usable."),
    "created": (401, "The request was made at a time that has not come yet; see `now`."),
    "expires": (401, "The request has expired, or counts for too long; see `now`."),
    "digest-missing": (401, "There is no Content-Digest."),
    "digest": (401, "The body is not the one that was signed."),
    "key": (401, "The key is not a did:key of the kind used here."),
    "signature": (401, "The signature does not fit the request."),
    "replayed": (401, "The nonce has been used before."),
    # who it is by
    "acting": (401, "The header Orderdesk-Acting does not name an organisation and a person."),
    "key-unknown": (403, "The key is not an HTTP key of that person in the organisation's newest directory."),
    "key-period": (403, "The key does not count now."),
    "key-revoked": (403, "The key has been revoked."),
    "directory-expired": (403, "The organisation's directory has expired; publish a newer one."),
    "not-yours": (403, "That mailbox, or that directory, is another's."),
    "administrators": (403, "All organisations' directories are for administrators."),
    # what it is about
    "no-mailbox": (404, "There is no such mailbox: the person is in no directory that was published here."),
    "name": (422, "The name is not the SHA-256 of the body."),
    "not-waiting": (404, "No such envelope waits in that mailbox."),
    "reason": (422, "A refusal needs one of the known reason codes."),
    "cursor": (409, "The cursor is ahead of what there is, or of another epoch; begin at 0."),
    "full": (507, "As much waits for that organisation as the hub keeps."),
    "directories-full": (507, "As many directories of the organisation are kept as the hub keeps."),
    "not-registered": (403, "The organisation is not registered at this hub."),
    "directory": (422, "The directory does not follow from what is known of the organisation; see `check`."),
    "no-directory": (404, "There is no such directory."),
    # the hub
    "unavailable": (503, "The hub cannot reach its database now; later."),
    "disk-full": (507, "There is no room on the hub's disk now; later."),
    "fault": (500, "Our fault."),
}
"""Status and title by code."""


class Problem(Exception):
    """What was asked for is not done. `extra` are further members of the answer; none holds what was sent."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status, self.title = CODES[code]
        self.extra = extra

    def as_json(self) -> dict[str, Any]:
        """The members of the answer."""
        return {
            "type": f"urn:orderdesk:hub:{self.code}", "title": self.title, "status": self.status, "code": self.code,
            **self.extra,
        }  # fmt: skip
