"""The worked example of schemas/README.md, computed without orderdesk: hashlib, cryptography and the rfc8785 package.

`python tests/worked_example.py` writes the README's blocks anew. tests/documents holds the README to what
is computed here, and what is computed here to what orderdesk computes.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import rfc8785
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

README = Path(__file__).parents[1] / "schemas" / "README.md"
BLOCK = re.compile(r"(?<=\n)```(?P<language>\w+) example:(?P<name>[\w-]+)\n(?P<text>.*?)\n```\n", re.DOTALL)

SEED = bytes(range(32))
CONTEXT = ["https://w3id.org/security/data-integrity/v2", "https://orderdesk.example/ns/v1"]
DOCUMENT: dict[str, Any] = {
    "@context": CONTEXT,
    "type": "orderdesk.receipt.v1",
    "id": "urn:uuid:6f1d2c3a-0b4e-4c5d-8e7f-102938475601",
    "thread": "urn:uuid:0c8f7a52-93de-4f01-a1b2-c3d4e5f60718",
    "seq": 2,
    "prev": ["sha256-2f6b0a3c5d7e9f1122334455667788990011223344556677889900aabbccddee"],
    "from": {"org": "fjordvejen", "person": "sara-holt", "role": "consultant"},
    "to": [{"org": "lindholm-kommune", "person": "mette-krogh"}],
    "issued": "2026-11-20T09:30:00Z",
    "body": {
        "document": "sha256-2f6b0a3c5d7e9f1122334455667788990011223344556677889900aabbccddee",
        "outcome": "ok",
        "text": "Modtaget på Fjordvejen.",
    },
}


def base58(data: bytes) -> str:
    """`data`, which does not begin with a zero byte, in base58btc."""
    alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
    number, text = int.from_bytes(data), ""
    while number:
        number, place = divmod(number, 58)
        text = alphabet[place] + text
    return text


def signed() -> dict[str, Any]:
    """The document of the example with its proof."""
    document: dict[str, Any] = json.loads(blocks()["signed"])
    return document


def blocks() -> dict[str, str]:
    """The README's blocks by name."""
    key = Ed25519PrivateKey.from_private_bytes(SEED)
    public = key.public_key().public_bytes_raw()
    multikey = "z" + base58(b"\xed\x01" + public)
    config = {
        "@context": CONTEXT,
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": DOCUMENT["issued"],
        "proofPurpose": "assertionMethod",
        "verificationMethod": f"did:key:{multikey}#{multikey}",
    }
    config_bytes, document_bytes = rfc8785.dumps(config), rfc8785.dumps(DOCUMENT)
    config_hash, document_hash = hashlib.sha256(config_bytes).digest(), hashlib.sha256(document_bytes).digest()
    signature = key.sign(config_hash + document_hash)
    whole = rfc8785.dumps({**DOCUMENT, "proof": {**config, "proofValue": "z" + base58(signature)}})
    return {
        "key": f"seed        {SEED.hex()}\npublic key  {public.hex()}\ndid:key     did:key:{multikey}",
        "unsigned": json.dumps(DOCUMENT, ensure_ascii=False, indent=2),
        "config-bytes": config_bytes.decode(),
        "document-bytes": document_bytes.decode(),
        "hashes": f"proof     {len(config_bytes)} bytes  {config_hash.hex()}\n"
        f"document  {len(document_bytes)} bytes  {document_hash.hex()}",
        "to-sign": (config_hash + document_hash).hex(),
        "signature": f"bytes       {signature.hex()}\nproofValue  z{base58(signature)}",
        "signed": whole.decode(),
        "digest": f"{len(whole)} bytes, sha256-{hashlib.sha256(whole).hexdigest()}",
    }


def with_blocks(text: str) -> str:
    """`text` with each block of the example as it is computed."""
    computed = blocks()
    return BLOCK.sub(lambda m: f"```{m['language']} example:{m['name']}\n{computed[m['name']]}\n```\n", text)


if __name__ == "__main__":
    README.write_text(with_blocks(README.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
