"""A corpus on disk: registries, records and pictures, beside the project's own pages and theme."""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.corpus.pictures import FILE, Picture, pictures
from benchmarks.corpus.planning import Links, Plan, links, plans
from benchmarks.corpus.record import record_of
from benchmarks.corpus.registry import World
from benchmarks.corpus.shapes import shapes
from benchmarks.corpus.writing import record_text
from generator.checks.rules.identity import ALIKE
from generator.records.parallel import in_processes
from tests.archives import LINK_TO_THE_FOUNDING_INCIDENT, copy_into, record_path

SEED = 20240902
ONE_IN = 50  # incidents holds a picture

Post = tuple[str, str]  # its day, as far as it is known, and its words


def make_corpus(root: Path, size: int, seed: int = SEED, longest: int = 1000, one_in: int = ONE_IN) -> None:
    """Write `size` records under `root`/incidents, with their registries, the theme and the hand-written pages.

    Their shapes are those of the real records of at most `longest` lines. One in `one_in` incidents holds a
    picture; with 0 there is none.
    """
    chance = random.Random(seed)
    world = World(chance)
    incidents = plans(world, size, shapes(longest), chance, seed)
    tied = links(incidents, chance)
    _copy_project(root)
    world.write(root)
    held = iter(pictures(size // one_in if one_in else 0, seed))
    chosen = (next(held, None) if one_in and number % one_in == 0 else None for number in range(1, size + 1))
    wanted = [(plan, tied[plan.id], picture) for plan, picture in zip(incidents, chosen, strict=True)]
    posts = in_processes(partial(_write, root), wanted)
    while again := list(_told_twice(posts)):
        for place in again:
            plan, linked, picture = wanted[place]
            wanted[place] = (replace(plan, seed=f"{plan.seed} again"), linked, picture)
            posts[place] = _write(root, wanted[place])


def _write(root: Path, incident: tuple[Plan, Links, Picture | None]) -> Post:
    """Write an incident, and return its day and the words of its post."""
    plan, linked, picture = incident
    path = record_path(root, plan.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    record = record_of(plan, linked, picture)
    path.write_text(record_text(record), encoding="utf-8")
    if picture:
        path.with_name(FILE).write_bytes(picture.content)
    post = record["post"]
    text = post.get("text", {}) if isinstance(post, dict) else {}
    return str(record["date"]), str(text.get("original", "")) if isinstance(text, dict) else ""


def _told_twice(posts: Sequence[Post]) -> Iterator[int]:
    """Yield the places of posts that say nearly what one of the same day says: a check takes the two for one."""
    by_day: defaultdict[str, list[int]] = defaultdict(list)
    for place, (day, words) in enumerate(posts):
        earlier = by_day[day]
        if any(fuzz.ratio(posts[other][1], words, score_cutoff=ALIKE) for other in earlier if words):
            yield place
        earlier.append(place)


def _copy_project(root: Path) -> None:
    """Copy what is no record; a corpus does not hold the incident that the hand-written pages link to."""
    for name in ("docs", "theme", "mkdocs.yml", "interface-images.yaml"):
        copy_into(root, name)
    for page in (*(root / "docs").glob("*.md"), *(root / "docs/de").glob("*.md")):
        page.write_text(LINK_TO_THE_FOUNDING_INCIDENT.sub("incidents/index.md", page.read_text()))
