"""An incident cited: as BibTeX (pybtex), RIS (rispy), CSL-JSON and plain text."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache

import rispy
from pybtex.database import BibliographyData, Entry
from pybtex.database.output.bibtex import Writer

from generator.records.dates import When

PUBLISHER = "Gegenbild"
PLAIN = re.compile(r"[^#%&_~{}\\^$]*")  # what stands for itself in LaTeX


@dataclass(frozen=True)
class Cited:
    """What a citation names; `address` is the incident's permanent one, `date` that of the post."""

    identifier: str
    title: str
    address: str
    date: When
    language: str

    @property
    def parts(self) -> tuple[str, ...]:
        """Return year, month and day, as far as they are known."""
        return tuple(self.date.written.split("T")[0].split("-"))


@lru_cache(maxsize=1 << 6)  # for the other languages of the same page
def citations(cited: Cited) -> tuple[tuple[str, str], ...]:
    """Return the names of the forms, and the citation in each."""
    return (("BibTeX", bibtex(cited)), ("RIS", ris(cited)), ("CSL-JSON", csl_json(cited)))


def bibtex(cited: Cited) -> str:
    """Return the citation as a BibTeX entry."""
    fields = {
        "title": _without_braces(cited.title),
        "howpublished": PUBLISHER,
        "year": cited.parts[0],
        "month": str(int(cited.parts[1])) if len(cited.parts) > 1 else "",
        "note": f"Incident {cited.identifier}",
        "language": cited.language,
        "url": cited.address,
    }
    entry = Entry("misc", [(name, value) for name, value in fields.items() if value])
    return str(_WRITER.to_string(BibliographyData({f"gegenbild-{cited.identifier}": entry}))).strip()


def ris(cited: Cited) -> str:
    """Return the citation in the RIS format."""
    year, month, day = (*cited.parts, "", "")[:3]
    reference = {
        "type_of_reference": "ELEC",
        "title": cited.title,
        "publisher": PUBLISHER,
        "year": year,
        "date": f"{year}/{month}/{day}/",
        "id": cited.identifier,
        "language": cited.language,
        "urls": [cited.address],
    }
    return (
        str(rispy.dumps([reference])).split("\n", 1)[1].strip()
    )  # the first line is a number that no reader needs


def csl_json(cited: Cited) -> str:
    """Return the citation as CSL-JSON (https://docs.citationstyles.org/)."""
    item = {
        "id": f"gegenbild-{cited.identifier}",
        "type": "webpage",
        "title": cited.title,
        "container-title": PUBLISHER,
        "issued": {"date-parts": [[int(part) for part in cited.parts]]},
        "language": cited.language,
        "URL": cited.address,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


class _Writer(Writer):  # type: ignore[misc]  # pybtex has no types
    """pybtex's writer, which looks at each letter of each text: what holds nothing special is left as it is."""

    def check_braces(self, text: str) -> None:
        if "{" in text or "}" in text:
            super().check_braces(text)

    def _encode(self, text: str) -> str:
        return text if PLAIN.fullmatch(text) else str(super()._encode(text))


# Asked for by name, a writer is looked up among all that is installed, each time.
_WRITER = _Writer()


def _without_braces(text: str) -> str:
    """Return a text that BibTeX reads as one value: braces group there, and one alone breaks the entry."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
