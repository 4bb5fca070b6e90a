"""A few answers to a draft record that passes the checks, and what it still lacks before it can be published."""

import re
import textwrap
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import chain, count
from pathlib import Path
from urllib.parse import urlsplit

from generator.archive.archive import Registry
from generator.archive.loading import INCIDENTS, REGISTRY
from generator.checks.rules.addresses import normalised
from generator.records.dates import When
from generator.records.document import parse
from generator.records.fields import INCIDENT_ID_FORM
from generator.records.formatting import canonical, yaml_text
from generator.records.replacing import remove_file, replace_file
from generator.records.text import REFUSED_CHARACTERS, read_text
from generator.records.vocabulary import MediaKind

# The platform's key by the host of an address, and what may stand before that.
PLATFORM_HOSTS = {
    "x.com": "x",
    "twitter.com": "x",
    "facebook.com": "facebook",
    "instagram.com": "instagram",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "youtu.be": "youtube",
    "t.me": "telegram",
    "telegram.me": "telegram",
    "truthsocial.com": "truth-social",
    "threads.com": "threads",
    "threads.net": "threads",
    "reddit.com": "reddit",
    "vk.com": "vk",
}
BEFORE_HOST = re.compile(r"^(www|m|mobile|old)\.")
# Letters that Unicode does not take apart.
IN_PLAIN_LETTERS = str.maketrans(
    {"ß": "ss", "ı": "i", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th"}
)
OTHER_LETTER = re.compile(r"[^\W\d_a-z]")  # which no slug keeps, so that the rest tells nothing
SLUG_WORDS = 6
LONGEST_TITLE = 120
EXAMPLE = "2024-09-02-musk-harris-uniform"
LINK = re.compile(r"\[([^\[\]]*)\]\([^()]*\)|\[(@[^\[\]]*)\]?")  # of Markdown, or what would cite a source
PROFILE = re.compile(r"https?://[^/?#]+/@?([^/?#]+)/?")  # the address of an account


@dataclass(frozen=True)
class Answers:
    """What a contributor is asked; `post_url`, `account`, `platform` and `tool` may be empty where not known."""

    date: str
    shows: str
    claim: str
    source_url: str
    source_publisher: str
    source_title: str
    source_language: str = "en"
    post_url: str = ""
    account: str = ""
    platform: str = ""
    tool: str = ""
    region: str = "US"
    topic: str = "election"
    media: MediaKind = MediaKind.IMAGE
    identifier: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft record: its identifier, its text, and the registry entries that it needs and that are new."""

    identifier: str
    text: str
    entries: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)


def draft(answers: Answers, registry: Registry) -> Draft:
    """Make a draft of the answers, looking accounts, platforms and tools up in the registries.

    Raises ValueError with a message for people where an answer cannot be used.
    """
    answers = _tidy(answers)
    When.parse(answers.date)
    identifier = answers.identifier or suggested_identifier(answers)
    if not re.fullmatch(INCIDENT_ID_FORM, identifier, re.ASCII):
        raise ValueError(f"`{identifier}` is no identifier: write its date, a hyphen, a slug, such as `{EXAMPLE}`")
    new: dict[str, dict[str, dict[str, str]]] = {}
    platform = _looked_up(answers.platform or platform_of(answers.post_url), "platforms", registry, new)
    its_platform = _looked_up(platform_of(answers.account), "platforms", registry, new) or platform
    account = _account(answers.account, its_platform, registry, new)
    tool = _looked_up(answers.tool, "tools", registry, new)
    text = canonical(yaml_text(_record(answers, account, platform, tool)), identifier)
    return Draft(identifier, text, new)


def _tidy(answers: Answers) -> Answers:
    """Return the answers without what no record may hold, such as the letter of an arrow key, or blanks around."""
    given = {name: text for name, text in asdict(answers).items() if name != "media"}
    texts = {name: REFUSED_CHARACTERS.sub("", text).strip() for name, text in given.items()}
    addresses = {name: _address(texts[name]) for name in ("post_url", "source_url")}
    shows = {"shows": LINK.sub(r"\1\2", texts["shows"])}
    return Answers(media=answers.media, **(texts | addresses | shows))


def _address(answer: str) -> str:
    """Return an address without tracking; what is no address is left for the check of the draft to refuse."""
    try:
        return normalised(answer)
    except ValueError:
        return answer


def suggested_identifier(answers: Answers) -> str:
    """Suggest an identifier: the date, and the first words of what the media shows, a letter first."""
    return f"{answers.date.split('T')[0]}-{slug(answers.shows).lstrip('0123456789-') or 'incident'}"


def slug(words: str) -> str:
    """Return the first words in lower-case letters a to z and digits, joined by hyphens."""
    found = re.findall(r"[a-z0-9]+", _plain(words).encode("ascii", "ignore").decode())
    kept = [word for word in found if word not in {"a", "an", "the", "of", "in", "and"}] or found
    return "-".join(kept[:SLUG_WORDS])[:60].strip("-")


def _plain(words: str) -> str:
    """Return words in lower case, each letter apart from its accents."""
    return unicodedata.normalize("NFKD", words.lower().translate(IN_PLAIN_LETTERS))


def platform_of(address: str) -> str:
    """Return the platform's key by the host of an address, or nothing where the host is not known."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # of what is no address
        return ""
    return PLATFORM_HOSTS.get(BEFORE_HOST.sub("", host), "")


def write(made: Draft, root: Path, accept: Callable[[Path], None] = lambda _: None) -> Path:
    """Write the draft and its new registry entries; return the record's path.

    Where `accept`, which is asked of the written record, raises, or a file cannot be written, all is as it was.
    Raises FileExistsError where there is an incident of this identifier, or a folder of that name, and
    ProblemsFoundError where a registry cannot be read.
    """
    path = root / INCIDENTS / made.identifier[:4] / made.identifier / "incident.yaml"
    if path.parent.exists():
        raise FileExistsError(f"there is an incident `{made.identifier}` already; choose another identifier")
    registries = {root / REGISTRY / f"{name}.yaml": entries for name, entries in made.entries.items()}
    before = {file: _registry_text(file, root) for file in registries}
    after = {file: _with_entries(before[file], entries) for file, entries in registries.items()}
    written = []
    try:
        for file, text in {path: made.text, **after}.items():
            replace_file(file, text.encode())
            written.append(file)
        accept(path)
    except BaseException:
        for file in (path, *registries):
            former = before.get(file)
            if former is None:
                remove_file(root / INCIDENTS, file.relative_to(root / INCIDENTS).as_posix())
            elif file in written:
                replace_file(file, former.encode())
        raise
    return path


def _registry_text(file: Path, root: Path) -> str | None:
    return read_text(file, file.relative_to(root).as_posix()) if file.exists() else None


def _with_entries(before: str | None, entries: object) -> str:
    kept = (before or "").rstrip("\n")
    return "\n\n".join([*([kept] if kept else []), yaml_text(entries).strip()]) + "\n"


def still_missing(made: Draft) -> list[str]:
    """Return what the draft lacks before it can be published, for people."""
    data = parse(made.text, made.identifier).data
    post = data.get("post") if isinstance(data, dict) else None
    known = post if isinstance(post, dict) else {}
    return [
        *([] if "account" in known else ["the account that posted it, if a source says so"]),
        *([] if "platform" in known else ["the platform, if a source says so"]),
        "the words of the post, exactly, with their language, in `post.text`",
        "a second, independent source; a fact check if there is one",
        "the finding and the verdict in `fact_check`",
        "whether it was labelled: `label_status.history`, from how things stood at posting",
        "archived copies of the sources and of the post",
        "a look at `kind`, `regions`, `topics` and each `language`: what was not answered there is a guess",
        "then `state: published`",
    ]


def _record(answers: Answers, account: str, platform: str, tool: str) -> dict[str, object]:
    source = slug(answers.source_publisher) or "source"
    media: dict[str, object] = {"kind": answers.media.value, "description": answers.shows}
    if tool:
        media["tools"] = [{"tool": tool, "basis": "reported", "source": source}]
    post = {"account": account, "platform": platform, "url": answers.post_url}
    return {
        "title": _title(answers.shows.rstrip(".")),
        "summary": f"{answers.shows.rstrip('.')} [@{source}].",
        "date": answers.date,
        "language": "en",
        "regions": [answers.region],
        "topics": [answers.topic],
        "state": "draft",
        "post": {**{key: value for key, value in post.items() if value}, "media": [media], "sources": [source]},
        "fact_check": {"claim": answers.claim, "verdict": "open", "finding": "Not yet reviewed."},
        "label_status": {"history": [{"status": "not-reported"}]},
        "sources": [
            {
                "id": source,
                "publisher": answers.source_publisher,
                "title": answers.source_title,
                "url": answers.source_url,
                "language": answers.source_language,
            }
        ],
    }


def _title(shows: str) -> str:
    """Return what is shown in the length of a title; a script that puts no blanks between its words is cut."""
    title = textwrap.shorten(shows, LONGEST_TITLE, placeholder=" …")
    return title if title != "…" else f"{shows[: LONGEST_TITLE - 2]} …"


def _account(answer: str, platform: str, registry: Registry, new: dict[str, dict[str, dict[str, str]]]) -> str:
    """Find the account by key, handle, name or address; else make an entry, which needs its platform.

    Raises ValueError where several are called so: which of them it was is nothing to be guessed.
    """
    if not answer:
        return ""
    if profile := PROFILE.fullmatch(answer):
        answer = f"@{profile[1]}"
    wanted = answer.casefold().lstrip("@")
    if not wanted:
        raise ValueError(f"`{answer}` names no account: write its @handle or its name, or leave it empty")
    for found in _accounts_called(wanted, platform, registry):
        if len(found) > 1:
            raise ValueError(f"several accounts are called {answer}; write the key of one: {', '.join(found)}")
        if found:
            return found[0]
    if not platform:
        needed = "name its platform (`--platform`, or Platform in the form), so that it can be added"
        raise ValueError(f"the account {answer} is not in the registry; {needed}")
    key = _free(slug(answer) or "account", f"-{platform}", registry.accounts)
    entry = {"name": answer.lstrip("@"), "platform": platform, "kind": "anonymous"}
    if answer.startswith("@"):
        entry = {**entry, "handle": answer}
    new.setdefault("accounts", {})[key] = entry
    return key


def _accounts_called(wanted: str, platform: str, registry: Registry) -> Iterator[list[str]]:
    """Yield the keys of the accounts of this key, of this handle, and of this name; on one platform where known."""
    there = {key: each for key, each in registry.accounts.items() if platform in ("", each.platform)}
    yield [wanted] if wanted in there else []
    yield [key for key, each in there.items() if each.handle and each.handle.casefold().lstrip("@") == wanted]
    yield [key for key, each in there.items() if each.name.casefold() == wanted]


def _looked_up(answer: str, name: str, registry: Registry, new: dict[str, dict[str, dict[str, str]]]) -> str:
    """Find a platform or tool by key or name; else make an entry."""
    entries = getattr(registry, name)
    for key, entry in entries.items():
        former = [each.casefold() for each in entry.former_names]
        if answer and answer.casefold() in {key, entry.name.casefold(), *former}:
            return str(key)
    if not answer:
        return ""
    key = slug(answer)
    if key in entries and not OTHER_LETTER.search(_plain(answer)):  # written in another way
        return key
    key = _free(key or name.removesuffix("s"), "", entries)
    new.setdefault(name, {})[key] = {"name": answer}
    return key


def _free(beginning: str, end: str, taken: Collection[str]) -> str:
    """Return a key that nothing has yet: numbered where need be."""
    numbered = (f"{beginning}-{number}{end}" for number in count(2))
    return next(key for key in chain([f"{beginning}{end}"], numbered) if key not in taken)
