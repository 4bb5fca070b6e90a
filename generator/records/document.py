"""YAML text to plain data in which every scalar is a string, with the place of each value on demand.

One pass over libyaml's events, with a stack of our own: nesting cannot exhaust the interpreter's stack, nothing
is resolved to a type (`NO` stays Norway, `12:30` stays a time), and what a record never needs (tags, anchors,
aliases, merge keys) is refused where it stands. A file in the ordinary form is read faster (see ordinary.py); any
other, and one of which places are asked for, is read with care.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import yaml

from generator.records.ordinary import Value, read_if_ordinary
from generator.records.problem import Problem, ProblemsFoundError
from generator.records.syntax import DEEPEST_NESTING, LOST, TOO_DEEP, syntax_problem
from generator.records.text import ANY_REFUSED, place_in

SCALAR, MAPPING_START, SEQUENCE_START = yaml.ScalarEvent, yaml.MappingStartEvent, yaml.SequenceStartEvent
MAPPING_END, SEQUENCE_END = yaml.MappingEndEvent, yaml.SequenceEndEvent

Location: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True)
class Mark:
    """A place in a file: line and column, counted from 1, in characters."""

    line: int
    column: int


@dataclass
class Document:
    """A YAML file's data; where each field (its key) and each list item stands is found out when asked for."""

    path: str
    data: Value
    text: str

    @cached_property
    def places(self) -> dict[Location, yaml.Event]:
        """Return the event at which each field and each list item begins, from reading the text once more."""
        return _read_with_care(self.text, self.path).places

    def mark(self, location: Location) -> Mark:
        """Return the place of `location`, or of the nearest part around it that is written in the file."""
        while location and location not in self.places:
            location = location[:-1]
        return _mark(self.places[location]) if location in self.places else Mark(1, 1)

    def problem(self, location: Location, rule: str, message: str) -> Problem:
        """Return an error of `rule` at `location`."""
        mark = self.mark(location)
        return Problem(self.path, mark.line, mark.column, rule, message)


def parse(text: str, path: str) -> Document:
    """Return the data of the YAML `text`; `path` is named in problems.

    Raises ProblemsFoundError with every duplicate key, alias, anchor and tag in the file, or with the one place
    at which the text ceases to be YAML.
    """
    data: Value | None = read_if_ordinary(text)
    if data is None:
        builder = _read_with_care(text, path)
        if builder.problems:
            raise ProblemsFoundError(builder.problems)
        data = builder.root
    document = Document(path, data, text)
    if "\\" in text:
        _refuse_hidden_characters(document)
    return document


def means(text: str, meaning: Value) -> bool:
    """Say whether a text is YAML of this meaning."""
    try:
        return parse(text, "").data == meaning
    except ProblemsFoundError:
        return False


def _refuse_hidden_characters(document: Document) -> None:
    """Raise ProblemsFoundError where an escape stands for a character that is refused when written as it is."""
    hidden = "the escape for U+{:04X} hides a character; delete it"
    problems = [
        document.problem(location, "characters", hidden.format(ord(found[0])))
        for location, value in _scalars(document.data, ())
        if (found := ANY_REFUSED.search(value))
    ]
    if problems:
        raise ProblemsFoundError(problems)


def _scalars(value: Value, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, str):
        yield location, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield location, key
            yield from _scalars(inner, (*location, key))
    else:
        for place, inner in enumerate(value):
            yield from _scalars(inner, (*location, place))


def _read_with_care(text: str, path: str) -> "_Builder":
    """Read `text` through, and keep where everything begins and all that is wrong."""
    builder = _Builder(path, text)
    loader = yaml.CBaseLoader(text)
    try:
        while (event := loader.get_event()) is not None:
            builder.take(event)
    except ProblemsFoundError as error:
        builder.problems += error.problems
    except yaml.MarkedYAMLError as error:
        builder.problems.append(syntax_problem(error, path, text))
    except yaml.YAMLError as error:
        builder.problems.append(Problem(path, 1, 1, "yaml", f"this is not YAML: {error}"))
    finally:
        loader.dispose()
    return builder


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    container: list[Value] | dict[str, Value]
    location: Location
    is_list: bool
    key: str | None = None


