"""A text in all languages at once, in which each place where they differ holds the words of every one.

The pages of one incident in several languages show the same record and differ in some words, dates and links. So a
page can be written once for all languages and then be parted: each of its texts is what it is when written alone.
"""

from collections.abc import Sequence
from typing import TypeVar

# It stands before, between and behind the words of each language. No record holds one (records/text.py refuses it),
# and neither HTML nor JSON writes it in another way.
MARK = "\x91"

Text = TypeVar("Text", bound=str)


def together(texts: Sequence[Text]) -> Text:
    """Return as one text what is said in each language; none of them may hold several languages itself."""
    first = texts[0]
    if all(text == first for text in texts[1:]):
        return first
    return type(first)(f"{MARK}{MARK.join(texts)}{MARK}")


def parted(text: Text, count: int) -> list[Text]:
    """Return the text of each of `count` languages."""
    pieces = text.split(MARK)
    if len(pieces) == 1:
        return [text] * count
    texts = []
    for number in range(1, count + 1):
        own = [""] * (2 * len(pieces) // (count + 1) + 1)
        own[::2], own[1::2] = pieces[:: count + 1], pieces[number :: count + 1]
        texts.append(type(text)("".join(own)))
    return texts
