"""The types of single fields: each reads one string of a record, and says for people what it expects."""

import ipaddress
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, PlainSerializer, PlainValidator, WithJsonSchema

from generator.records.dates import FORM, When

KEY_FORM = r"[a-z0-9]+(-[a-z0-9]+)*"
INCIDENT_ID_FORM = r"\d{4}(-\d\d){0,2}-[a-z][a-z0-9]*(-[a-z0-9]+)*"
LANGUAGE_FORM = r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?"
FILE_NAME_FORM = r"[a-z0-9]+([-_][a-z0-9]+)*\.[a-z0-9]{2,5}"
LENGTH_FORM = r"(\d{1,2}:[0-5])?\d:[0-5]\d"  # 2:05, 1:02:05
CITATION = re.compile(r"\[@([a-z0-9-]+)\]")  # how prose cites a source: [@source-id]
HOST_LABEL = re.compile(r"[\w-]{1,63}")
NOT_IN_ADDRESSES = re.compile(r"[\s<>\"'\\^`{|}]")
# An address that can be nothing else: a named host of several parts that ends in letters, no user, no port. Nearly
# all are of this form; the others are looked at part by part.
PLAIN_ADDRESS = re.compile(r"https?://([a-z0-9-]+\.)+(?!local(host)?/)[a-z]{2,}/[\w./~%?=&;:+,!()*#-]*", re.ASCII)
LONGEST_ADDRESS = 2048  # characters


def _text(value: object) -> str:
    """Return a text without white space around it. The first line is the way that nearly all values go."""
    if type(value) is str and value and value[0] > " " and value[-1] > " " and value not in ("null", "~"):
        return value
    if not isinstance(value, str):
        raise ValueError("a text is expected here, not a list or a group of fields")
    if value.strip() in ("", "null", "~"):
        raise ValueError("this field is empty; fill it in or delete its line")
    return value.strip()


def _line(value: object) -> str:
    text = _text(value)
    if "\n" in text:
        raise ValueError("a single line of text is expected here; join the lines")
    return text


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form, re.ASCII)


def _matching(value: object, form: str, expected: str) -> str:
    matches = _compiled(form).fullmatch
    if type(value) is str and matches(value):
        return value
    text = _line(value)
    if not matches(text):
        raise ValueError(f"`{text}` is not {expected}")
    return text


def _key(value: object) -> str:
    return _matching(value, KEY_FORM, "a key: lower-case letters a to z, digits, single hyphens between them")


def _incident_id(value: object) -> str:
    expected = "an incident's identifier: its date, a hyphen, a slug, as in `2024-09-02-musk-harris-uniform`"
    return _matching(value, INCIDENT_ID_FORM, expected)


def _language(value: object) -> str:
    text = _matching(value, LANGUAGE_FORM, "a language code of BCP 47, such as `en`, `de-CH` or `sk`")
    if text.split("-")[0] not in _known_languages():
        raise ValueError(f"`{text}` is no known language; use a code of BCP 47, such as `en`, `de-CH` or `sk`")
    return text


def _region(value: object) -> str:
    text = _matching(value, r"[A-Z]{2}", "a country code of ISO 3166-1: two capital letters, such as `US` or `NO`")
    if text not in _known_regions():
        hint = "; the United Kingdom is `GB`" if text == "UK" else ""
        raise ValueError(f"`{text}` is no country code of ISO 3166-1{hint}")
    return text


def web_address(value: object) -> str:
    """Return an address that a reader can open. Raises ValueError, with what is wrong, for any other text."""
    if type(value) is str and len(value) <= LONGEST_ADDRESS and PLAIN_ADDRESS.fullmatch(value):
        return value
    text = _line(value)
    if len(text) > LONGEST_ADDRESS or NOT_IN_ADDRESSES.search(text):
        raise ValueError("this is no web address: it is too long or holds spaces or characters that need encoding")
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        raise ValueError(f"`{text}` is no web address") from None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ValueError(f"`{text}` does not start with https:// or http://")
    if parts.username is not None or parts.password is not None:
        raise ValueError("this address carries a user name or a password; delete the part before the @")
    if not _is_public(host):
        raise ValueError(f"`{host}` is no public host; give the address that a reader can open")
    return text


def _is_public(host: str) -> bool:
    if ":" in host or host[-1:].isdigit():
        try:
            return ipaddress.ip_address(host).is_global
        except ValueError:
            return False
    labels = host.rstrip(".").split(".")
    named = all(HOST_LABEL.fullmatch(label) for label in labels)
    return len(labels) > 1 and named and labels[-1] not in ("local", "localhost")


def _count(value: object) -> int:
    text = _line(value)
    if not re.fullmatch(r"0|[1-9]\d{0,14}", text, re.ASCII):
        raise ValueError(f"`{text}` is no whole number; write digits alone, such as `60000000`")
    return int(text)


def _yes_or_no(value: object) -> bool:
    text = _line(value)
    if text not in ("true", "false"):
        raise ValueError(f"`{text}` is neither `true` nor `false`")
    return text == "true"


def _when(value: object) -> When:
    return value if isinstance(value, When) else When.parse(_line(value))


def _file_name(value: object) -> str:
    expected = "a file name beside the record: a to z, digits, hyphens, and an ending such as `.png`"
    return _matching(value, FILE_NAME_FORM, expected)


