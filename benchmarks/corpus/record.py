"""A record from its plan: its parts in the shape of a real record's, told by a narrator."""

from collections.abc import Iterable, Iterator
from datetime import date

from benchmarks.corpus.days import LAST_DAY, after, before, written
from benchmarks.corpus.names import slug
from benchmarks.corpus.pictures import Picture
from benchmarks.corpus.planning import Links, Plan
from benchmarks.corpus.registry import Account
from benchmarks.corpus.shapes import ItemShape, LabelShape, MediaShape
from benchmarks.corpus.telling import Narrator
from benchmarks.corpus.writing import HOST, Value
from generator.records.vocabulary import Verdict

Fields = dict[str, Value]

EXACT = 0.8  # how often of a day more is known than the month
WITH_TIME = 0.3  # how often the time of day is known
DATED = 0.7  # how often a source has a date
WITHDRAWN, CORRECTED, RENAMED = 1 / 300, 1 / 20, 1 / 50  # share of the records
RATINGS = {
    **dict.fromkeys(Verdict, "untrue"),
    **dict.fromkeys((Verdict.SATIRE, Verdict.DISCLOSED_SYNTHETIC, Verdict.AUTHENTIC), "other"),
    Verdict.DISPUTED: "unclear",
}


def record_of(plan: Plan, links: Links, picture: Picture | None) -> Fields:
    """Return the record as plain data, its fields in the order in which they are written."""
    telling = Narrator(plan)
    shape, chance = plan.shape, telling.chance
    withdrawn = chance.random() < WITHDRAWN
    before_post = [*_incidents(links.causes), *_items(telling, shape.trigger, plan.others, earlier=True)]
    answering = plan.others[sum(item.kind == "posting" for item in shape.trigger) :]
    after_post = [*_incidents(links.answers), *_items(telling, shape.response, answering, earlier=False)]
    fields: Fields = {
        "title": plan.title,
        "summary": _summary(telling),
        "date": written(plan.day, exact=shape.exact),
        "language": plan.language,
        "regions": list(shape.regions),
        "topics": list(shape.topics),
        "content_notes": list(shape.content_notes),
        "state": "withdrawn" if withdrawn else "published",
        "withdrawal": _withdrawal(telling) if withdrawn else {},
        "trigger": list[Value](before_post),
        "post": {},  # told last, for it cites what nothing else did
        "response": list[Value](after_post),
        "fact_check": _fact_check(telling),
        "label_status": {"history": list[Value](_history(telling))},
        "sources": list[Value](_sources(telling)),
        "related": list(links.related),
        "aliases": [f"{plan.id}-first"] if chance.random() < RENAMED else [],
        "corrections": [_correction(telling)] if chance.random() < CORRECTED else [],
    }
    return _without_empty(fields | {"post": _post(telling, picture)})


def _summary(telling: Narrator) -> str:
    first = telling.sentence("first")
    left = telling.plan.shape.summary - len(first)
    return f"{first} {telling.prose('summary', left)}" if left > len(first) / 2 else first


def _incidents(identifiers: Iterable[str]) -> Iterator[Fields]:
    for identifier in identifiers:
        yield {"kind": "incident", "incident": identifier}


def _items(
    telling: Narrator, shapes: Iterable[ItemShape], accounts: Iterable[Account], *, earlier: bool
) -> Iterator[Fields]:
    """Yield what happened before or after the post."""
    posting = iter(accounts)
    for shape in shapes:
        start = len(telling.cited)
        telling.when = (before if earlier else after)(telling.plan.day, telling.chance)
        summary = telling.prose("event", shape.summary)
        sources: list[Value] = list(dict.fromkeys(telling.cited[start:]))
        when = _roughly(telling, telling.when) if shape.dated else ""
        if shape.kind == "event":
            yield _without_empty({"kind": "event", "summary": summary, "date": when, "sources": sources})
        else:
            words = telling.posted("posting", shape.words)
            yield _without_empty(_posting(next(posting), summary, when, words, sources))


def _posting(account: Account, summary: str, when: str, words: Fields, sources: list[Value]) -> Fields:
    return {
        "kind": "posting",
        "summary": summary,
        "account": account.key,
        "platform": account.platform,
        "posted_at": when,
        "text": words,
        "sources": sources,
    }


