"""The post room: what is on its way, what was refused, and how the line to the exchange is."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from textual import work
from textual.app import ComposeResult
from textual.widgets import ProgressBar, Static

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _, ngettext
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.moments import DAY_WIDTH, day_text
from orderdesk.tui.record_room import RecordRoom, Records

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.mail.hole_reading import Missing
    from orderdesk.desk.mail.postroom import Outgoing
    from orderdesk.desk.mail.quarantine import Kept

register(
    Action("post.open", "enter", N_("Details"), N_("Everything about the line under the cursor."), "post"),
    Action("post.again", "f9", N_("Send again"), N_("Hand the document over once more; ask for one that is missing."),
           "post", footer=True),
    Action("post.save", "f10", N_("Save a copy"), N_("Save what was refused to a file, to show it to its sender."),
           "post"),
)  # fmt: skip


@dataclass(frozen=True)
class Posted(Records[Any]):
    """The records, and what the desk exchanges through."""

    exchange: str = ""
    concerns: tuple[str, ...] = ()
    """What does not add up about directories, in sentences."""


class PostScreen(RecordRoom["Outgoing | Missing | Kept"]):
    """Outbox, what is missing, and quarantine."""

    scope = "post"
    room = "post"
    heading = N_("Post")
    help_topic = N_(
        "What is on its way, until its receipt has come, and what arrived but could not be believed. Being offline is"
        " normal: what waits goes by itself when the exchange can be reached.\n\n"
        "F5 tries everything at once. F9 hands a document over once more. Where its receipt is overdue it may have"
        " arrived all the same; a copy does no harm.\n\n"
        "What is missing here is named by documents that have come. The desk asks for it by itself, with growing"
        " pauses; F9 asks at once.\n\n"
        "What was refused is kept as it came, encrypted, with the check that it failed. Nothing of it counts. F10 saves"
        " a copy to a file."
    )
    BINDINGS = bindings_for("post")
    DEFAULT_CSS = """
    PostScreen #line { height: auto; max-height: 9; padding: 0 1; text-style: bold; }
    PostScreen #receiving { display: none; padding: 0 1; }
    PostScreen #receiving.-going { display: block; }
    """
    columns = (
        Column("mark", N_("!"), width=1),
        Column("what", N_("What"), width=20),
        Column("state", N_("State"), width=24),
        Column("citizen", N_("Citizen")),
        Column("to", N_("To"), drop=1),
        Column("since", N_("Since"), width=DAY_WIDTH),
    )
    filters = (
        Filter("out", N_("on its way"), lambda row: "out" in row.tags),
        Filter("missing", N_("missing"), lambda row: "missing" in row.tags),
        Filter("refused", N_("refused"), lambda row: "refused" in row.tags),
    )
    empty = N_("Nothing is on its way, nothing is missing, and nothing was refused.")

    def body(self) -> ComposeResult:
        yield Static("", id="line", markup=False)
        yield ProgressBar(show_eta=False, id="receiving")
        yield from super().body()

    def read(self, desk: "Desk") -> Posted:
        from orderdesk.desk.mail import hole_reading, postroom, quarantine
        from orderdesk.desk.membership import directory_watch

        concerns = tuple(one.sentence for one in directory_watch.concerns(desk))
        from orderdesk.tui.missing_rows import missing_row

        day = desk.today()
        out = {f"{n} {item.digest}": item for n, item in enumerate(postroom.outgoing(desk))}
        kept = {item.name: item for item in quarantine.listing(desk)}
        rows = [_outgoing_row(key, item, day) for key, item in out.items()]
        lost = {item.digest: item for item in hole_reading.missing(desk)}
        rows += [missing_row(item, day) for item in lost.values()]
        rows += [_kept_row(item, day) for item in kept.values()]
        sentences = {key: item.trouble or item.silence for key, item in out.items()}
        sentences |= {key: f"{item.told} {item.standing}" for key, item in lost.items()}
        sentences |= {item.name: item.message for item in kept.values()}
        return Posted(rows, {**out, **lost, **kept}, sentences, desk.settings.exchange, concerns)

    def show(self, found: Posted) -> None:
        super().show(found)
        self.on_line_changed()

    def on_line_changed(self) -> None:
        """LineChanged, by its name."""
        from orderdesk.tui.line_words import whole_words

        line, desk = self.desk_app.line, self.desk_app.desk_if_open
        if desk is None:
            return
        words = whole_words(line, desk.today()) if line else _("the first round is under way")
        exchange = _("Exchange: {address}").format(address=desk.settings.exchange)
        concerns = self._found.concerns if isinstance(self._found, Posted) else ()
        self.query_one("#line", Static).update("\n! ".join((f"{exchange} · {words}", *concerns)))
        done, of = line.receiving if line else (0, 0)
        bar = self.query_one("#receiving", ProgressBar)
        bar.set_class(of > 0, "-going")
        bar.update(total=of or None, progress=done)

    def why_not(self, action_id: str) -> str:
        record = self.record() if self._found else None
        if action_id == "post.again" and not hasattr(record, "digest"):
            return _("There is nothing of ours under the cursor to send again, and nothing to ask for.")
        if action_id == "post.save" and not hasattr(record, "check"):
            return _("Only what was refused is saved to a file.")
        return super().why_not(action_id)

    def open(self, record: "Outgoing | Missing | Kept") -> None:
        from orderdesk.tui.dialogs import MessageDialog

        self.app.push_screen(MessageDialog(N_("Post"), _details(record, self.desk.today())))

    def action_again(self) -> None:
        """F9."""
        from orderdesk.desk.mail import asking_again, postroom
        from orderdesk.desk.mail.postroom import Outgoing

        record = self.record()
        do = postroom.send_again if isinstance(record, Outgoing) else asking_again.ask_now
        try:
            do(self.desk, getattr(record, "digest", ""))
        except OrderdeskError as error:
            self.tell(error)
            return
        self.desk_app.post_now()

    @work(exclusive=True, group="saving")
    async def action_save(self) -> None:
        """F10."""
        from orderdesk.desk.mail import refused_copy
        from orderdesk.tui.line_dialog import LineDialog
        from orderdesk.tui.paths import given_path

        name = getattr(self.record(), "name", "")
        help = N_("The file is not encrypted. It may hold personal data: delete it when it has been looked at.")
        answer = await self.app.push_screen_wait(LineDialog(N_("Save to which file?"), help, "refused.json"))
        if answer:
            try:
                path = refused_copy.save(self.desk, name, given_path(answer))
            except OrderdeskError as error:
                self.tell(error)
                return
            self.notify(_("Saved in {path}.").format(path=path), markup=False)


def _outgoing_row(key: str, item: "Outgoing", day: date) -> Row:
    from orderdesk.desk.wording import words

    mark = "!" if item.trouble or item.silence else ""
    return Row(
        key=key,
        cells=(mark, _(item.kind), words("outbox_state", item.state), item.citizen, item.to,
               day_text(item.since, day)),
        sort={"since": item.since, "mark": not mark},
        tags=frozenset({"out"}),
    )  # fmt: skip


def _kept_row(item: "Kept", day: date) -> Row:
    return Row(
        key=item.name,
        cells=("!", _("arrived, refused"), _("does not count"), "", _(item.message), day_text(item.since, day)),
        sort={"since": item.since, "mark": False},
        tags=frozenset({"refused"}),
    )  # fmt: skip


def _details(record: "Outgoing | Missing | Kept", day: date) -> str:
    from orderdesk.desk.mail.hole_reading import Missing
    from orderdesk.desk.mail.postroom import Outgoing
    from orderdesk.desk.wording import words
    from orderdesk.tui.missing_rows import whole

    if isinstance(record, Outgoing):
        lines = [
            _(record.kind), record.citizen, _("To: {name}").format(name=record.to),
            words("outbox_state", record.state), _("Since {day}").format(day=day_text(record.since, day)),
            ngettext("Tried {count} time", "Tried {count} times", record.attempts).format(count=record.attempts),
            record.trouble, record.silence,
        ]  # fmt: skip
        return "\n".join(line for line in lines if line)
    if isinstance(record, Missing):
        return whole(record)
    advice = _("It is kept as it came and counts for nothing. Ring the sender if you expected something.")
    size = _("{size} bytes, came {day}").format(size=record.size, day=day_text(record.since, day))
    return "\n\n".join((_(record.message), size, advice))
