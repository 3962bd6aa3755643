"""What the fold needs to know of one document of a thread."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """`kind` and `sub` name the document ("reply", "accept"); `about` is the digest it answers or replaces; `seq`,
    `issued` (ISO, UTC) and `digest` give its place; `org` is the sender's organisation; `provider` whom an order names;
    `order` the version that a report answers; `opens` whether the thread's id was made for this order; `answer_by` the
    day by which an answer is asked for; `attended` whether it tells of a session that the citizen came to."""

    digest: str
    kind: str
    sub: str
    seq: int
    issued: str
    about: str = ""
    version: int = 0
    start: str = ""
    end: str = ""
    outcome: str = ""
    prev: tuple[str, ...] = ()
    org: str = ""
    provider: str = ""
    order: str = ""
    opens: bool = False
    answer_by: str = ""
    attended: bool = False

    @property
    def place(self) -> tuple[int, str, str]:
        """Where the entry stands in the thread, whatever order it arrived in."""
        return (self.seq, self.issued, self.digest)
