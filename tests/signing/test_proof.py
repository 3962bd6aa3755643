"""Signed documents: what holds, and that nothing can be changed, added or taken away."""

import base64
import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from orderdesk.errors import InputRefused
from orderdesk.signing import base58
from orderdesk.signing.canonical import Json, canonical_bytes
from orderdesk.signing.didkey import SMALL_ORDER_ED25519, public_bytes_of, verification_method
from orderdesk.signing.keys import SigningKey
from orderdesk.signing.parsing import Parsed, parse
from orderdesk.signing.proof import CONTEXT, VerifiedProof, proof_hash, sign_document, sign_hash, verify_proof

CREATED = "2026-11-30T09:30:00Z"
VECTORS = Path(__file__).parents[1] / "vectors"
Document = dict[str, Any]


def refused_check(document: Document) -> str:
    with pytest.raises(InputRefused) as refused:
        verify_proof(parse(canonical_bytes(document)))
    assert str(refused.value)
    return refused.value.check


def test_a_signed_document_verifies(parsed: Parsed, signing_key: SigningKey) -> None:
    assert verify_proof(parsed) == VerifiedProof(signing_key.did, CREATED)


def test_signing_leaves_the_document_alone(report: Document, signing_key: SigningKey) -> None:
    before = copy.deepcopy(report)
    signed = sign_document(report, signing_key, CREATED)
    assert report == before
    assert {name: value for name, value in signed.items() if name != "proof"} == before


def test_verifying_leaves_the_document_alone(parsed: Parsed, signed: Document) -> None:
    verify_proof(parsed)
    assert parsed.value == signed


def test_a_pretty_printed_document_verifies(signed: Document) -> None:
    parsed = parse(json.dumps(signed, indent=2).encode())
    assert not parsed.was_canonical
    assert verify_proof(parsed).created == CREATED


# Nothing can be changed


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    members = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in members:
        yield (*path, name)
        yield from places(inner, (*path, name))


def changed_values(value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value, int(value)]
    if isinstance(value, int):
        return [value + 1, -value - 1, str(value)]
    if isinstance(value, str):
        return [value + "x", value[1:], value.swapcase(), None]
    if isinstance(value, list):
        return [value[::-1] if len(value) > 1 else [], [*value, value[0]], {}]
    return ["", [], 0] if value is None else [{**value, "x": 1}, None, []]


def test_every_member_is_under_the_signature(signed: Document) -> None:
    variants = 0
    for path in places(signed):
        for change in ("remove", "add", *changed_values(holder_of(signed, path)[path[-1]])):
            document = copy.deepcopy(signed)
            holder = holder_of(document, path)
            if change == "remove":
                del holder[path[-1]]
            elif change == "add" and isinstance(holder, dict):
                holder["added"] = 1
            elif change == "add":
                holder.insert(path[-1], 1)
            else:
                holder[path[-1]] = change
            if document == signed and canonical_bytes(document) == canonical_bytes(signed):
                continue  # swapcase of digits
            assert refused_check(document) in {"proof", "context", "key", "signature"}
            variants += 1
    assert variants > 200


def holder_of(document: Any, path: tuple[Any, ...]) -> Any:
    for name in path[:-1]:
        document = document[name]
    return document


def test_every_bit_of_the_signature_counts(signed: Document) -> None:
    signature = base58.decode(signed["proof"]["proofValue"][1:], 88)
    for bit in range(0, 512, 7):
        flipped = (int.from_bytes(signature) ^ 1 << bit).to_bytes(64)
        signed["proof"]["proofValue"] = "z" + base58.encode(flipped)
        assert refused_check(signed) == "signature"


def test_a_signature_plus_the_order_of_the_group_is_refused(signed: Document) -> None:
    """RFC 8032 section 5.1.7: S is below L, or one signature has many forms."""
    signature = base58.decode(signed["proof"]["proofValue"][1:], 88)
    scalar = int.from_bytes(signature[32:], "little") + 2**252 + 27742317777372353535851937790883648493
    signed["proof"]["proofValue"] = "z" + base58.encode(signature[:32] + scalar.to_bytes(32, "little"))
    assert refused_check(signed) == "signature"


def test_another_signer_is_not_the_one_it_claims(signed: Document, other_signing_key: SigningKey) -> None:
    signed["proof"]["verificationMethod"] = other_signing_key.method
    assert refused_check(signed) == "signature"


# Exactly one proof, of the closed form


def with_proof(change: Callable[[Document], Any]) -> Callable[[Document], None]:
    def apply(document: Document) -> None:
        document["proof"] = change(document["proof"])

    return apply


