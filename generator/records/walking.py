"""Every marked value of a record with its location: prose, references, addresses.

Which fields are marked is read from the model's types, so that a new field is found without a change here.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar, cast, get_args, get_origin

from pydantic import BaseModel

from generator.records.document import Location
from generator.records.fields import AddressMarker, ProseMarker, Reference

Marker = AddressMarker | ProseMarker | Reference
Found = dict[type[object], list[tuple[Location, str, Marker]]]
Wanted = TypeVar("Wanted", bound=Marker)


def marked(part: BaseModel, marker: type[Wanted]) -> Sequence[tuple[Location, str, Wanted]]:
    """Return location, value and marker of each value in `part` whose type carries a `marker`."""
    # They are kept by their markers' type, which mypy cannot say of a mapping.
    return cast("list[tuple[Location, str, Wanted]]", _LAST.walked(part)[marker])


class _LastWalk:
    """Remembers the walk over the part that was asked for last: the rules ask for one record again and again."""

    def __init__(self) -> None:
        self.part: BaseModel | None = None
        self.found: Found = {}

    def walked(self, part: BaseModel) -> Found:
        if part is not self.part:
            found: Found = {AddressMarker: [], ProseMarker: [], Reference: []}
            _walk(part, (), found)
            self.part, self.found = part, found
        return self.found


_LAST = _LastWalk()


def _walk(part: BaseModel, start: Location, found: Found) -> None:
    for name, written, markers in _fields(type(part)):
        value = getattr(part, name)
        if value is None:
            continue
        for index, item in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            location: Location = (*start, written) if index is None else (*start, written, index)
            if isinstance(item, BaseModel):
                _walk(item, location, found)
            elif item is not None:
                for marker in markers:
                    found[type(marker)].append((location, item, marker))


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, str, list[Marker]]]:
    """List the fields worth visiting: name, name in the file, and the markers that their own values carry."""
    listed = []
    for name, field in model.model_fields.items():
        markers = [*_markers(field.metadata), *_markers_within(field.annotation)]
        if markers or _holds_models(field.annotation):
            listed.append((name, field.alias or name, markers))
    return listed


def _markers(metadata: Iterable[object]) -> list[Marker]:
    return [item for item in metadata if isinstance(item, AddressMarker | ProseMarker | Reference)]


def _markers_within(annotation: Any) -> list[Marker]:
    found = _markers(getattr(annotation, "__metadata__", ()))
    return found + [marker for argument in get_args(annotation) for marker in _markers_within(argument)]


def _holds_models(annotation: Any) -> bool:
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return issubclass(annotation, BaseModel)
    return any(_holds_models(argument) for argument in get_args(annotation))
