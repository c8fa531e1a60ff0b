"""What generated models are made of: tolerant when reading, exact when writing."""

from __future__ import annotations

import datetime
import enum
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import pydantic
from pydantic import (
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    PlainSerializer,
    SerializationInfo,
    SerializerFunctionWrapHandler,
    model_serializer,
)
from pydantic_core import CoreSchema, core_schema
from typing_extensions import Self

from . import json_text


class Model(BaseModel):
    """An object of the document. Keys that it does not know are kept, and sent again."""

    model_config = ConfigDict(
        arbitrary_types_allowed=True,
        defer_build=True,
        extra="allow",
        hide_input_in_errors=True,
        populate_by_name=True,
        protected_namespaces=(),
    )

    def to_json(self) -> str:
        """The object as it is sent: what is unset is left out."""
        return json_text.write(self)

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """Reads an object as it is answered. Raises ValueError where it is none."""
        return cls.model_validate(json_text.read(text))


class SentModel(Model):
    """An object that callers build."""

    _constants: ClassVar[Mapping[str, Any]] = {}
    """Keys that always have one value, sent by themselves."""
    _read_only: ClassVar[frozenset[str]] = frozenset()
    """Keys that are never sent."""
    _never_null: ClassVar[frozenset[str]] = frozenset()
    """Optional keys for which None means that they are left out."""

    @model_serializer(mode="wrap")
    def _write(
        self, handler: SerializerFunctionWrapHandler, info: SerializationInfo
    ) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        if not info.by_alias:
            return data
        for key in self._read_only:
            data.pop(key, None)
        for key in self._never_null:
            if key in data and data[key] is None:
                del data[key]
        return {**self._constants, **data}


class Unknown:
    """A value of a union that this version does not know; kept, and sent again as it is."""

    __slots__ = ("value",)

    def __init__(self, value: Any) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Unknown) and self.value == other.value

    def __hash__(self) -> int:
        return hash(repr(self.value))

    def __repr__(self) -> str:
        return f"Unknown({self.value!r})"


class Variant:
    """One variant of a union and what tells it: its JSON type, a key, or a key's value."""

    __slots__ = ("key", "kind", "type", "values")

    def __init__(
        self, type: Any, kind: str = "", key: str = "", values: tuple[str, ...] = ()
    ) -> None:
        self.type = type
        self.kind = kind
        self.key = key
        self.values = values

    def fits(self, value: Any) -> bool:
        """The value may be this variant; whether it is one, its type decides."""
        kind = _kind(value)
        if kind is None:
            return True
        if self.kind and kind != self.kind:
            return False
        if not self.key:
            return True
        if not isinstance(value, Mapping) or self.key not in value:
            return False
        return not self.values or json_text.text(value[self.key] or "") in self.values

    def guard(self, value: Any, read: Callable[[Any], Any]) -> Any:
        """Reads the value only where it may be this variant."""
        if not self.fits(value):
            raise ValueError("another variant")
        return read(value)


class OneOf:
    """Annotates a union with how its variants are told apart."""

    def __init__(self, *variants: Variant) -> None:
        self.variants = variants

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        choices: list[CoreSchema | tuple[CoreSchema, str]] = [
            core_schema.no_info_wrap_validator_function(
                variant.guard, handler.generate_schema(variant.type)
            )
            for variant in self.variants
        ]
        choices.append(core_schema.no_info_plain_validator_function(_unknown))
        return core_schema.union_schema(
            choices,
            mode="left_to_right",
            serialization=core_schema.plain_serializer_function_ser_schema(_written),
        )


def _unknown(value: Any) -> Unknown:
    return value if isinstance(value, Unknown) else Unknown(value)


def _written(value: Any) -> Any:
    if isinstance(value, Unknown):
        return value.value
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True, warnings=False)
    if isinstance(value, list):
        return [_written(item) for item in value]
    if isinstance(value, dict):
        return {key: _written(item) for key, item in value.items()}
    return value


def _kind(value: Any) -> str | None:
    """The JSON type of a value that came over the wire."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, (int, float, Decimal)):
        return "number"
    if isinstance(value, str):
        return "string"
    if isinstance(value, list):
        return "array"
    return "object" if isinstance(value, dict) else None


class OpenText(str, enum.Enum):
    """Codes that are texts. One that this version does not know is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> OpenText | None:
        if isinstance(value, int) and not isinstance(value, bool):
            known = cls._value2member_map_.get(str(value))
            value = str(value)
            if isinstance(known, OpenText):
                return known
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = "UNKNOWN", value
        return member

    @property
    def known(self) -> bool:
        """The document lists this code."""
        return self._value_ in type(self)._value2member_map_

    def __str__(self) -> str:
        return str(self._value_)


class OpenInt(int, enum.Enum):
    """Codes that are numbers. One that this version does not know is a member of its own."""

    @classmethod
    def _missing_(cls, value: object) -> OpenInt | None:
        if isinstance(value, (str, Decimal)):
            try:
                value = int(value)
            except ValueError:
                return None
            known = cls._value2member_map_.get(value)
            if isinstance(known, OpenInt):
                return known
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        member = int.__new__(cls, value)
        member._name_, member._value_ = "UNKNOWN", value
        return member

    @property
    def known(self) -> bool:
        """The document lists this code."""
        return self._value_ in type(self)._value2member_map_

    def __str__(self) -> str:
        return str(self._value_)


def local(separator: str, digits: str) -> Callable[[datetime.datetime], str]:
    """Writes a time without zone in one spelling."""

    def spell(value: datetime.datetime) -> str:
        if value.tzinfo is not None:
            raise ValueError("a local time has no time zone")
        return value.isoformat(separator, digits)

    return spell


def _local_time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    read = datetime.datetime.fromisoformat(value)
    if read.tzinfo is not None:
        raise ValueError("a local time has no time zone")
    return read


LOCAL = {
    "local-date-time": local("T", "seconds"),
    "local-minute": local(" ", "minutes"),
    "local-second": local(" ", "seconds"),
    "iso-minute": local("T", "minutes"),
}
"""How each format of a time without zone is written."""

Date = datetime.date
Time = datetime.time
DateTime = AwareDatetime
LocalDateTime = Annotated[
    datetime.datetime,
    BeforeValidator(_local_time),
    PlainSerializer(LOCAL["local-date-time"], return_type=str),
]
LocalMinute = Annotated[
    datetime.datetime,
    BeforeValidator(_local_time),
    PlainSerializer(LOCAL["local-minute"], return_type=str),
]
LocalSecond = Annotated[
    datetime.datetime,
    BeforeValidator(_local_time),
    PlainSerializer(LOCAL["local-second"], return_type=str),
]
IsoMinute = Annotated[
    datetime.datetime,
    BeforeValidator(_local_time),
    PlainSerializer(LOCAL["iso-minute"], return_type=str),
]


def problems(error: pydantic.ValidationError) -> str:
    """What did not fit, by place, without the values."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    lines = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}".lstrip(": ") for each in found[:5]]
    return "; ".join(lines)
