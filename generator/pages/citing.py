"""An incident cited: as BibTeX (pybtex), RIS (rispy), CSL-JSON and plain text."""

import json
from dataclasses import dataclass

import rispy
from pybtex.database import BibliographyData, Entry

from generator.records.dates import When

PUBLISHER = "Gegenbild"


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
    return str(BibliographyData({f"gegenbild-{cited.identifier}": entry}).to_string("bibtex")).strip()


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


def _without_braces(text: str) -> str:
    """Return a text that BibTeX reads as one value: braces group there, and one alone breaks the entry."""
    return text.replace("{", "(").replace("}", ")").replace("\\", "/")