def _post(telling: Narrator, picture: Picture | None) -> Fields:
    plan, shape, start = telling.plan, telling.plan.shape, len(telling.cited)
    context = telling.prose("context", shape.context) if shape.context else ""
    reach = [_reach(telling, metric, qualifier) for metric, qualifier in shape.reach]
    tools = iter(plan.tools)
    pictures = [picture, *[None] * len(shape.media)]
    media = [_media(telling, each, tools, held) for each, held in zip(shape.media, pictures, strict=False)]
    time = f"T{telling.chance.randrange(24):02d}:{telling.chance.randrange(60):02d}Z"
    timed = shape.exact and telling.chance.random() < WITH_TIME
    words = telling.posted("posting", shape.words)
    uncited = [each for each in telling.ids if each not in telling.cited]
    return _without_empty(
        {
            "account": plan.account.key if plan.account else "",
            "platform": plan.platform,
            "also_on": list(plan.also_on),
            "url": f"https://{plan.platform}.{HOST}/{plan.id}",
            "posted_at": written(plan.day, exact=shape.exact) + (time if timed else ""),
            "text": words,
            "context": context,
            "reach": list[Value](reach),
            "media": list[Value](media),
            "sources": list(dict.fromkeys([*telling.cited[start:], *uncited])) or [telling.ids[0]],
        }
    )


def _reach(telling: Narrator, metric: str, qualifier: str) -> Fields:
    size = 10 ** telling.chance.uniform(3, 7.5)
    return {
        "metric": metric,
        "value": str(int(size) if qualifier == "exactly" else int(float(f"{size:.1e}"))),
        "qualifier": qualifier,
        "as_of": after(telling.plan.day, telling.chance).isoformat(),
        "source": telling.cite(),
    }


def _media(telling: Narrator, shape: MediaShape, tools: Iterator[str], picture: Picture | None) -> Fields:
    source_type = shape.source_type or ("trainedAlgorithmicMedia" if picture else "")
    held = picture.held.model_dump(exclude_defaults=True, mode="json") if picture else {}
    return _without_empty(
        {
            "kind": shape.kind,
            "description": telling.plain("description", shape.description),
            "digital_source_type": source_type,
            "tools": [{"tool": next(tools), "basis": basis, "source": telling.cite()} for basis in shape.tools],
            "depicts": [person.key for person in telling.plan.people[: shape.depicts]],
            "language": telling.plan.language if shape.kind != "image" else "",
            "length": shape.length,
            "transcript": telling.posted("posting", shape.transcript),
            "picture": {name: str(value) for name, value in held.items()},
            "rights": telling.plain("rights") if picture else "",
        }
    )


def _fact_check(telling: Narrator) -> Fields:
    plan, shape = telling.plan, telling.plan.shape
    reviewing = telling.chance.sample(telling.ids, min(shape.reviews, len(telling.ids)))
    telling.cited += reviewing
    ratings = RATINGS[Verdict.of(shape.verdict)]
    return _without_empty(
        {
            "claim": telling.plain("claim"),
            "claimed_by": plan.account.key if plan.account else "",
            "verdict": shape.verdict,
            "finding": telling.prose("finding", shape.finding),
            "reviews": [{"source": each, "rating": telling.rating(each, ratings)} for each in reviewing],
            "note": telling.prose("note", shape.note) if shape.note else "",
        }
    )


def _history(telling: Narrator) -> Iterator[Fields]:
    day = telling.plan.day
    for place, shape in enumerate(telling.plan.shape.history):
        if place:
            day = after(day, telling.chance)
        yield _label(telling, shape, written(day, exact=telling.plan.shape.exact) if shape.dated else "")


def _label(telling: Narrator, shape: LabelShape, when: str) -> Fields:
    return _without_empty(
        {
            "status": shape.status,
            "by": shape.by,
            "at": when,
            "timing": telling.plain("timing").lower() if shape.timing else "",
            "visibility": shape.visibility,
            "source": telling.cite() if shape.status != "not-reported" else "",
            "note": telling.prose("note", shape.note) if shape.note else "",
        }
    )


def _sources(telling: Narrator) -> Iterator[Fields]:
    chance = telling.chance
    for identifier, publisher in zip(telling.ids, telling.plan.publishers, strict=True):
        day = after(telling.plan.day, chance)
        title = telling.teller(publisher.language).say("headline")
        address = f"https://{slug(publisher.name)}.{HOST}/{day:%Y/%m}/{slug(title[:60])}-{chance.randrange(10**6)}"
        yield _without_empty(
            {
                "id": identifier,
                "publisher": publisher.name,
                "title": title,
                "url": address,
                "published": _roughly(telling, day) if chance.random() < DATED else "",
                "language": publisher.language,
                "archived": f"https://archive.{HOST}/{day:%Y%m%d}/{address}",
                "accessed": after(day, chance).isoformat(),
            }
        )


def _correction(telling: Narrator) -> Fields:
    return {"date": LAST_DAY.isoformat(), "was": telling.plain("was"), "now": telling.plain("now")}


def _withdrawal(telling: Narrator) -> Fields:
    return {"date": LAST_DAY.isoformat(), "reason": telling.sentence("reason")}


def _roughly(telling: Narrator, day: date) -> str:
    """Return the day, or at times its month alone."""
    return written(day, exact=telling.chance.random() < EXACT)


def _without_empty(fields: Fields) -> Fields:
    return {name: value for name, value in fields.items() if value}
