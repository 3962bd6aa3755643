"""A desk at work in a process of its own, to be killed: `busy_desk.py send|take DESK SEED`.

Prints a line once something has been acknowledged to its user, and only then.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from desk_pair import PASSPHRASE

from orderdesk.desk.mail import post
from orderdesk.desk.opening import open_desk
from orderdesk.desk.ordering import orders


def main(what: str, root: str, body_file: str) -> None:
    """Send orders, or take them in, until somebody ends it (or some hundred rounds have gone)."""
    desk = open_desk(Path(root), PASSPHRASE, clock=lambda: datetime(2026, 11, 2, 12, 0, tzinfo=UTC))
    body = json.loads(Path(body_file).read_text(encoding="utf-8"))
    print("ready", flush=True)
    for _round in range(200):
        if what == "send":
            draft = orders.new_draft(desk, body)
            print(orders.send(desk, draft.id).digest, flush=True)
        taken = post.sync(desk, force=True).taken
        if what == "take":
            for digest in taken:
                print(digest, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
