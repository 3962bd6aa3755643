"""The wire types that every kind of document is made of.

All validation runs in pydantic's compiled core, on values that the strict parser has already read: dates and instants
arrive as text of one form, hours as whole minutes, money as whole øre. A body of 5 KB validates in some tens of
microseconds as long as no type here calls back into Python.
"""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

DAY_PATTERN = r"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
INSTANT_PATTERN = DAY_PATTERN[:-1] + r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"
CLOCK_PATTERN = r"^([01][0-9]|2[0-3]):[0-5][0-9]$"
URN_PATTERN = r"^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
DIGEST_PATTERN = r"^sha256-[0-9a-f]{64}$"
NAME_PATTERN = r"^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$"
ITEM_PATTERN = r"^[A-Z][A-Z0-9]{0,7}$"
KEY_PATTERN = r"^did:key:z[1-9A-HJ-NP-Za-km-z]{40,60}$"


class Part(BaseModel):
    """A part of a document: closed, strict and unchangeable once read."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, defer_build=True)


class _OneForm:
    """Accept text of exactly one form, then read it as a date or an instant: no time stamps, no other spellings."""

    def __init__(self, pattern: str, form: Literal["date", "date-time"]) -> None:
        self._pattern = pattern
        self._form = form

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        read = (
            core_schema.date_schema(strict=False)
            if self._form == "date"
            else core_schema.datetime_schema(strict=False, tz_constraint="aware")
        )
        write = (
            core_schema.to_string_ser_schema()
            if self._form == "date"
            else core_schema.plain_serializer_function_ser_schema(instant_text)
        )
        return core_schema.chain_schema([core_schema.str_schema(pattern=self._pattern), read], serialization=write)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "format": self._form, "pattern": self._pattern}


class _TrueAlone:
    """Accept true and nothing that merely equals it: to a Literal, the number 1 is as good."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.chain_schema([core_schema.bool_schema(strict=True), handler(source)])

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "boolean", "const": True}


def instant_text(moment: datetime) -> str:
    """`moment` as documents write it: UTC, whole seconds, "Z". Raises ValueError for a moment without a time zone."""
    if moment.utcoffset() is None:
        raise ValueError("An instant needs a time zone.")
    from datetime import UTC

    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


Day = Annotated[date, _OneForm(DAY_PATTERN, "date")]
Instant = Annotated[datetime, _OneForm(INSTANT_PATTERN, "date-time")]
Yes = Annotated[Literal[True], _TrueAlone()]
Clock = Annotated[str, Field(pattern=CLOCK_PATTERN, description="Local time of day in Denmark, HH:MM.")]
Line = Annotated[str, Field(min_length=1, max_length=200)]
Text = Annotated[str, Field(min_length=1, max_length=8000)]
Minutes = Annotated[int, Field(ge=0, le=100_000, description="A length of time in whole minutes.")]
Count = Annotated[int, Field(ge=0, le=10_000)]
Version = Annotated[int, Field(ge=1, le=10_000)]
Urn = Annotated[str, Field(pattern=URN_PATTERN)]
Digest = Annotated[str, Field(pattern=DIGEST_PATTERN, description="SHA-256 of the canonical bytes, in hexadecimal.")]
OrganisationId = Annotated[str, Field(pattern=NAME_PATTERN, description="An organisation's lasting short name.")]
PersonId = Annotated[str, Field(pattern=NAME_PATTERN, description="A person's lasting short name.")]
ItemId = Annotated[str, Field(pattern=ITEM_PATTERN, description="An item's id within the order, such as M1 or S2.")]
KeyId = Annotated[str, Field(pattern=KEY_PATTERN, max_length=100, description="A public key as did:key.")]
Phone = Annotated[str, Field(pattern=r"^\+?[0-9][0-9 ]{5,18}[0-9]$", description="A direct telephone number.")]
Mail = Annotated[str, Field(pattern=r"^[^@\s]{1,64}@[^@\s]{1,180}\.[a-zA-Z]{2,20}$", description="A mail address.")]
Cpr = Annotated[
    str, Field(pattern=r"^[0-9]{6}-[0-9]{4}$", description="Civil registration number (CPR-nummer), DDMMYY-NNNN.")
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}$", description="A language as its ISO 639 code.")]
