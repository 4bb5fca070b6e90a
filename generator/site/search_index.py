"""The search index: Pagefind over the built pages. Only incident pages carry `data-pagefind-body`.

Pagefind writes its filters in the random order of a hash map, so that two runs over the same pages differ
(https://github.com/Pagefind/pagefind/issues/638). The index is put into a fixed order afterwards: the filters'
values are sorted, and the files that are named after their content get their names anew.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import cbor2

from generator.site.commands import module, output_of

SIGNATURE = b"pagefind_dcd"  # what each of Pagefind's compressed files begins with, inside
UNUSED = "pagefind-*ui.*", "pagefind-highlight.js"  # Pagefind's own search pages; the archive has one of its own
FILTERS = 3  # the place of the list of filters in the index's table of contents: [name, file]


def index_site(site: Path) -> None:
    """Write the index of the built pages to `site`/pagefind/."""
    output_of([*module("pagefind_bin"), "--site", str(site), "--force-language", "en"], site)
    index = site / "pagefind"
    for pattern in UNUSED:
        for path in index.glob(pattern):
            path.unlink()
    put_in_order(index)


def put_in_order(index: Path) -> None:
    """Give the index in the folder `index` the same bytes that any other run over the same pages gives it."""
    entry_path = index / "pagefind-entry.json"
    entry = json.loads(entry_path.read_text(encoding="utf-8"))
    for language, details in sorted(entry["languages"].items()):
        contents_path = index / f"pagefind.{details['hash']}.pf_meta"
        contents = _read(contents_path)
        contents[FILTERS] = sorted([name, _sort_filter(index, file)] for name, file in contents[FILTERS])
        details["hash"] = _rename(contents_path, contents, f"pagefind.{language}_", ".pf_meta").removeprefix(
            "pagefind."
        )
    entry_path.write_text(json.dumps(entry, ensure_ascii=False, sort_keys=True), encoding="utf-8")


def _sort_filter(index: Path, file: str) -> str:
    """Sort a filter's values and return the file's new name, without its ending."""
    path = index / "filter" / f"{file}.pf_filter"
    name, values = _read(path)
    return _rename(path, [name, sorted(values)], f"{file.split('_')[0]}_", ".pf_filter")


def _read(path: Path) -> Any:
    content = gzip.decompress(path.read_bytes())
    return cbor2.loads(content.removeprefix(SIGNATURE))


def _rename(path: Path, data: object, prefix: str, ending: str) -> str:
    """Write `data` in the place of `path`, under a name made of its content; return the name without its ending."""
    content = SIGNATURE + cbor2.dumps(data)
    name = prefix + hashlib.sha256(content).hexdigest()[:10]
    path.unlink()
    (path.parent / f"{name}{ending}").write_bytes(gzip.compress(content, mtime=0))
    return name
