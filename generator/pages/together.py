"""A text in all languages at once, in which each place where they differ holds the words of every one.

The pages of one incident in several languages show the same record and differ in some words, dates and links. So a
page can be written once for all languages and then be parted: each of its texts is what it is when written alone.
Where its headings stand is marked too: what turns it into HTML need not look for them.
"""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import AnyStr, TypeVar

# It stands before, between and behind the words of each language. No record holds one (records/text.py refuses it),
# and neither HTML nor JSON writes it in another way.
MARK = "\x7f"
ENCODED_MARK = MARK.encode()
RULE = "\x1e"  # stands before and behind each heading of such a text; no record holds one either
ENCODED_RULE = RULE.encode()

Text = TypeVar("Text", bound=str)


def together(texts: Sequence[Text]) -> Text:
    """Return as one text what is said in each language; none of them may hold several languages itself."""
    first = texts[0]
    if texts.count(first) == len(texts):
        return first
    return _as(type(first), f"{MARK}{str.join(MARK, texts)}{MARK}")


def parted(text: Text, count: int) -> list[Text]:
    """Return the text of each of `count` languages."""
    pieces = str.split(text, MARK)  # as plain texts, whatever the text is
    if len(pieces) == 1:
        return [text] * count
    kind = type(text)
    return [_as(kind, "".join(own)) for own in _owned(pieces, count)]


class Content:
    """The encoded text of a page in some languages at once, which stands between the marks of its headings."""

    def __init__(self, content: bytes, languages: int) -> None:
        """Split the text at its marks: once, for that takes a while."""
        self._pieces = content.split(ENCODED_MARK)
        self._step = languages + 1
        is_same = len(self._pieces) == 1
        self._ruled = [content] * languages if is_same else list(map(b"".join, _owned(self._pieces, languages)))

    @cached_property
    def parted(self) -> list[bytes]:
        """Return the text of each language."""
        return [text.replace(ENCODED_RULE, b"") for text in self._ruled]

    @property
    def sections(self) -> list[list[bytes]]:
        """Return the text of each language in its sections: text, a heading, text, and so on."""
        return [text.split(ENCODED_RULE) for text in self._ruled]

    @property
    def common(self) -> list[bytes]:
        """Return in sections what all languages have in common, with a mark where they differ."""
        return ENCODED_MARK.join(self._pieces[:: self._step]).split(ENCODED_RULE)

    @property
    def differing(self) -> bytes:
        """Return all that the languages do not have in common."""
        own = [*self._pieces]
        del own[:: self._step]
        return ENCODED_MARK.join(own)


def _owned(pieces: list[AnyStr], count: int) -> Iterator[list[AnyStr]]:
    """Yield of what stands between marks the pieces of each language: those of all, and its own."""
    size = 2 * (len(pieces) // (count + 1)) + 1
    for number in range(1, count + 1):
        own = pieces[:1] * size
        own[::2], own[1::2] = pieces[:: count + 1], pieces[number :: count + 1]
        yield own


def _as(kind: type[Text], text: str) -> Text:
    """Return a plain text as one of a kind: safe HTML, if the texts that it is made of were."""
    return str.__new__(kind, text)
