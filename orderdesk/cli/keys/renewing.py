"""New keys for a desk, and what is said about them: for `key rotate`, and for `restore` after a loss."""

from argparse import Namespace
from typing import TYPE_CHECKING

from orderdesk.cli.exit_codes import ExitCode
from orderdesk.cli.keys.guiding import since_of, tell
from orderdesk.cli.output import Output
from orderdesk.cli.spoken import show_words
from orderdesk.errors import NotPossible
from orderdesk.locale import _

if TYPE_CHECKING:
    from orderdesk.desk.desk import Desk
    from orderdesk.desk.membership.organisation import Body


def fetch_first(desk: "Desk") -> None:
    """On an administrator's restored desk: the directory may be older than the one in force, and a change to the older
    one would be a second directory with the same number. Raises NotPossible where it cannot be fetched."""
    from orderdesk.desk.mail import post

    if desk.keys.has("administration") and (trouble := post.sync(desk).trouble):
        raise NotPossible(
            _("The newest directory could not be fetched: {reason}").format(reason=trouble),
            _("The keys are as they were. When the exchange can be reached, run `orderdesk key rotate --reason lost`."),
        )


def renew(desk: "Desk", args: Namespace, out: Output, *, resealed: bool = False) -> ExitCode:
    """Make the keys, as `args` say why and since when. On an administrator's desk the directory follows; elsewhere the
    request goes to --output, or stdout. `resealed` where everything on the desk was encrypted anew just before."""
    from orderdesk.cli.requesting import choose_target, write_request
    from orderdesk.desk.membership import after_loss, directory_changes, fingerprints, organisation, what_follows
    from orderdesk.desk.membership.withdrawals import OTHERS_MAY_HAVE

    reason, since = args.reason or "", ""
    if reason:
        since = since_of(args, desk, _("From which day on may others have had them (empty: from now on)"))
    target = args.output
    if not desk.keys.has("administration"):
        target = choose_target(args.output, desk.settings.person)
    asked: list[Body | None] = []
    changed = directory_changes.make(desk, lambda: asked.append(organisation.rotate(desk, reason, since)))
    if asked and asked[0] is not None:
        write_request(asked[0], target, out)
    else:
        out.line(desk.keys.current("signing").did)
        tell(out, [_("The new keys are in force."), changed.told(), _("The words of your new signing key:")])
        show_words(out, fingerprints.words_in_use(desk))
    if others := reason in OTHERS_MAY_HAVE:
        after_loss.done(desk.folder, "rotate")
    published = not changed.trouble
    tell(out, what_follows.of_a_rotation(desk, others_may_have=others, published=published, resealed=resealed))
    return ExitCode.GOOD
