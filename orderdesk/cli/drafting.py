"""A draft in the person's own editor, as JSON: read back, and asked about again where it cannot be."""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from orderdesk.cli.asking import ask
from orderdesk.cli.body_file import read_body, with_known_parts
from orderdesk.cli.desk_access import on_terminal
from orderdesk.cli.output import Output
from orderdesk.errors import InputRefused, NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.drafts import Draft

Body = dict[str, Any]
Editor = Callable[[str], str]


def edit_draft(desk: "Desk", draft: "Draft", out: Output) -> "Draft":
    """Let the person edit the draft, and keep it. What cannot be read is kept as it was typed, and the next try begins
    with it. Raises NotPossible where there is no editor, or where the person stops with a text that cannot be read."""
    from orderdesk.desk import drafts, edited_text

    text = edited_text.kept(desk, draft.id) or as_text(draft.body)
    while True:
        text = _edited(text)
        try:
            body = with_known_parts(read_body(text, toml=False), draft.kind)
        except InputRefused as refused:
            edited_text.keep(desk, draft.id, text)
            out.error(refused.message, refused.advice)
            if _stops():
                raise NotPossible(
                    _("The draft is as it was before."), _("What you typed is kept: the next edit begins with it.")
                ) from None
        else:
            saved = drafts.save(desk, draft.id, body)
            edited_text.drop(desk, draft.id)
            return saved


def _stops() -> bool:
    """Whether the person, if there is one to ask, does not want the editor again."""
    return not on_terminal() or ask(_("Open the editor again? (yes/no)"), _("yes"))[:1].casefold() not in ("y", "j")


def as_text(body: Body) -> str:
    """A body as people edit it: JSON, the members in the order of the form, no letter escaped."""
    return json.dumps(body, ensure_ascii=False, indent=2) + "\n"


def _edited(text: str) -> str:
    from orderdesk.desk.editor import edit_file, editor_command

    return edit_file(editor_command(), text)