@dataclass(slots=True)
class _Builder:
    """Turns events into data, keeps places, and collects problems."""

    path: str
    text: str
    root: Value = ""
    places: dict[Location, yaml.Event] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    documents: int = 0

    def take(self, event: yaml.Event) -> None:
        kind = type(event)
        if kind is SCALAR:
            self._scalar(event)
        elif kind is MAPPING_START or kind is SEQUENCE_START:
            self._open({} if kind is MAPPING_START else [], event)
        elif kind is MAPPING_END or kind is SEQUENCE_END:
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self._problem(event, "an alias (*name) is not allowed; write the value out, or put it in double quotes")
            self._put("", event)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents == 2:
                self._problem(event, "a second document starts here (---); one file is one document")

    def _refuse_extras(self, event: Any) -> None:
        if event.anchor:
            self._problem(
                event, "an anchor (&name) is not allowed; write the value out, or put it in double quotes"
            )
        if event.tag is not None and event.tag != "!":
            self._problem(
                event, f"a tag ({event.tag}) is not allowed; delete it, or put the value in double quotes"
            )

    def _scalar(self, event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        parent = self.stack[-1] if self.stack else None
        if parent is None or parent.is_list or parent.key is not None:
            if not event.style and (lost := LOST.match(self.text, event.end_mark.index)):
                self._refuse_loss(lost.end() - 1)
            self._put(event.value, event)
        else:
            self._name_field(parent, event)

    def _refuse_loss(self, start: int) -> None:
        message = (
            "from this # on all is a comment and no part of the value; put the whole value in double quotes, or, "
            "for a comment, a space behind the #"
        )
        self.problems.append(Problem(self.path, *place_in(self.text, start), "yaml", message))

    def _name_field(self, parent: _Open, event: Any) -> None:
        """Take a scalar as the name of the field whose value comes next."""
        name = event.value
        parent.key = name
        if name in parent.container:
            first = self.places.get((*parent.location, name), event)
            message = f"the field `{name}` is already given on line {_mark(first).line}; keep one of the two"
            self._problem(event, message)
        else:
            self.places[(*parent.location, name)] = event

    def _open(self, container: list[Value] | dict[str, Value], event: Any) -> None:
        if event.anchor or event.tag:
            self._refuse_extras(event)
        if len(self.stack) >= DEEPEST_NESTING:
            mark = _mark(event)
            raise ProblemsFoundError([Problem(self.path, mark.line, mark.column, "yaml", TOO_DEEP)])
        if self.stack and not self.stack[-1].is_list and self.stack[-1].key is None:
            self._problem(event, "a list or a group stands where a field's name is expected")
            self.stack[-1].key = ""
        parent = self.stack[-1] if self.stack else None
        step = () if parent is None else (len(parent.container) if parent.is_list else parent.key or "",)
        location = (*parent.location, *step) if parent else ()
        self._put(container, event)
        self.stack.append(_Open(container, location, isinstance(container, list)))

    def _put(self, value: Value, event: yaml.Event) -> None:
        """Store `value` in the innermost open container."""
        if not self.stack:
            self.root = value
            self.places[()] = event
            return
        parent = self.stack[-1]
        container = parent.container
        if isinstance(container, list):
            self.places[(*parent.location, len(container))] = event
            container.append(value)
        else:
            key, parent.key = parent.key or "", None
            container[key] = value

    def _problem(self, event: yaml.Event, message: str) -> None:
        mark = _mark(event)
        self.problems.append(Problem(self.path, mark.line, mark.column, "yaml", message))


def _mark(event: yaml.Event) -> Mark:
    start = event.start_mark
    return Mark(start.line + 1, start.column + 1) if start else Mark(1, 1)
