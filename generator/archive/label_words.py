"""The words of labels and cards: what a picture is, and what was found of it, in the language of its record.

They stand on the pictures, and wherever a picture, or what it claims, is told without being seen.
"""

from generator.records.vocabulary import DigitalSourceType as Source
from generator.records.vocabulary import LabelStatus, State, Term, Verdict

ENGLISH = "en"

# What a reader must see at a glance; where a source type is not listed, its own label is said.
ORIGINS = {
    "en": {
        Source.TRAINED_ALGORITHMIC_MEDIA: "AI-generated",
        Source.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA: "Altered with AI",
        Source.COMPOSITE_SYNTHETIC: "Partly synthetic",
        Source.DIGITAL_CAPTURE: "Real photograph",
    },
    "de": {
        Source.TRAINED_ALGORITHMIC_MEDIA: "KI-erzeugt",
        Source.COMPOSITE_WITH_TRAINED_ALGORITHMIC_MEDIA: "Mit KI verändert",
        Source.ALGORITHMICALLY_ENHANCED: "Vom Programm verbessert",
        Source.ALGORITHMIC_MEDIA: "Vom Programm erzeugt",
        Source.DATA_DRIVEN_MEDIA: "Aus Daten erzeugt",
        Source.HUMAN_EDITS: "Von Hand bearbeitet",
        Source.COMPOSITE: "Zusammengesetzt",
        Source.COMPOSITE_CAPTURE: "Aus Aufnahmen zusammengesetzt",
        Source.COMPOSITE_SYNTHETIC: "Teilweise synthetisch",
        Source.DIGITAL_CAPTURE: "Echte Aufnahme",
        Source.COMPUTATIONAL_CAPTURE: "Berechnete Aufnahme",
        Source.DIGITAL_CREATION: "Digital gezeichnet",
        Source.NEGATIVE_FILM: "Vom Negativfilm",
        Source.POSITIVE_FILM: "Vom Diafilm",
        Source.PRINT: "Vom Druck",
        Source.SCREEN_CAPTURE: "Bildschirmfoto",
        Source.VIRTUAL_RECORDING: "Virtuelle Aufnahme",
    },
}
FINDINGS = {
    "en": {
        Verdict.FABRICATED: "False",
        Verdict.ALTERED: "Manipulated",
        Verdict.SELECTIVELY_EDITED: "Misleadingly cut",
        Verdict.OUT_OF_CONTEXT: "Out of context",
        Verdict.STAGED: "Staged",
        Verdict.SATIRE: "Satire",
        Verdict.DISCLOSED_SYNTHETIC: "Not real",
        Verdict.AUTHENTIC: "Authentic",
        Verdict.DISPUTED: "Disputed",
        Verdict.OPEN: "Not yet reviewed",
    },
    "de": {
        Verdict.FABRICATED: "Falsch",
        Verdict.ALTERED: "Manipuliert",
        Verdict.SELECTIVELY_EDITED: "Irreführend geschnitten",
        Verdict.OUT_OF_CONTEXT: "Falscher Zusammenhang",
        Verdict.STAGED: "Gestellt",
        Verdict.SATIRE: "Satire",
        Verdict.DISCLOSED_SYNTHETIC: "Nicht echt",
        Verdict.AUTHENTIC: "Echt",
        Verdict.DISPUTED: "Umstritten",
        Verdict.OPEN: "Noch nicht geprüft",
    },
}
# The stamps of a card; they say what they say on the pages, and in English what the vocabulary says.
STAMPS: dict[str, dict[Term, str]] = {
    "de": {
        Verdict.FABRICATED: "Erfunden",
        Verdict.ALTERED: "Verändert",
        Verdict.SELECTIVELY_EDITED: "Irreführend geschnitten",
        Verdict.OUT_OF_CONTEXT: "Aus dem Zusammenhang",
        Verdict.STAGED: "Gestellt",
        Verdict.SATIRE: "Satire",
        Verdict.DISCLOSED_SYNTHETIC: "Synthetisch, offengelegt",
        Verdict.AUTHENTIC: "Echt",
        Verdict.DISPUTED: "Umstritten",
        Verdict.OPEN: "In Prüfung",
        LabelStatus.NONE: "Keine Kennzeichnung",
        LabelStatus.NOT_REPORTED: "Nicht berichtet",
        LabelStatus.SELF_DISCLOSED: "Selbst offengelegt",
        LabelStatus.SATIRE_NOTICE: "Satire-Hinweis",
        LabelStatus.VISIBLE_WATERMARK: "Sichtbares Wasserzeichen",
        LabelStatus.PLATFORM_LABEL: "Hinweis der Plattform",
        LabelStatus.COMMUNITY_NOTE: "Community-Hinweis",
        LabelStatus.PROVENANCE_METADATA_ONLY: "Nur Metadaten",
        LabelStatus.REMOVED: "Entfernt",
        LabelStatus.ACCOUNT_SUSPENDED: "Konto gesperrt",
        State.WITHDRAWN: "Zurückgezogen",
    },
}
CARDS = {"en": "Card of the incident", "de": "Karte des Vorfalls"}


def label_words(source_type: Source | None, verdict: Verdict | None, language: str) -> str:
    """Return the words of a label: `AI-GENERATED · FALSE`.

    Where the origin is not established it is the finding alone, and of what was not checked the origin alone. They
    are English where there are none in the language.
    """
    spoken = _spoken(language)
    origin = [ORIGINS[spoken].get(source_type, source_type.label)] if source_type else []
    finding = [FINDINGS[spoken][verdict]] if verdict else []
    return " · ".join([*origin, *finding]).upper()


def described(label: str, description: str) -> str:
    """Return the description of a picture that bears `label`: what is written on it stands first, as it is seen."""
    return f"{label}: {description}"


def stamp_words(term: Term, language: str) -> str:
    """Return the words of a stamp, which are English where there are none in the language."""
    return STAMPS.get(_spoken(language), {}).get(term, term.label)


def titled(title: str, state: State, verdict: Verdict, language: str) -> str:
    """Return the title of an incident to be read alone: `Fabricated: A minister in a carnival costume`.

    A title tells what is to be seen, and it may be believed where nothing beside it says what was found. Of a
    withdrawn incident it says that it was taken back, and so was what had been found.
    """
    return f"{stamp_words(state if state is State.WITHDRAWN else verdict, language)}: {title}"


def card_words(title: str, language: str) -> str:
    """Return what a card without a picture is, in words: English where there are none in the language."""
    return f"{CARDS[_spoken(language)]}: {title}"


def _spoken(language: str) -> str:
    """Return the language in which a record of some language is labelled."""
    spoken = language.split("-")[0]
    return spoken if spoken in FINDINGS else ENGLISH
