"""The JSON Schema (2020-12) of a record, for editors: completion, meanings on hover, vocabularies.

Editors read YAML with types of their own: to them `2024` is a number and `False` a truth value, while a record's
scalars are all text. So the schema lets plain numbers and truth values stand for text; it never refuses what
`gegenbild check` accepts.
"""

import json
from collections.abc import Mapping

from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from generator.records.model import Record
from generator.records.vocabulary import Term

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FILE = "schema/incident.schema.json"
FROM_RECORD = f"../../../{FILE}"  # from a record's folder, incidents/<year>/<id>/


class _Generator(GenerateJsonSchema):
    """Adds the meaning of each term to its vocabulary, which editors show as markdownEnumDescriptions."""

    schema_dialect = DIALECT

    def enum_schema(self, schema: core_schema.EnumSchema) -> dict[str, object]:
        made: dict[str, object] = super().enum_schema(schema)
        terms = [member for member in schema["members"] if isinstance(member, Term)]
        made["markdownEnumDescriptions"] = [term.description for term in terms]
        return made


def record_schema() -> dict[str, object]:
    """Return the schema of a record."""
    schema = Record.model_json_schema(schema_generator=_Generator, by_alias=True)
    return {"$schema": DIALECT, "$id": "incident.schema.json", **_without_nulls(schema)}


def schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(record_schema(), indent=2, ensure_ascii=False) + "\n"


def _without_nulls(schema: Mapping[str, object]) -> dict[str, object]:
    """Take out `null`, all the way down: a record leaves out what it does not know, and never writes null."""
    kept = {key: _clean(value) for key, value in schema.items() if not (key == "default" and value is None)}
    choices = kept.get("anyOf")
    if not isinstance(choices, list):
        return kept
    real = [choice for choice in choices if choice != {"type": "null"}]
    if len(real) > 1:
        return {**kept, "anyOf": real}
    del kept["anyOf"]
    return {**real[0], **kept}


def _clean(value: object) -> object:
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return _without_nulls(value) if isinstance(value, dict) else value
