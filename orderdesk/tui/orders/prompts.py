"""The questions of the programme that has been chosen, at the fields of the order's form. They ask; nothing is filled
in."""

from orderdesk.desk import local_policy
from orderdesk.desk.desk import Desk
from orderdesk.desk.ordering.questions import Questions
from orderdesk.desk.wording import words
from orderdesk.locale import _, language_in_use
from orderdesk.tui.form.draft import Draft
from orderdesk.tui.form.paths import Path
from orderdesk.tui.orders.order_form import place_name

_SHOWN = 2  # lines of help below the form


class Prompts:
    """Follows the programme in the draft. `problem` says why the municipality's own questions are not among them."""

    def __init__(self, desk: Desk, draft: Draft) -> None:
        self._desk = desk
        self._draft = draft
        self._questions: Questions = {}
        self.problem = ""
        self.follow()

    @property
    def _programme(self) -> str:
        return str(self._draft.get("programme.type") or "")

    def follow(self) -> None:
        """The programme has been chosen, or another one."""
        found, broken = local_policy.asked(self._desk.settings.local, self._programme, language_in_use())
        self._questions = found
        self.problem = _(broken.template).format(**broken.values) if broken else ""

    def at(self, path: Path) -> str:
        """The questions to the field at `path`, a line each, as many as there is room for; "" where there are none."""
        name = ".".join(step for step in path if isinstance(step, str))
        return "\n".join(self._questions.get(name, ())[:_SHOWN])

    def all(self) -> str:
        """Every question of the programme, under the names of the fields, after what is wrong with the municipality's
        own; "" where no programme has been chosen."""
        lines = [f"! {self.problem}"] if self.problem else []
        for name, asked in self._questions.items():
            lines += [_in_form(name), *(f"  {question}" for question in asked)]
        return "\n".join(lines)

    def title(self) -> str:
        """What the questions are to."""
        return _("Questions: {programme}").format(programme=words("programme", self._programme))


def _in_form(name: str) -> str:
    """A field's name on the form: "goals.seen_by" as that of any goal."""
    part, _dot, member = name.partition(".")
    return place_name(f"$.{name}") if part == "purpose" else place_name(f"$.{part}[0].{member}").replace(" 1:", ":")