def _checksum(value: object) -> str:
    return _matching(value, "[0-9a-f]{64}", "a SHA-256 checksum: 64 digits 0-9, a-f")


def _fingerprint(value: object) -> str:
    return _matching(value, "[0-9a-f]{64}", "a PDQ hash: 64 digits 0-9, a-f")


def _small_fingerprint(value: object) -> str:
    return _matching(value, "[0-9a-f]{16}", "a pHash: 16 digits 0-9, a-f")


def _length(value: object) -> str:
    return _matching(value, LENGTH_FORM, "a length in minutes and seconds, such as `2:05`, or `1:02:05` with hours")


def _wikidata(value: object) -> str:
    return _matching(value, r"Q[1-9]\d*", "a Wikidata identifier, such as `Q918`")


@lru_cache(maxsize=1)
def _known_languages() -> frozenset[str]:
    from babel import Locale

    return frozenset(str(code).split("_")[0] for code in Locale("en").languages)


@lru_cache(maxsize=1)
def _known_regions() -> frozenset[str]:
    from babel import Locale

    reserved = {
        "EU",
        "EZ",
        "UN",
        "QO",
        "XA",
        "XB",
        "ZZ",
    }  # CLDR knows them, ISO 3166-1 gives them to no country
    codes = {str(code) for code in Locale("en").territories}
    return frozenset(code for code in codes if re.fullmatch("[A-Z]{2}", code)) - reserved


class ProseMarker:
    """Marks a field whose text takes the small Markdown subset and citations."""


class AddressMarker:
    """Marks a field that holds a web address."""


@dataclass(frozen=True)
class Kind:
    """What the codebook calls a field's type; of several, the last one holds."""

    words: str


@dataclass(frozen=True)
class Reference:
    """Marks a field whose value is the key of something defined elsewhere.

    `target` is a registry (`accounts`, `platforms`, `tools`, `people`), `incidents`, or the record's own `sources`.
    """

    target: str


SCALAR = ["string", "number", "boolean"]  # what an editor's YAML makes of an unquoted text: see schema.py


def _schema(pattern: str, **more: str) -> WithJsonSchema:
    return WithJsonSchema({"type": SCALAR, "pattern": f"^{pattern}$", **more})


Text = Annotated[str, BeforeValidator(_text), Kind("text"), WithJsonSchema({"type": SCALAR, "minLength": 1})]
Line = Annotated[str, BeforeValidator(_line), Kind("line of text"), _schema(r"[^\n]*\S[^\n]*")]
Prose = Annotated[
    str,
    BeforeValidator(_text),
    Kind("prose"),
    ProseMarker(),
    WithJsonSchema({"type": SCALAR, "minLength": 1}),
]
Key = Annotated[str, BeforeValidator(_key), Kind("key"), _schema(KEY_FORM)]
AccountKey = Annotated[Key, Kind("key of an account"), Reference("accounts")]
PlatformKey = Annotated[Key, Kind("key of a platform"), Reference("platforms")]
ToolKey = Annotated[Key, Kind("key of a tool"), Reference("tools")]
PersonKey = Annotated[Key, Kind("key of a person"), Reference("people")]
SourceId = Annotated[Key, Kind("id of a source"), Reference("sources")]
IncidentId = Annotated[str, BeforeValidator(_incident_id), Kind("identifier"), _schema(INCIDENT_ID_FORM)]
OtherIncident = Annotated[IncidentId, Kind("identifier of an incident"), Reference("incidents")]
Language = Annotated[str, BeforeValidator(_language), Kind("language code"), _schema(LANGUAGE_FORM)]
Region = Annotated[str, BeforeValidator(_region), Kind("country code"), _schema("[A-Z]{2}")]
Address = Annotated[
    str,
    BeforeValidator(web_address),
    Kind("web address"),
    AddressMarker(),
    _schema(r"https?://\S+", format="uri"),
]
FileName = Annotated[str, BeforeValidator(_file_name), Kind("file name"), _schema(FILE_NAME_FORM)]
Checksum = Annotated[str, BeforeValidator(_checksum), Kind("SHA-256"), _schema("[0-9a-f]{64}")]
PdqHash = Annotated[str, BeforeValidator(_fingerprint), Kind("PDQ hash"), _schema("[0-9a-f]{64}")]
PHash = Annotated[str, BeforeValidator(_small_fingerprint), Kind("pHash"), _schema("[0-9a-f]{16}")]
Length = Annotated[str, BeforeValidator(_length), Kind("length"), _schema(LENGTH_FORM)]
Wikidata = Annotated[str, BeforeValidator(_wikidata), Kind("Wikidata identifier"), _schema(r"Q[1-9]\d*")]
Count = Annotated[
    int, BeforeValidator(_count), Kind("whole number"), WithJsonSchema({"type": "integer", "minimum": 0})
]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no), Kind("true or false"), WithJsonSchema({"type": "boolean"})]
Date = Annotated[
    When,
    PlainValidator(_when),
    PlainSerializer(str, return_type=str),
    Kind("date"),
    _schema(re.sub(r"\?P<\w+>", "", FORM.pattern)),
]


def _shorter_than(limit: int) -> AfterValidator:
    def check(value: str) -> str:
        if len(value) > limit:
            raise ValueError(f"this has {len(value)} characters; at most {limit} fit")
        return value

    return AfterValidator(check)


Title = Annotated[Line, _shorter_than(120)]
