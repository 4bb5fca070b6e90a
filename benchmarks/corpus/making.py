"""A corpus on disk: registries, records and pictures, beside the project's own pages and theme."""

import random
from functools import partial
from pathlib import Path

from benchmarks.corpus.pictures import FILE, Picture, pictures
from benchmarks.corpus.planning import Links, Plan, links, plans
from benchmarks.corpus.record import record_of
from benchmarks.corpus.registry import World
from benchmarks.corpus.shapes import shapes
from benchmarks.corpus.writing import record_text
from generator.records.parallel import in_processes
from tests.archives import LINK_TO_THE_FOUNDING_INCIDENT, copy_into, record_path

SEED = 20240902
ONE_IN = 50  # incidents holds a picture


def make_corpus(root: Path, size: int, seed: int = SEED, longest: int = 1000, one_in: int = ONE_IN) -> None:
    """Write `size` records under `root`/incidents, with their registries, the theme and the hand-written pages.

    Their shapes are those of the real records of at most `longest` lines. One in `one_in` incidents holds a
    picture; with 0 there is none.
    """
    chance = random.Random(seed)
    world = World(chance)
    incidents = plans(world, size, shapes(longest), chance, seed)
    linked = links(incidents, chance)
    _copy_project(root)
    world.write(root)
    held = iter(pictures(size // one_in if one_in else 0, seed))
    chosen = (next(held, None) if one_in and number % one_in == 0 else None for number in range(1, size + 1))
    wanted = [(plan, linked[plan.id], picture) for plan, picture in zip(incidents, chosen, strict=True)]
    in_processes(partial(_write, root), wanted)


def _write(root: Path, incident: tuple[Plan, Links, Picture | None]) -> None:
    plan, linked, picture = incident
    path = record_path(root, plan.id)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record_text(record_of(plan, linked, picture)), encoding="utf-8")
    if picture:
        path.with_name(FILE).write_bytes(picture.content)


def _copy_project(root: Path) -> None:
    """Copy what is no record; a corpus does not hold the incident that the hand-written pages link to."""
    for name in ("docs", "theme", "mkdocs.yml", "interface-images.yaml"):
        copy_into(root, name)
    for page in (*(root / "docs").glob("*.md"), *(root / "docs/de").glob("*.md")):
        page.write_text(LINK_TO_THE_FOUNDING_INCIDENT.sub("incidents/index.md", page.read_text()))
