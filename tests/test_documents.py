"""What the documents show is true: commands run, patterns pass, links inside the repository lead somewhere."""

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.checks.running import check
from generator.cli import main
from generator.pages.owned import OWNED_FOLDERS
from generator.pages.page import CODEBOOK, Page
from generator.pages.views.codebook import codebook_view, vocabularies
from generator.records.formatting import canonical
from generator.records.problem import Severity
from tests.archives import PROJECT, make_archive, real_archive, record_path

DOCUMENTS = [*sorted(PROJECT.glob("*.md")), *sorted((PROJECT / "docs").glob("*.md"))]
NEW_ACCOUNT = "example-party-x: {name: Example Party, platform: x, kind: party}"  # step 5 of the guide
PATTERN, IN_GERMAN = (
    re.search(r"```yaml\n(# yaml.*?)```", (PROJECT / name).read_text(), re.DOTALL)
    for name in ("docs/contribute.md", "docs/de/contribute.md")
)


def test_the_pattern_for_a_new_record_passes(tmp_path: Path) -> None:
    assert PATTERN
    assert IN_GERMAN
    assert canonical(PATTERN[1], "pattern") == PATTERN[1] == IN_GERMAN[1]
    account = f"{NEW_ACCOUNT}\n"
    root = make_archive(tmp_path, {}, {"accounts": account, "platforms": "x: {name: X}", "tools": "", "people": ""})
    path = record_path(root, "2024-05-06-minister-on-a-horse")
    path.parent.mkdir(parents=True)
    path.write_text(PATTERN[1])
    assert [str(problem) for problem in check(root) if problem.severity is Severity.ERROR] == []


def shown_commands() -> list[str]:
    found: set[str] = set()
    for document in DOCUMENTS:
        for block in re.findall(r"```console\n(.*?)```", document.read_text(), re.DOTALL):
            lines = (line.split("#")[0].strip() for line in block.split("\n"))
            found |= {line.removeprefix(".venv/bin/") for line in lines if "gegenbild" in line}
    return sorted(found)


@pytest.mark.parametrize("command", shown_commands())
def test_commands_in_documents_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a copy of the archive that holds the example's record; `new` is answered as a contributor would."""
    assert PATTERN
    root = real_archive(tmp_path)
    for name in ("2024-05-06-minister-on-a-horse", "2024-05-06-x"):
        path = record_path(root, name)
        path.parent.mkdir(parents=True)
        path.write_text(PATTERN[1])
    accounts = root / "incidents/registry/accounts.yaml"
    accounts.write_text(f"{accounts.read_text()}\n{NEW_ACCOUNT}\n")
    monkeypatch.chdir(root)
    typed = "\n2024-05\n\nA flag burns.\nThe flag burnt.\nhttps://news.example.org/flag\nThe News\nNo flag burnt\n"
    result = CliRunner().invoke(main, shlex.split(command)[1:], input=typed)
    expected = (0, 1) if "--fix" in command else (0,)  # the two examples are one post, which is found
    assert result.exit_code in expected, result.output


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_the_repository_lead_somewhere(document: Path) -> None:
    generated = tuple(f"{folder}/" for folder in OWNED_FOLDERS)
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", document.read_text()):
        if document.parent == PROJECT / "docs" and target.startswith(generated):
            continue
        assert (document.parent / target).exists(), target


def test_the_codebook_has_a_meaning_for_every_field_and_term_and_an_example_for_every_leaf() -> None:
    view = codebook_view(Page(CODEBOOK))
    for part in (*view.record, *view.registry):
        for field in part.fields:
            assert field.description, (part.title, field.name)
            assert field.example or "group of fields" in field.type, (part.title, field.name)
    for terms in vocabularies():
        assert all(term.label or term.value == "exactly" for term in terms)
        assert all(term.description.endswith(".") for term in terms)


@pytest.mark.parametrize("folder", ["docs", "docs/de"])
def test_who_reuses_the_data_is_told_where_all_of_it_is_and_what_is_not_free(folder: str) -> None:
    page = PROJECT / folder / "about.md"
    _, reuse = page.read_text().split("{: #who-may-use-it }" if "de" in page.parts else "## Who may use it")
    assert re.search("quotations|Zitate", reuse)
    named = {(page.parent / link).resolve() for link in re.findall(r"\]\((?!http)([^)]+)\)", reuse)}
    files = ("schema/incident.schema.json", "incidents/feed.xml", "figures/index.md", "codebook/index.md")
    home = PROJECT / "docs"
    assert named == {(home if name.startswith("schema") else page.parent) / name for name in files}