def member(name: str, value: Any) -> Callable[[Document], None]:
    return with_proof(lambda proof: {**proof, name: value})


METHOD = "verificationMethod"
FOREIGN = "https://example.dk/ns/v1"
MALFORMED: dict[str, tuple[str, Callable[[Document], Any]]] = {
    "none": ("proof", lambda document: document.pop("proof")),
    "null": ("proof", with_proof(lambda _: None)),
    "text": ("proof", with_proof(lambda _: "z")),
    "set-of-one": ("proof", with_proof(lambda proof: [proof])),
    "set-of-two": ("proof", with_proof(lambda proof: [proof, proof])),
    "empty-set": ("proof", with_proof(lambda _: [])),
    "chain": ("proof", member("previousProof", "urn:uuid:1")),
    "proof-chain": ("signature", lambda document: document.update(proofChain=[document["proof"]])),
    "id": ("proof", member("id", "urn:uuid:1")),
    "expires": ("proof", member("expires", CREATED)),
    "challenge": ("proof", member("challenge", "x")),
    "other-type": ("proof", member("type", "Ed25519Signature2020")),
    "type-list": ("proof", member("type", ["DataIntegrityProof"])),
    "other-suite": ("proof", member("cryptosuite", "eddsa-rdfc-2022")),
    "other-purpose": ("proof", member("proofPurpose", "authentication")),
    "no-value": ("proof", with_proof(lambda proof: {name: proof[name] for name in proof if name != "proofValue"})),
    "value-number": ("proof", member("proofValue", 7)),
    "value-empty": ("proof", member("proofValue", "")),
    "value-z": ("proof", member("proofValue", "z")),
    "value-base64": ("proof", member("proofValue", "uAAAA")),
    "value-short": ("proof", member("proofValue", "z" + base58.encode(b"\x01" * 63))),
    "value-long": ("proof", member("proofValue", "z" + base58.encode(b"\x01" * 65))),
    "value-huge": ("proof", member("proofValue", "z" * 250_000)),
    "value-odd-letter": ("proof", with_proof(lambda proof: {**proof, "proofValue": proof["proofValue"][:-1] + "0"})),
    "value-padded": ("proof", with_proof(lambda proof: {**proof, "proofValue": "z1" + proof["proofValue"][1:]})),
    "value-newline": ("proof", with_proof(lambda proof: {**proof, "proofValue": proof["proofValue"] + "\n"})),
    "created-zone": ("proof", member("created", "2026-11-30T10:30:00+01:00")),
    "created-fraction": ("proof", member("created", "2026-11-30T09:30:00.0Z")),
    "created-newline": ("proof", member("created", "2026-11-30T09:30:00Z\n")),
    "created-no-day": ("proof", member("created", "2026-02-30T09:30:00Z")),
    "created-other-digits": ("proof", member("created", "２026-11-30T09:30:00Z")),
    "created-number": ("proof", member("created", 1)),
    "method-number": ("proof", member(METHOD, 1)),
    "method-list": ("proof", member(METHOD, ["did:key:z"])),
    "method-did": ("key", with_proof(lambda proof: {**proof, METHOD: proof[METHOD].partition("#")[0]})),
    "method-url": ("key", member(METHOD, "https://example.dk/key#1")),
    "method-huge": ("key", member(METHOD, "did:key:z" + "z" * 250_000)),
    "context-missing": ("context", lambda document: document.pop("@context")),
    "context-appended": ("context", lambda document: document["@context"].append(FOREIGN)),
    "context-object": ("context", lambda document: document["@context"].append({"name": FOREIGN})),
    "context-text": ("context", lambda document: document.update({"@context": CONTEXT[0]})),
    "context-turned": ("context", lambda document: document["@context"].reverse()),
    "proof-context-appended": ("context", member("@context", [*CONTEXT, FOREIGN])),
    "proof-context-prefix": ("context", member("@context", CONTEXT[:1])),
    "proof-context-missing": (
        "proof",
        with_proof(lambda proof: {name: proof[name] for name in proof if name != "@context"}),
    ),
}


@pytest.mark.parametrize("name", MALFORMED)
def test_malformed_proofs_are_refused_by_name(name: str, signed: Document) -> None:
    check, change = MALFORMED[name]
    change(signed)
    assert refused_check(signed) == check


