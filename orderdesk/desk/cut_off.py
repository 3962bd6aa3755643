"""What a death, a power cut or a full disk has cut off, and how the next opening puts it right.

A document and the journal's line that lists it are two files. The document is prepared first (`Archive.prepare`), the
line is written, and only then the document gets its last name. So at an opening each document that is still pending
either stands in a list, and gets its name, or was never counted by anybody: then it is put aside, and not sent. The
draft that it came from is still there; an envelope that it came in is not acknowledged, and comes again.
"""

from orderdesk.desk.desk import Desk


def put_right(desk: Desk, lists: tuple[str, ...]) -> None:
    """Finish what stands in one of these `lists` (tables, by digest), put aside what does not. Raises DeskUnavailable
    where another program keeps the desk for too long. Costs a look into two folders where nothing was cut off."""
    if any(True for _digest in desk.archive.pending()):
        with desk.store.transaction():  # whoever is in the midst of it now has the lock
            for digest in desk.archive.pending():
                if any(desk.store.get(table, digest) is not None for table in lists):
                    desk.archive.finish(digest)
                else:
                    desk.archive.put_aside(digest)
    for digest in desk.archive.aside():
        if any(desk.store.get(table, digest) is not None for table in lists):
            desk.archive.drop_from_aside(digest)
