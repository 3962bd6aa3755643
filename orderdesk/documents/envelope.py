"""The envelope that every document has: type, thread, sequence, sender, addressees, time, directory, body and proof."""

from typing import Annotated, Literal

from pydantic import Field, Strict

from orderdesk.documents.fields import Digest, Instant, KeyId, Part, Urn, Version
from orderdesk.documents.people import Addressee, Sender

# A tuple fixes the order as well; parsed JSON brings a list, which strict mode would not take for one.
Context = Annotated[
    tuple[Literal["https://w3id.org/security/data-integrity/v2"], Literal["https://orderdesk.example/ns/v1"]],
    Strict(False),
    Field(alias="@context", description="The constant context, in this order."),
]


class DirectoryReference(Part):
    """The version of the sender's directory that the sender signed under."""

    version: Annotated[Version, Field(description="The directory's version.")]
    hash: Annotated[Digest, Field(description="The digest of the signed directory.")]


class Proof(Part):
    """A W3C Data Integrity proof, cryptosuite eddsa-jcs-2022."""

    context: Context
    type: Literal["DataIntegrityProof"]
    cryptosuite: Literal["eddsa-jcs-2022"]
    created: Annotated[Instant, Field(description="When it was signed.")]
    purpose: Annotated[Literal["assertionMethod"], Field(alias="proofPurpose")]
    method: Annotated[
        str,
        Field(
            alias="verificationMethod",
            pattern=r"^did:key:(z6Mk[1-9A-HJ-NP-Za-km-z]{44})#z6Mk[1-9A-HJ-NP-Za-km-z]{44}$",
            description="The signer's key as did:key:KEY#KEY.",
        ),
    ]
    value: Annotated[
        str,
        Field(alias="proofValue", pattern=r"^z[1-9A-HJ-NP-Za-km-z]{80,90}$", description="64 bytes in base58."),
    ]


class Document(Part):
    """What all kinds of document share. A kind adds its `type` and its `body`."""

    context: Context
    id: Annotated[Urn, Field(description="The document's own id, a new one each time.")]
    thread: Annotated[Urn, Field(description="The thread: one for an order and all that answers it.")]
    seq: Annotated[int, Field(ge=1, le=100_000, description="1 + the thread's highest seq seen by the author.")]
    prev: Annotated[
        list[Digest],
        Field(max_length=20, description="The latest documents that the author had seen."),
    ]
    sender: Annotated[Sender, Field(alias="from", description="Who issues it.")]
    to: Annotated[
        list[Addressee], Field(max_length=20, description="Whom it is for; empty for a directory, which is for all.")
    ]
    issued: Annotated[Instant, Field(description="When it was issued.")]
    directory: Annotated[DirectoryReference | None, Field(description="What the sender's directory was.")] = None
    proof: Annotated[Proof, Field(description="The signature.")]


def signing_key(document: Document) -> KeyId:
    """The did:key that the proof names, without its fragment."""
    return document.proof.method.partition("#")[0]