@pytest.mark.parametrize("holder", ["document", "both"])
def test_an_appended_context_is_refused_though_its_signature_holds(
    holder: str, report: Document, signing_key: SigningKey
) -> None:
    report["@context"] = [*CONTEXT, FOREIGN]
    config = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "proofPurpose": "assertionMethod",
        "@context": report["@context"] if holder == "both" else list(CONTEXT),
        "created": CREATED,
        "verificationMethod": signing_key.method,
    }
    value = sign_hash(proof_hash(report, config), signing_key)
    assert refused_check({**report, "proof": {**config, "proofValue": value}}) == "context"


def test_doubled_proofs_do_not_parse(signed: Document) -> None:
    data = canonical_bytes(signed)
    proof = canonical_bytes(signed["proof"])
    doubled = data.replace(b',"proof":', b',"proof":' + proof + b',"proof":')
    with pytest.raises(InputRefused) as refused:
        parse(doubled)
    assert refused.value.check == "json"


@pytest.mark.parametrize("public", sorted(SMALL_ORDER_ED25519), ids=bytes.hex)
def test_a_forgery_under_a_small_order_key_is_refused(public: bytes, signed: Document) -> None:
    did = "did:key:z" + base58.encode(b"\xed\x01" + public)
    signed["proof"]["verificationMethod"] = verification_method(did)
    signed["proof"]["proofValue"] = "z" + base58.encode((1).to_bytes(32, "little") + bytes(32))
    assert refused_check(signed) == "key"


# Signing refuses what verifying would refuse


@pytest.mark.parametrize(
    ("change", "created", "check"),
    [
        ({"proof": {}}, CREATED, "proof"),
        ({"proof": None}, CREATED, "proof"),
        ({"@context": CONTEXT[:1]}, CREATED, "context"),
        ({}, "2026-11-30", "proof"),
        ({}, "2026-13-30T09:30:00Z", "proof"),
        ({"body": 1.5}, CREATED, "profile"),
        ({"body": "a\u202eb"}, CREATED, "profile"),
        ({"body": "e\u0301"}, CREATED, "profile"),
        ({"ø": 1}, CREATED, "profile"),
        ({"body": "x" * 256 * 1024}, CREATED, "size"),
    ],
)
def test_what_would_be_refused_is_not_signed(
    change: Document, created: str, check: str, report: Document, signing_key: SigningKey
) -> None:
    with pytest.raises(InputRefused) as refused:
        sign_document({**report, **change}, signing_key, created)
    assert refused.value.check == check


# What others say


def reproduces(document: Document, key: SigningKey) -> bool:
    """Whether signing the document without its proof gives the proofValue that it carries."""
    config = dict(document["proof"])
    value = config.pop("proofValue")
    unsigned: dict[str, Json] = {name: member for name, member in document.items() if name != "proof"}
    return sign_hash(proof_hash(unsigned, config), key) == value


def test_our_own_vector_stays_what_it_is() -> None:
    """A document that others may test with: a change of the format shows here."""
    data = (VECTORS / "orderdesk-report.json").read_bytes()
    parsed = parse(data)
    assert parsed.was_canonical
    assert verify_proof(parsed).created == CREATED
    assert reproduces(parsed.value, SigningKey.from_seed(bytes(range(32))))
    assert parsed.digest == (VECTORS / "orderdesk-report.digest.txt").read_text().strip()


def test_the_official_w3c_example_is_reproduced_byte_for_byte() -> None:
    published = json.loads((VECTORS / "w3c-eddsa-jcs-2022.json").read_text(encoding="utf-8"))
    secret = base58.decode(published["keyPair"]["privateKeyMultibase"][1:], 60)
    assert secret[:2] == b"\x80\x26"  # multicodec ed25519-priv
    key = SigningKey.from_seed(secret[2:])
    assert key.did == "did:key:" + published["keyPair"]["publicKeyMultibase"]
    document = published["document"]
    assert reproduces(document, key)
    config = {name: value for name, value in document["proof"].items() if name != "proofValue"}
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    assert proof_hash(unsecured, config).hex() == published["proofConfigHash"] + published["documentHash"]


def test_a_verifier_that_others_wrote_agrees(signed: Document, signing_key: SigningKey) -> None:
    suites = pytest.importorskip("openvc.proof.di_jcs")
    errors = pytest.importorskip("openvc.proof.errors")
    x = base64.urlsafe_b64encode(public_bytes_of(signing_key.did)).rstrip(b"=").decode()
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": x}
    suites.EddsaJcsProofSuite().verify(signed, public_key_jwk=jwk)
    signed["seq"] = 4
    with pytest.raises(errors.SignatureInvalid):
        suites.EddsaJcsProofSuite().verify(signed, public_key_jwk=jwk)
