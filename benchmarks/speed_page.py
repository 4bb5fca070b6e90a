"""The page on speed, in both languages: its curves and tables are the results', its words are written by hand."""

import re
from collections.abc import Mapping

from benchmarks.peers.peer import PROJECT
from benchmarks.reporting import Report
from generator.pages.language import ENGLISH, GERMAN, Language
from generator.pages.speaking import words_of
from generator.records.dates import When
from generator.records.replacing import replace_file

RESULTS = PROJECT / "benchmarks/results"
SHOWN = ("build", "index", "changes")  # the results, in the page's order
IMAGES = PROJECT / "docs/assets/images"
CURVES = {ENGLISH: IMAGES / "build-times.svg", GERMAN: IMAGES / "build-times-de.svg"}
PAGES = {language: PROJECT / f"docs/{language.prefix}speed.md" for language in (ENGLISH, GERMAN)}
START = {ENGLISH: "Measured on", GERMAN: "Gemessen am"}
IN_GERMAN: Mapping[str, str] = {
    "| incidents |": "| Vorfälle |",
    "| MkDocs with Material |": "| MkDocs mit Material |",
    "| Hugo, from the records |": "| Hugo, von den Datensätzen an |",
    "| Pagefind in one run |": "| Pagefind in einem Lauf |",
    "| **From nothing** |": "| **Von nichts an** |",
    "| Nothing changed |": "| Nichts geändert |",
    "| One record changed, until its page is there |": "| Ein Datensatz geändert, bis seine Seite da ist |",
    "| One record changed, until all is there |": "| Ein Datensatz geändert, bis alles da ist |",
    "| One verdict changed, until its page is there |": "| Ein Befund geändert, bis die Seite da ist |",
    "| One verdict changed, until all is there |": "| Ein Befund geändert, bis alles da ist |",
    "| One record added, until all is there |": "| Ein Datensatz hinzugefügt, bis alles da ist |",
    "| One record saved, until `serve` shows it |": "| Ein Datensatz gespeichert, bis `serve` ihn zeigt |",
    " cores,": " Kerne,",
    " core,": " Kern,",
}
IN_GERMAN_CURVES: Mapping[str, str] = {
    "incidents": "Vorfälle",
    "seconds": "Sekunden",
    "MkDocs with Material": "MkDocs mit Material",
    "Hugo, from the records": "Hugo, von den Datensätzen an",
    "How long all pages take, from cold": "Wie lange alle Seiten brauchen, kalt begonnen",
}
_MEASURED = re.compile(rf"^(?:{'|'.join(START.values())}) .+\n\n(?:\|.*\n)+", re.MULTILINE)
_MARK = re.compile(r"(?<=\d)[.,](?=\d)")  # within a number
_WRITTEN_NUMBER = re.compile(r">[\d.,]+<")  # in a drawing


def renew_page() -> None:
    """Put the results into the page: tables with their day and machine, and the curves beside it."""
    reports = [Report.read(RESULTS / f"{name}.json") for name in SHOWN]
    curves = (RESULTS / "build.svg").read_text(encoding="utf-8")
    for language, page in PAGES.items():
        replace_file(page, renewed(page.read_text(encoding="utf-8"), language, reports).encode())
        replace_file(CURVES[language], drawing(curves, language).encode())


def publish(report: Report, name: str) -> None:
    """Write a report under its name among the results, renew the page, and print the report."""
    report.write(RESULTS, name)
    renew_page()
    print(report.markdown(name))


def drawing(curves: str, language: Language) -> str:
    """Return the curves with their words and numbers in a language."""
    if language is not GERMAN:
        return curves
    for english, german in IN_GERMAN_CURVES.items():
        curves = curves.replace(f">{english}<", f">{german}<")
    return _WRITTEN_NUMBER.sub(lambda number: _in_german(number[0]), curves)


def renewed(text: str, language: Language, reports: list[Report]) -> str:
    """Return the page's text with these reports in place of those that it holds, in their order."""
    parts = iter([measured(report, language) for report in reports])
    return _MEASURED.sub(lambda _: next(parts), text)


def measured(report: Report, language: Language) -> str:
    """Return a report's day, machine and table in a language."""
    day = words_of(language).date(When.parse(report.date))
    table, machine = report.table(), f"{report.machine}"
    if language is GERMAN:
        table = _in_german(table)
        for english, german in IN_GERMAN.items():
            table, machine = table.replace(english, german), machine.replace(english, german)
    return f"{START[language]} {day}: {machine}.\n\n{table}"


def _in_german(numbers: str) -> str:
    return _MARK.sub(lambda found: "," if found[0] == "." else ".", numbers)
