"""Settings and keys: what a person may choose, the desk's own keys as words, and a copy of the desk."""

from typing import TYPE_CHECKING

from textual import work

from orderdesk.errors import OrderdeskError
from orderdesk.locale import N_, _
from orderdesk.tui.actions import Action, bindings_for, register
from orderdesk.tui.listing import Column, Filter, Row
from orderdesk.tui.record_room import RecordRoom, Records
from orderdesk.tui.setting_rows import Setting, settings_of

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk

register(
    Action("settings.open", "enter", N_("Change"), N_("Change the setting under the cursor, or do what it says."),
           "settings", footer=True),
    Action("settings.back-up", "f9", N_("Back up"), N_("Write the whole desk to one file."), "settings", footer=True),
    Action("settings.copy", "ctrl+n", N_("Copy"), N_("Copy the value: the words of a key, the address."), "settings"),
)  # fmt: skip


class SettingsScreen(RecordRoom[Setting]):
    """One line a setting; Enter changes it."""

    scope = "settings"
    room = "settings"
    heading = N_("Settings and keys")
    help_topic = N_(
        "Enter changes the line under the cursor.\n\n"
        "The exchange is a folder that both desks can reach (a share, a synced folder, a stick), written as folder: and"
        " its path; or a hub, written as its address with https://. What waits goes by the new way.\n\n"
        "The clocks say how long what may take: when Today calls a thing late, and by when an order is to be answered."
        " A line shows what is usual where yours is another.\n\n"
        "Keys are shown as twelve words, to be read out on the telephone. New keys are made when a key may have been"
        " seen by others; old documents stay readable. At an administrator's desk the directory follows at once,"
        " elsewhere the administrator gets a request file.\n\n"
        "A backup holds the whole desk, encrypted with your passphrase. Keep it on another disk, and the passphrase"
        " somewhere else."
    )
    BINDINGS = bindings_for("settings")
    columns = (Column("name", N_("Setting"), width=50), Column("value", N_("Value")))
    filters = (
        Filter("choices", N_("choices"), lambda row: "choice" in row.tags),
        Filter("clocks", N_("clocks"), lambda row: "clock" in row.tags),
        Filter("keys", N_("keys"), lambda row: "key" in row.tags),
    )

    def read(self, desk: "Desk") -> Records[Setting]:
        found = {setting.id: setting for setting in settings_of(desk)}
        rows = [Row(s.id, (s.name, s.value), tags=frozenset({s.group})) for s in found.values()]
        return Records(rows, found, {s.id: s.explained or s.value for s in found.values()})

    def on_screen_resume(self) -> None:
        """A dialog was answered."""
        self.show_footer()

    def open(self, record: Setting) -> None:
        self._change(record.id)

    def action_back_up(self) -> None:
        """F9."""
        self._change("backup")

    def action_copy(self) -> None:
        """Ctrl+N."""
        from orderdesk.tui.clipboard import copy_text

        if (record := self.record()) is not None:
            copy_text(self.app, record.explained or record.value)
            self.notify(_("Copied."), markup=False)

    @work(exclusive=True, group="changing")
    async def _change(self, setting: str) -> None:
        from orderdesk.tui import setting_changes

        try:
            said = await setting_changes.change(self.desk_app, setting)
        except OrderdeskError as error:
            self.tell(error)
        else:
            if said:
                self.notify(said, markup=False, timeout=8)
        self._found = None
        self.show_title()
        self.reload()
