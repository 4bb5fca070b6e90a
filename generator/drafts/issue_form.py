"""The body of a filled issue form, as GitHub writes it, to the answers that a draft is made of.

GitHub turns a form into Markdown: `### Label`, an empty line, the answer; `_No response_` where none was given
(https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms).
Whatever a stranger writes into an answer stays one answer: of a heading that is one of the form's labels the last
one counts that stands before the next label.
"""

from generator.drafts.draft import Answers
from generator.records.text import REFUSED_CHARACTERS
from generator.records.vocabulary import MediaKind

NO_RESPONSE = "_No response_"
LABELS = {
    "Address of the post": "post_url",
    "Date of the post": "date",
    "Who posted it": "account",
    "Platform": "platform",
    "What kind of media": "media",
    "What it shows or says": "shows",
    "What is claimed": "claim",
    "Tool it was made with": "tool",
    "Country": "region",
    "Address of a source": "source_url",
    "Publisher of the source": "source_publisher",
    "Title of the source": "source_title",
    "Language of the source": "source_language",
}
CONFIRMATION = "Before you send this"  # boxes that were ticked, below the last answer
REQUIRED = ("date", "shows", "claim", "source_url", "source_publisher", "source_title")


def answers_of(body: str) -> Answers:
    """Read the answers of a filled form. Raises ValueError that names every required answer that is missing."""
    found = fields_of(body)
    missing = [label for label, name in LABELS.items() if name in REQUIRED and not found.get(name)]
    if missing:
        raise ValueError(f"these answers are missing: {', '.join(missing)}")
    named = found.pop("media", "")
    media = next((kind for kind in MediaKind if kind.label == named), MediaKind.IMAGE)
    return Answers(media=media, **{name: answer for name, answer in found.items() if answer})


def fields_of(body: str) -> dict[str, str]:
    """Return the answers by the name of their field, each as one line of text."""
    lines = REFUSED_CHARACTERS.sub("", body).split("\n")
    answers = {}
    for label in reversed([*LABELS, CONFIRMATION]):
        places = [place for place, line in enumerate(lines) if line.rstrip() == f"### {label}"]
        if places:
            answers[label] = " ".join(" ".join(lines[places[-1] + 1 :]).split())
            del lines[places[-1] :]
    found = {name: answers[label] for label, name in LABELS.items() if label in answers}
    return {name: "" if answer == NO_RESPONSE else answer for name, answer in found.items()}
