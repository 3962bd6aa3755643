"""What goes wrong between desks, done by its real causes: a changed copy in the post, an order in the wrong box."""

from orderdesk.desk import index
from orderdesk.desk.desk import Desk
from orderdesk.desk.mail import outbox
from orderdesk.exchange.carrier import Mailbox
from orderdesk.signing.sealing import seal


def forge(desk: Desk, digest: str) -> bytes:
    """Change one digit of a document that `desk` holds, and put the sealed copy in its owner's post. Gives the copy."""
    genuine = desk.archive.get(digest)
    before = b'"attended_minutes":'
    place = genuine.index(before) + len(before)
    forged = genuine[:place] + (b"2" if genuine[place : place + 1] != b"2" else b"3") + genuine[place + 1 :]
    keys = desk.trust.sealing_keys(desk.settings.org, desk.settings.person, desk.now())
    desk.carrier.put(Mailbox(desk.settings.org, desk.settings.person), seal(forged, keys))
    return forged


def put_in_wrong_box(desk: Desk, thread: str, org: str, person: str) -> None:
    """Have the next round of the post hand the thread's order to somebody whom it does not name."""
    outbox.add(desk, index.thread_of(desk, thread).order, org, person)
