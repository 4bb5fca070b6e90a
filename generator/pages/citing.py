"""An incident cited: as BibTeX (pybtex), RIS (rispy), CSL-JSON and plain text.

What is cited is the archive's record of an incident: the archive is its author, the record's last change its date,
and the incident's own day and its verdict stand in the note. None gives a day of access, for no page knows when it
will be read.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from io import StringIO

import rispy
from pybtex.database import BibliographyData, Entry, Person
from pybtex.database.output.bibtex import Writer
from pydantic_core import to_json

from generator.records.dates import When
from generator.records.vocabulary import Verdict

PUBLISHER = "Gegenbild"
PLAIN = re.compile(r"[^#%&_~{}\\^$]*")  # what stands for itself in LaTeX
IN_LATEX = str.maketrans(
    {**{sign: f"\\{sign}" for sign in "#$%&_"}, "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"}
)
AS_IT_IS = re.compile(r"[^#%&_~{}\\^$\"\s]+(?: [^#%&_~{}\\^$\"\s]+)*")  # what every form holds unchanged
MARK = "zqx"  # letters that stand together in no name


@dataclass(frozen=True)
class Cited:
    """What a citation names; `date` is the day of the post, `changed` that of the record's last change."""

    identifier: str
    title: str
    address: str
    date: When
    changed: When | None
    language: str
    verdict: Verdict

    @property
    def parts(self) -> tuple[str, ...]:
        """Return year, month and day of the record's last change, as far as they are known."""
        return _parts(self.changed) if self.changed else ()

    @property
    def note(self) -> str:
        """Return which incident it is, of which day, and what was found: a title alone may be taken for true."""
        return f"Incident {self.identifier}, posted {'-'.join(_parts(self.date))}, verdict: {self.verdict.label}"


def citations(cited: Cited) -> tuple[tuple[str, str], ...]:
    """Return the names of the forms, and the citation in each."""
    return (("BibTeX", bibtex(cited)), ("RIS", ris(cited)), ("CSL-JSON", csl_json(cited)))


def bibtex(cited: Cited) -> str:
    """Return the citation as a BibTeX entry."""
    fields = {
        "id": f"gegenbild-{cited.identifier}",
        "title": _without_braces(cited.title),
        "howpublished": PUBLISHER,
        "year": cited.parts[0] if cited.parts else "",
        "month": str(int(cited.parts[1])) if len(cited.parts) > 1 else "",
        "note": cited.note,
        "language": cited.language,
        "url": cited.address,
    }
    return _written(_bibtex, {name: value for name, value in fields.items() if value})


def _bibtex(fields: Mapping[str, str]) -> str:
    title = {"title": f"{{{fields['title']}}}"}  # in braces, or BibTeX writes its names in small letters
    entry = Entry("misc", [(name, value) for name, value in {**fields, **title}.items() if name != "id"])
    entry.persons["author"] = [Person(last=PUBLISHER)]
    return str(_WRITER.to_string(BibliographyData({fields["id"]: entry}))).strip()


def ris(cited: Cited) -> str:
    """Return the citation in the RIS format."""
    year, month, day = (*cited.parts, "", "", "")[:3]
    dated = {"year": year, "date": f"{year}/{month}/{day}/"} if year else {}
    fields = {
        "title": cited.title,
        "publisher": PUBLISHER,
        **dated,
        "notes": cited.note,
        "id": cited.identifier,
        "language": cited.language,
        "urls": cited.address,
    }
    return _written(_ris, fields)


def _ris(fields: Mapping[str, str]) -> str:
    listed = {name: [value] if name in ("notes", "urls") else value for name, value in fields.items()}
    reference = {"type_of_reference": "ELEC", "authors": [PUBLISHER], **listed}
    return str(rispy.dumps([reference])).split("\n", 1)[1].strip()  # without a number that no reader needs


def _written(write: Callable[[Mapping[str, str]], str], fields: Mapping[str, str]) -> str:
    """Return what a library writes of some fields: what it writes as it is, is put into what it wrote of others."""
    if not all(AS_IT_IS.fullmatch(value) for value in fields.values()):
        return write(fields)
    pieces = list(_mould(write, tuple(fields)))
    pieces[1::2] = [fields[name] for name in pieces[1::2]]
    return "".join(pieces)


@cache
def _mould(write: Callable[[Mapping[str, str]], str], names: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a library writes of fields of these names: its own texts and, between them, names."""
    return tuple(re.split(f"{MARK}([a-z]+){MARK}", write({name: f"{MARK}{name}{MARK}" for name in names})))


def csl_json(cited: Cited) -> str:
    """Return the citation as CSL-JSON (https://docs.citationstyles.org/)."""
    item = {
        "id": f"gegenbild-{cited.identifier}",
        "type": "webpage",
        "author": [{"literal": PUBLISHER}],
        "title": cited.title,
        "container-title": PUBLISHER,
        **({"issued": {"date-parts": [[int(part) for part in cited.parts]]}} if cited.parts else {}),
        "note": cited.note,
        "language": cited.language,
        "URL": cited.address,
    }
    return to_json([item], indent=2).decode()


def _parts(date: When) -> tuple[str, ...]:
    return tuple(date.written.split("T")[0].split("-"))


# pybtex comes without types, and so its classes are Any to mypy, which warns of every subclass of Any. What is
# overridden here are three steps of its writer, for which it offers no other place.
class _Writer(Writer):  # type: ignore[misc]
    """pybtex's writer, which looks at each letter of each text: what holds nothing special is left as it is.

    pybtex takes a dollar sign for the begin of a formula, whose end LaTeX looks for, and writes addresses as it
    does words, though programs for references and `\\url` take these as they stand.
    """

    def check_braces(self, text: str) -> None:
        if "{" in text or "}" in text:
            super().check_braces(text)

    def _encode(self, text: str) -> str:
        return text if PLAIN.fullmatch(text) else text.translate(IN_LATEX)

    def _write_field(self, stream: StringIO, name: str, value: str) -> None:
        if name == "url":
            stream.write(f",\n    {name} = {self.quote(value)}")
        else:
            super()._write_field(stream, name, value)


# Asked for by name, a writer is looked up among all that is installed, each time.
_WRITER = _Writer()


def _without_braces(text: str) -> str:
    """Return a text that BibTeX reads as one value: braces group there, and one alone breaks the entry."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
