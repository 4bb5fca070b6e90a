"""A record's file to a checked record: every fault with its line, its column and the way to mend it."""

from dataclasses import dataclass
from types import UnionType
from typing import Annotated, Any, Generic, TypeVar, Union, get_args, get_origin

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.records.closest import closest
from generator.records.document import Document, Location, parse
from generator.records.model import Part, Record
from generator.records.ordinary import Value
from generator.records.problem import Problem, ProblemsFoundError

Shape = TypeVar("Shape")


@dataclass(frozen=True)
class Parsed(Generic[Shape]):
    """A file's checked content together with the document that knows where each part stands."""

    content: Shape
    document: Document


def parse_record(text: str, shown_path: str) -> Parsed[Record]:
    """Check the text of a record. Raises ProblemsFoundError with all its problems."""
    return _validated(parse(text, shown_path), Record, "a record")


def parse_registry(text: str, shown_path: str, shape: type[Shape], name: str = "a registry") -> Parsed[Shape]:
    """Check the text of a registry file, a group of entries by key. Raises ProblemsFoundError."""
    document = parse(text, shown_path)
    if document.data == "":
        document.data = {}
    return _validated(document, shape, name)


def _validated(document: Document, shape: type[Shape], name: str) -> Parsed[Shape]:
    if not isinstance(document.data, dict):
        found = "empty" if document.data == "" else "a list" if isinstance(document.data, list) else "plain text"
        message = f"{name} is a group of fields such as `title: …`; this file is {found}"
        raise ProblemsFoundError([document.problem((), "schema", message)])
    try:
        return Parsed(_adapter(shape).validate_python(document.data), document)
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = [_problem(document, shape, detail) for detail in details if not _is_echo(detail)]
        raise ProblemsFoundError(problems) from None


def _is_echo(error: ErrorDetails) -> bool:
    """Say whether a list is called too short only because its items are faulty, which is told at the items."""
    return error["type"] == "too_short" and bool(error["input"])


_ADAPTERS: dict[object, TypeAdapter[Any]] = {}


def _adapter(shape: type[Shape]) -> TypeAdapter[Shape]:
    """Return the validator of a shape, made once: making it takes longer than using it."""
    if shape not in _ADAPTERS:
        _ADAPTERS[shape] = TypeAdapter(shape)
    return _ADAPTERS[shape]


def _problem(document: Document, shape: object, error: ErrorDetails) -> Problem:
    """Say one of pydantic's errors for people, at the place in the file that it is about."""
    location = _written(document, error["loc"])
    return document.problem(location, "schema", _message(shape, location, document.data, error))


def _written(document: Document, location: Location) -> Location:
    """Return pydantic's location without its own steps: the tags of unions stand in no file, nor does `[key]`."""
    value = document.data
    written: Location = ()
    for step in location:
        if isinstance(value, dict) and step in value:
            value = value[str(step)]
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif step == location[-1] != "[key]" and isinstance(value, dict) and isinstance(step, str):
            pass  # a missing field: the name is wanted, though it is not written
        else:
            continue
        written = (*written, step)
    return written


def _message(shape: object, location: Location, data: Value, error: ErrorDetails) -> str:
    kind, context = error["type"], error.get("ctx", {})
    name = str(location[-1]) if location else ""
    match kind:
        case "missing":
            return f"the field `{name}` is missing{_meaning(shape, location, data)}"
        case "extra_forbidden":
            return _unknown_field(shape, location, data)
        case "enum" | "literal_error" | "union_tag_invalid":
            return _unknown_term(error)
        case "union_tag_not_found":
            return "this item needs a `kind`: `posting`, `event` or `incident`"
        case "too_short":
            return f"`{name}` needs at least one item"
        case "tuple_type" | "list_type":
            return f"`{name}` is a list; start each item on a line of its own with a hyphen and a space"
        case "model_type" | "model_attributes_type" | "dict_type":
            what = "this item" if name.isdigit() else f"`{name}`"
            return f"{what} is a group of fields; write each as `field: value` on an indented line of its own"
        case "value_error":
            return str(context.get("error", error["msg"]))
        case _:
            return error["msg"]


def _meaning(shape: object, location: Location, data: Value) -> str:
    for model in models_at(shape, location[:-1], data):
        field = model.model_fields.get(str(location[-1]))
        if field and field.description:
            return f": {field.description}"
    return ""


def _unknown_field(shape: object, location: Location, data: Value) -> str:
    known = sorted({name for model in models_at(shape, location[:-1], data) for name in model.fields_as_written()})
    name = str(location[-1])
    meant = closest(name, known)
    if " " in name or (not meant and _inner_at(data, location) == ""):  # as behind a comma within { }
        return f"there is no field `{name}`; if it is part of a text, put the whole text in double quotes"
    advice = f"did you mean `{meant}`?" if meant else f"known here: {', '.join(known)}"
    return f"there is no field `{name}` here; {advice}"


def _unknown_term(error: ErrorDetails) -> str:
    value = error["input"]
    if error["type"] == "union_tag_invalid":
        value, known = value.get("kind"), ["posting", "event", "incident"]
    else:
        known = [
            term.strip("'")
            for term in str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").split(", ")
        ]
    if not isinstance(value, str):
        return f"one word is expected here: {', '.join(known)}"
    if not value:
        return "this field is empty; fill it in or delete its line"
    meant = closest(value, known)
    advice = f"; did you mean `{meant}`?" if meant else "."
    return f"`{value}` is not in the vocabulary{advice} It is one of: {', '.join(known)}"


def models_at(shape: object, location: Location, data: Value) -> list[type[Part]]:
    """Return the models that may stand at `location` in `data` of `shape`: one, or several where it is a union."""
    shapes = _alternatives(shape)
    for step in location:
        shapes = [inner for outer in shapes for inner in _step_into(outer, step)]
        data = _inner(data, step)
    models = [found for found in shapes if isinstance(found, type) and issubclass(found, Part)]
    kind = data.get("kind") if isinstance(data, dict) else None
    return [model for model in models if _kind(model) in (None, kind)] or models


def _inner_at(data: Value, location: Location) -> Value:
    for step in location:
        data = _inner(data, step)
    return data


def _inner(data: Value, step: str | int) -> Value:
    if isinstance(data, dict):
        return data.get(str(step), "")
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else ""


def _kind(model: type[Part]) -> str | None:
    """Return the one `kind` that a model of a union stands for, or None where it has no such field."""
    field = model.model_fields.get("kind")
    written = get_args(field.annotation) if field else ()
    return written[0] if len(written) == 1 else None


def _step_into(shape: Any, step: str | int) -> list[object]:
    arguments = get_args(shape)
    if get_origin(shape) is dict:
        return _alternatives(arguments[1])
    if get_origin(shape) is tuple and isinstance(step, int):
        return _alternatives(arguments[0])
    if isinstance(shape, type) and issubclass(shape, Part):
        fields = shape.fields_as_written()
        return _alternatives(fields[str(step)].annotation) if str(step) in fields else []
    return []


def _alternatives(shape: object) -> list[object]:
    if get_origin(shape) in (Union, UnionType):
        return [inner for argument in get_args(shape) for inner in _alternatives(argument)]
    if get_origin(shape) is Annotated:
        return _alternatives(get_args(shape)[0])
    return [shape]
