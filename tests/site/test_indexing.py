"""The search index after an edit: the edited page alone is indexed anew; what is not whole is not believed."""

from pathlib import Path

import pytest

from generator.site import build as building
from generator.site import indexing
from generator.site.pagefind_pages import OtherPartError
from generator.site.search_index import Part
from tests.archives import write
from tests.site.small import built, contents, retitled, small_archive


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = small_archive(tmp_path_factory.mktemp("once"))
    built(root)
    return root


def page_files(root: Path) -> dict[Path, int]:
    """Return the search index's files of pages, with their numbers on the disk."""
    return {path: path.stat().st_ino for path in root.glob("site/pagefind/*/*/fragment/*")}


def test_of_the_search_index_the_page_of_an_edited_record_alone_is_made_anew(once: Path) -> None:
    built(once)
    before = page_files(once)
    retitled(once, "Found by another word")
    built(once)
    after = page_files(once)
    assert len(before) == len(after)
    assert len(before.items() - after.items()) == 1


@pytest.mark.parametrize("files", ["index/*", "*.pf_meta"])
def test_a_search_index_that_is_not_whole_is_made_anew(once: Path, files: str) -> None:
    built(once)
    spoilt = [*once.glob(f"site/pagefind/en/*/{files}")]
    assert spoilt
    for path in spoilt:
        path.write_bytes(path.read_bytes()[:20])
    retitled(once, f"A title once more than {files}")
    built(once)
    after = contents(once)
    built(once, anew=True)
    assert contents(once) == after


@pytest.mark.usefixtures("short_pages")
def test_all_is_searched_where_it_shows_late_that_mkdocs_is_to_build_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = small_archive(tmp_path)
    built(root)
    retitled(root, "A title that MkDocs writes")
    with monkeypatch.context() as patched:
        patched.setattr(building, "_is_as_plain", lambda *_anything: False)
        assert "Building all pages by MkDocs" in built(root)
    after = contents(root)
    built(root, anew=True)
    assert contents(root) == after


def test_what_a_change_of_the_search_index_that_failed_has_written_is_not_published(
    once: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built(once)

    def fail(target: Path, _sites: object, part: Part, _change: object) -> None:
        write(target / part.folder / "fragment/half.pf_fragment", "half")
        raise OtherPartError

    monkeypatch.setattr(indexing, "renew_part", fail)
    retitled(once, "A title that is indexed with all others")
    built(once)
    assert page_files(once)
    assert not [path for path in page_files(once) if path.stem == "half"]
