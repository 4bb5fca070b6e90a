"""What mkdocs.yml may name so that the fast path still knows all that the site rests on."""

import shutil
from pathlib import Path

import pytest

from generator.records.problem import ProblemsFoundError
from generator.site.commands import SiteError
from generator.site.press.configuration import named_beside

OURS = Path(__file__).parents[3] / "mkdocs.yml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An archive's folder with the project's own configuration, and files beside it that one may name."""
    for folder in ("docs", "theme", "site", "overrides"):
        (tmp_path / folder).mkdir()
    for file in ("hook.py", "base.yml", "README.md", "docs/README.md", "words.txt"):
        (tmp_path / file).touch()
    shutil.copy(OURS, tmp_path)
    return tmp_path


def renewed(root: Path, old: str, new: str) -> str:
    file = root / "mkdocs.yml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return named_beside(root)


def test_our_own_configuration_names_nothing_beside(root: Path) -> None:
    assert named_beside(root) == ""


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ("hooks: [hook.py]", "hook.py"),
        ("hooks:\n  - ./hook.py", "./hook.py"),
        ("hooks: [theme/hook.py]", "theme/hook.py"),
        ("hooks: [/elsewhere/hook.py]", "/elsewhere/hook.py"),
        ("watch: [docs]", "docs"),
        ("INHERIT: base.yml", "base.yml"),
        ("INHERIT: theme/base.yml", "theme/base.yml"),
        ("extra: {key: !ENV analytics_key}", "analytics_key"),
        ("extra: {deep: [{er: words.txt}]}", "words.txt"),
        ("extra: {path: !relative $config_dir/words.txt}", "$config_dir/words.txt"),
        ("extra: {path: !relative $docs_dir/../words.txt}", "$docs_dir/../words.txt"),
        ("extra: {made: !!python/name:hook.make }", "tag:yaml.org,2002:python/name:hook.make"),
        ("extra: {key: !ENV ANALYTICS_KEY}", "ANALYTICS_KEY"),
        ("extra: {key: !ENV [ANALYTICS_KEY]}", "ANALYTICS_KEY"),
        ("extra: {key: !ENV [GEGENBILD_SITE_URL, ANALYTICS_KEY, x]}", "ANALYTICS_KEY"),
    ],
)
def test_what_is_named_beside_is_found(root: Path, added: str, named: str) -> None:
    assert renewed(root, "plugins: []", f"plugins: []\n{added}") in named
    assert named_beside(root)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("plugins: []", "plugins: [tags]", "the plugin tags"),
        ("plugins: []", "plugins: [{tags: {}}]", "the plugin tags"),
        ("plugins: []", "plugins:\n  tags: {}", "the plugin tags"),
        ("plugins: []", "extra: {a: &a {plugins: [tags]}}\n<<: *a", "the plugin tags"),
        ("plugins: []", "extra: {a: &a {plugins: [tags]}, b: &b {hooks: []}}\n<<: [*b, *a]", "the plugin tags"),
        ("plugins: []", "plugins: []\nextra: &a {hooks: [x.py]}\n<<: *a", "x.py"),
        ("  - tables", "  - pymdownx.snippets", "pymdownx.snippets"),
        ("  - tables", "  - pymdownx.snippets:\n      check_paths: true", "pymdownx.snippets"),
        ("  - tables", "  - pymdownx.snippets:SnippetExtension", "pymdownx.snippets:SnippetExtension"),
        ("  - tables", "  - pymdownx.b64", "pymdownx.b64"),
        ("  - tables", "  - hook:Extension", "hook:Extension"),
        ("custom_dir: theme", "custom_dir: overrides", "overrides"),
        ("custom_dir: theme", "custom_dir: theme/../overrides", "theme/../overrides"),
    ],
)
def test_what_may_read_other_files_is_found(root: Path, old: str, new: str, named: str) -> None:
    assert renewed(root, old, new) == named


def test_a_file_is_found_by_its_whole_path(root: Path) -> None:
    assert renewed(root, "  - tables", f"  - tables\n  - abbr:\n      glossary: {root}/words.txt")


@pytest.mark.parametrize(
    "added",
    [
        "extra: {homepage: /, generator: false, README.md: x}",
        "extra_javascript: [README.md]",  # which stands under docs/ as well
        "extra: {key: !ENV [GEGENBILD_SITE_URL, NONE]}",
        f"remote_name: {'long' * 100}",
        'copyright: "of\\0 two\\n lines"',
        "? [a]\n: b",
        "extra: &a [*a]",
        "extra: &a {plugins: [tags]}\n<<: *a",  # for what the file itself says comes first
        "<<: none",
        "extra: [",
        f"extra: {'[' * 5000}",
    ],
)
def test_all_else_is_left_to_mkdocs(root: Path, added: str) -> None:
    assert renewed(root, "plugins: []", f"plugins: []\n{added}") == ""


def test_a_configuration_that_repeats_itself_without_end_takes_no_time(root: Path) -> None:
    bomb = "".join(f"  a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 40))
    assert renewed(root, "plugins: []", f"plugins: []\nextra:\n  a0: &a0 x\n{bomb}") == ""


def test_an_address_may_come_from_the_environment_alone(root: Path) -> None:
    assert renewed(root, '!ENV [GEGENBILD_SITE_URL, ""]', "!ENV GEGENBILD_SITE_URL") == ""


def test_a_configuration_that_is_no_text_is_refused_with_its_place(root: Path) -> None:
    (root / "mkdocs.yml").write_bytes("site_name: Ä\n".encode("latin-1"))
    with pytest.raises(ProblemsFoundError, match=r"mkdocs\.yml:1:12: encoding"):
        named_beside(root)


def test_an_address_that_data_and_feeds_would_not_know_is_refused_with_its_place(root: Path) -> None:
    with pytest.raises(SiteError, match=r"^mkdocs\.yml:4:11: .*GEGENBILD_SITE_URL"):
        renewed(root, '!ENV [GEGENBILD_SITE_URL, ""]', "https://example.org/archive/")
