"""The codes of `validate`: what each asks, and what to do."""

from typing import Final

from orderdesk.cli.validating import CANONICAL, FILE
from orderdesk.documents.parties import REFUSALS
from orderdesk.locale import N_
from orderdesk.trust.explanations import EXPLANATIONS

CODES: Final[dict[str, tuple[str, str]]] = {
    FILE: (N_("The file can be read."), N_("Check the name and who may read it.")),
    **EXPLANATIONS,
    "parties": (
        N_("The sender's organisation has a part in the order of this thread. Asked when it arrives at a desk."),
        REFUSALS["parties"][1],
    ),
    "named": (
        N_("An order names the organisation that receives it as its provider. Asked when it arrives at a desk."),
        REFUSALS["named"][1],
    ),
    CANONICAL: (
        N_("The file holds the document's canonical bytes. A file that does not is good all the same."),
        N_("Keep what a desk wrote as it is; a pretty-printed copy has another hash as a file."),
    ),
}
