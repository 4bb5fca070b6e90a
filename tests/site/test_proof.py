"""The proof over the built site: whatever shows media without a label is found, whoever put it there."""

import hashlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from generator.archive.pictures import FOLDER as PICTURES
from generator.media.derivatives import encoded
from generator.media.labels.drawing import banded
from generator.media.labels.keys import made_credentials
from generator.media.labels.label import RED, RISING, Label
from generator.media.labels.metadata import Description
from generator.media.labels.signing import signed
from generator.media.publishing import publish
from generator.records.problem import ProblemsFoundError
from generator.site.proof import KINDS, unmarked_media
from generator.site.proven import FILE, Proven
from generator.site.unforged import write_unforged
from tests.archives import PROJECT
from tests.media.examples import SITE, archive_at
from tests.media.manifests import without_manifest
from tests.pages.examples import COMPLETE_ID

PICTURE = f"media/{COMPLETE_ID}/costume-400.jpg"
CARD = f"media/{COMPLETE_ID}/card.jpg"
ORIGINAL = PROJECT / "tests/data/costume.png"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("published")
    publish(archive_at(root).incidents.values(), root, SITE)
    return root


@pytest.fixture
def site(published: Path, tmp_path: Path) -> Path:
    """A folder as the site's builder leaves it, with the pictures in it."""
    shutil.copytree(published / "docs/media", tmp_path / "site/media")
    return tmp_path / "site"


def faults(site: Path) -> list[str]:
    return [str(fault) for fault in unmarked_media(site, PROJECT)]


def changed(path: Path, change: Callable[[bytes], bytes]) -> None:
    path.write_bytes(change(path.read_bytes()))


def test_what_was_published_passes(site: Path) -> None:
    assert faults(site) == []


def test_the_built_site_passes(built_root: Path) -> None:
    assert unmarked_media(built_root / "site", built_root) == []


@pytest.mark.parametrize(
    "name", ["assets/images/flag.png", "flag.txt", "media/flag.jpg", f"media/{COMPLETE_ID}.dat"]
)
def test_a_picture_that_was_put_there_by_hand_is_found_whatever_it_is_called(site: Path, name: str) -> None:
    (site / name).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(ORIGINAL, site / name)
    assert len(faults(site)) == 1
    assert faults(site)[0].startswith(
        f"{name}: is a picture that the generator did not make; take it in with `gege"
    )


def test_a_name_that_a_terminal_would_obey_is_said_so_that_none_does(site: Path) -> None:
    shutil.copy(ORIGINAL, site / "a\n::error::\x1b[2J.png")
    assert faults(site)[0].startswith(r"a\n::error::\x1b[2J.png: is a picture that the generator did not make")


@pytest.mark.parametrize("beginning", [b"GIF87a", b"GIF89a", b"RIFFaaaaWEBP"])
def test_a_picture_that_is_text_as_well_is_found(site: Path, beginning: bytes) -> None:
    """A browser shows as a picture what begins like one, whatever its name is."""
    (site / "x.js").write_bytes(beginning + b"=1")
    assert len(faults(site)) == 1


def test_an_original_in_place_of_a_derivative_is_found(site: Path) -> None:
    shutil.copy(ORIGINAL, site / PICTURE)
    assert faults(site) == [f"{PICTURE}: cannot be decoded as JPEG or WebP"]


def test_a_picture_without_any_mark_lacks_them_all(site: Path) -> None:
    with Image.open(ORIGINAL) as original:
        original.convert("RGB").save(site / PICTURE)
    assert faults(site) == [
        f"{PICTURE}: has no band whose code names {COMPLETE_ID}",
        f"{PICTURE}: has no digital source type in its metadata",
        f"{PICTURE}: has no C2PA manifest",
    ]


def test_metadata_without_a_band_is_not_enough(site: Path) -> None:
    with Image.open(site / PICTURE) as labelled:
        cut = labelled.crop((0, 0, 400, 300))
        (site / PICTURE).write_bytes(encoded(cut, "jpg", labelled.info["xmp"]))
    assert faults(site) == [
        f"{PICTURE}: has no band whose code names {COMPLETE_ID}",
        f"{PICTURE}: has no C2PA manifest",
    ]


def test_a_band_without_metadata_is_not_enough(site: Path) -> None:
    with Image.open(site / PICTURE) as labelled:
        labelled.load()
        written = io.BytesIO()
        labelled.convert("RGB").save(written, "JPEG", xmp=b"")
    (site / PICTURE).write_bytes(written.getvalue())
    assert faults(site) == [
        f"{PICTURE}: has no digital source type in its metadata",
        f"{PICTURE}: has no C2PA manifest",
    ]


def test_a_manifest_that_was_removed_is_missed(site: Path) -> None:
    changed(site / PICTURE, without_manifest)
    assert faults(site) == [f"{PICTURE}: has no C2PA manifest"]


def test_a_file_that_was_changed_after_signing_is_found(site: Path) -> None:
    changed(site / PICTURE, lambda content: content.replace(b"AI-GENERATED", b"NO-COMMENT--", 1))
    assert faults(site) == [
        f"{PICTURE}: has a C2PA manifest that does not hold: it was changed after it was signed"
    ]


def test_a_card_of_another_incident_is_found(site: Path) -> None:
    shutil.copy(site / "media/2024-03-05-answer/card.jpg", site / CARD)
    assert faults(site) == [f"{CARD}: has no band whose code names {COMPLETE_ID}"]


@pytest.mark.parametrize("code", [f"incidents/{COMPLETE_ID}-more/", f"incidents/more-{COMPLETE_ID}/"])
def test_a_code_of_an_incident_of_a_like_name_is_found(site: Path, code: str) -> None:
    label = Label("AI-GENERATED · FALSE", code, f"{SITE}{code}", RED, RISING)
    with Image.open(site / PICTURE) as published:
        labelled = banded(Image.new("RGB", (400, 300)), label, 400, 100)
        (site / PICTURE).write_bytes(encoded(labelled, "jpg", published.info["xmp"]))
    assert f"{PICTURE}: has no band whose code names {COMPLETE_ID}" in faults(site)


def test_a_code_within_the_picture_is_no_band(site: Path) -> None:
    with Image.open(site / PICTURE) as labelled:
        turned = labelled.rotate(180)
        (site / PICTURE).write_bytes(encoded(turned, "jpg", labelled.info["xmp"]))
    assert f"{PICTURE}: has no band whose code names {COMPLETE_ID}" in faults(site)


def test_a_manifest_that_says_otherwise_than_the_metadata_is_found(site: Path) -> None:
    other = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"
    described = Description(other, "A title", "A caption", "en", f"{SITE}incidents/{COMPLETE_ID}/", "AUTHENTIC")
    changed(
        site / PICTURE,
        lambda content: signed(without_manifest(content), "jpg", described, None, made_credentials()),
    )
    assert faults(site) == [
        f"{PICTURE}: has a C2PA manifest that gives another digital source type than its metadata"
    ]


@pytest.mark.parametrize(
    "name", ["speech.mp4", "speech", "speech.txt", "speech.json", "speech.html", "speech.woff2"]
)
@pytest.mark.parametrize(
    "beginning",
    [
        b"\0\0\0\x1cftypmp42",
        b"\x1aE\xdf\xa3",
        b"OggS",
        b"ID3\x04",
        b"RIFF\0\0\0\0WAVE",
        b"\xff\xf1",
        b"%PDF-1.7",
        b"PK\3\4",
    ],
    ids=["mp4", "webm", "ogg", "mp3", "wav", "aac", "pdf", "zip"],
)
def test_a_clip_or_a_document_is_never_published_whatever_it_is_called(
    site: Path, name: str, beginning: bytes
) -> None:
    (site / name).write_bytes(beginning + bytes(100))
    assert len(faults(site)) == 1


@pytest.mark.parametrize("suffix", KINDS)
def test_a_clip_does_not_pass_for_any_kind_of_file_that_is_published(site: Path, suffix: str) -> None:
    (site / f"speech{suffix}").write_bytes(b"\0\0\0\x1cftypmp42" + bytes(100))
    assert len(faults(site)) == 1


@pytest.mark.parametrize(
    "name", ["x.ppm", "x.aiff", "x.svgz", "x.SVG", "x.htm", "x.xhtml", "x.mht", "x.ts", "x.exe"]
)
def test_only_kinds_of_files_that_the_site_needs_are_published(site: Path, name: str) -> None:
    (site / name).write_text("harmless")
    assert faults(site)[0].startswith(f"{name}: is of a kind that the site does not publish")


@pytest.mark.parametrize(
    ("table", "found"),
    [(b"\x20\x00", True), (b"\x24\x00", True), (b"\x3fsbix\x00", True), (b"\x00\x00", False)],
    ids=["CBDT", "SVG", "sbix", "cmap"],
)
def test_a_font_whose_letters_are_pictures_is_found(site: Path, table: bytes, found: bool) -> None:
    header = b"wOF2\0\1\0\0" + bytes(4) + (2).to_bytes(2) + bytes(34)
    (site / "x.woff2").write_bytes(header + b"\x01\x00" + table)
    assert any("a font whose letters are pictures" in fault for fault in faults(site)) is found


@pytest.mark.parametrize("rest", [b"", b"\xff" * 60, bytes(12) + b"\xff" * 100_000])
def test_a_font_that_cannot_be_read_is_found(site: Path, rest: bytes) -> None:
    (site / "x.woff2").write_bytes(b"wOF2\0\1\0\0" + bytes(4) + b"\xff\xff" + rest)
    assert faults(site) == ["x.woff2: is a font whose tables cannot be read"]


def test_a_file_that_only_claims_to_be_a_picture_is_found(site: Path) -> None:
    (site / "odd.png").write_text("<script>alert(1)</script>")
    assert faults(site) == ["odd.png: is named like a picture and is none"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_drawing_in_another_encoding_is_found(site: Path, encoding: str) -> None:
    (site / "x.svg").write_text('<svg><image href="data:image/png;base64,AAAA"/></svg>', encoding=encoding)
    assert faults(site) == ["x.svg: is no text in UTF-8, as its name says"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("x.html", '<img alt="" src="data:image/png;base64,AAAA">'),
        ("x.html", "<img src='DATA:application/octet-stream;base64,AAAA'>"),
        ("x.html", '<img src="data:;base64,AAAA">'),
        ("x.html", '<img src=" da\tta:image/png;base64,AAAA">'),
        ("x.html", '<img src="&#100;ata:image/png;base64,AAAA">'),
        ("x.html", '<img srcset="a.jpg 1x, data:image/png;base64,AAAA 2x">'),
        ("x.html", '<img src="data:image/svg+xml;base64,AAAA">'),
        ("x.html", '<video poster="data:image/png,AAAA"></video>'),
        ("x.html", '<p style="background: url(data:image/png;base64,AAAA)">x</p>'),
        ("x.html", "<style>p { background: url('data:image/png;base64,AAAA') }</style>"),
        ("x.html", '<iframe src="data:text/html,hello"></iframe>'),
        ("x.html", '<a href="data:image/png;base64,AAAA">x</a>'),
        ("x.html", '<img src="https://elsewhere.example.org/fake.jpg" alt="">'),
        ("x.html", "<picture><source srcset='//elsewhere.example.org/fake.jpg 2x'></picture>"),
        ("x.html", "<IFRAME src=http://elsewhere.example.org/fake.jpg>"),
        ("x.html", '<input type="image" alt="" src="https://elsewhere.example.org/fake.jpg">'),
        ("x.html", '<table background="//elsewhere.example.org/fake.jpg"></table>'),
        ("x.html", '<base href="https://elsewhere.example.org/">'),
        ("x.html", '<link rel="shortcut icon" href="https://elsewhere.example.org/fake.png">'),
        ("x.html", '<link rel="stylesheet" href="https://elsewhere.example.org/x.css">'),
        ("x.html", r'<img src="https:\\elsewhere.example.org/fake.jpg" alt="">'),
        ("x.html", r'<img src="/\elsewhere.example.org/fake.jpg" alt="">'),
        ("x.html", '<img src="https:elsewhere.example.org/fake.jpg" alt="">'),
        ("x.html", '<svg><rect mask="URL(https://elsewhere.example.org/fake.svg#a)"/></svg>'),
        ("x.svg", '<svg><image><set attributeName="href" to="//elsewhere.example.org/fake.jpg"/></image></svg>'),
        ("x.svg", '<svg><image><animate values="a.jpg;https://elsewhere.example.org/x.jpg"/></image></svg>'),
        ("x.html", '<noscript><img src="data:;base64,AAAA"></noscript>'),
        ("x.html", '<template><img src="data:;base64,AAAA"></template>'),
        ("x.html", '<!--><img src="data:;base64,AAAA">-->'),
        ("x.html", '</body></html><img/src="data:;base64,AAAA">'),
        ("x.html", "<svg><style>p { background: url(data:image/png;base64,AAAA) }</style></svg>"),
        ("x.html", "<div>" * 3000 + '<img src="data:;base64,AAAA">'),
        ("x.svg", '<svg><image href="data:;base64,AAAA"/></svg>'),
        ("x.svg", '<svg><image xlink:href="&#x64;ata:image/png;base64,AAAA"/></svg>'),
        ("x.svg", '<svg><image\nhref=" https://elsewhere.example.org/fake.jpg"/></svg>'),
        ("x.svg", '<!DOCTYPE svg [<!ENTITY x "data:image/png;base64,AAAA">]><svg><image href="&x;"/></svg>'),
        ("x.css", "p { background: url(data:image/png;base64,AAAA) }"),
        ("x.css", 'p { background: url("d\\61ta:image/png;base64,AAAA") }'),
        (
            "x.css",
            "p { background: url(data:image/svg+xml;charset=utf-8,%3Csvg%3E%3Cimage href='data:;base64,AA'/%3E) }",
        ),
        ("x.css", "@import 'https://elsewhere.example.org/x.css';"),
        ("x.css", "@import/* from */'https://elsewhere.example.org/x.css';"),
        ("x.css", "p { background: image-set('a.jpg' 1x, 'https://elsewhere.example.org/fake.jpg' 2x) }"),
        ("x.css", r"p { background: url('https:\\\\elsewhere.example.org/fake.jpg') }"),
        ("x.css", "p { --a: 'https://elsewhere.example.org/fake.jpg'; background: image-set(var(--a) 1x) }"),
        ("x.css", "p { background: image-set(linear-gradient(rgb(0 0 0), red) 1x, 'data:;base64,AAAA' 2x) }"),
        ("x.css", "p { background: url('da\\\nta:;base64,AAAA') }"),
        ("x.css", r"p { background: url('da\9 ta:;base64,AAAA') }"),
        ("x.css", r"p { background: url('\1 data:;base64,AAAA') }"),
        ("x.css", r"p { background: url('/\9 /elsewhere.example.org/fake.jpg') }"),
        ("x.css", "p { background: url('http://www.w3.org/2000/svg/fake.jpg') }"),
        ("x.css", '/* url("data:image/svg+xml;charset=utf-8, */ p { background: url("data:;base64,AAAA") }'),
        (
            "x.css",
            "p { mask: url('data:image/svg+xml;charset=utf-8,%3Csvg a=\"\\')\"%3E"
            '%3Cimage href="data:,"/%3E%3C/svg%3E\') }',
        ),
        ("x.html", "<p style=\"background: url('dat\\&#10;a:;base64,AAAA')\">x</p>"),
        ("x.html", '<img src="/&#9;/elsewhere.example.org/fake.jpg" alt="">'),
        ("x.html", "<iframe srcdoc='<img src=data:;base64,AAAA>'></iframe>"),
        (
            "x.html",
            "<iframe srcdoc='<img src=&amp;#104;ttps&amp;colon;//elsewhere.example.org/fake.jpg>'></iframe>",
        ),
        ("x.html", "<noscript><p title='</noscript><img src=data:;base64,AAAA>'></p></noscript>"),
        ("x.html", "<noscript><p title='></noscript><img src=data:;base64,AAAA>'></p></noscript>"),
        ("x.html", "<svg><style><img src=data:;base64,AAAA></style></svg>"),
        ("x.html", "<math><xmp><img src=data:;base64,AAAA></xmp></math>"),
        ("x.html", "<svg><style>p { background: &#117;rl(data:;base64,AAAA) }</style></svg>"),
        ("x.html", "<svg><title><a title='</title><b title=\"'></a></title></svg><img src=data:,A>\"></b>"),
        ("x.html", "<svg><style a='></style><b title=\"'><img src=data:;base64,AAAA></style>\"></b></svg>"),
        ("x.html", "<svg><plaintext></plaintext><img src='a.jpg' alt=''></svg>"),
        ("x.html", "<svg><![CDATA[><a title='> ]]> <image href=data:;base64,AAAA>'></svg>"),
        ("x.html", "<body><p>x</p><body background='data:;base64,AAAA'>"),
        ("x.html", "<script src='https://elsewhere.example.org/x.js'></script>"),
        ("x.html", "<svg><image><animate attributeName='href' values='x;data:image/svg+xml,x'/></image></svg>"),
        ("x.svg", '<?xml-stylesheet href="https://elsewhere.example.org/x.css"?><svg/>'),
        (
            "x.svg",
            '<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">'
            '<s:image x:href="https://elsewhere.example.org/fake.jpg"/></s:svg>',
        ),
        (
            "x.svg",
            '<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:style>* { mask: url(data:,A) }</s:style></s:svg>',
        ),
        ("x.svg", "<svg><style>* { mask: u<![CDATA[rl(data:;base64,AAAA)]]> }</style></svg>"),
        (
            "x.xml",
            '<feed><h:img xmlns:h="http://www.w3.org/1999/xhtml" src="//elsewhere.example.org/x.jpg"/></feed>',
        ),
        ("x.xml", '<p xmlns="http://www.w3.org/1999/xhtml"><img src="https://elsewhere.example.org/a.jpg"/></p>'),
        ("x.js", 'new Image().src = "data:image/png;base64,AAAA"'),
    ],
)
def test_what_is_embedded_or_of_another_site_is_found(site: Path, name: str, text: str) -> None:
    (site / name).write_text(text)
    assert len(faults(site)) == 1
    assert faults(site)[0].startswith(f"{name}: shows what is no file of the site (")


@pytest.mark.parametrize("within", ["/* */ ", "/**/", " ", "a, /* */ ", "'\"", "' ", "url("])
def test_a_style_sheet_of_gaps_is_read_in_no_time(site: Path, within: str) -> None:
    """Where a gap can be read in many ways, one that leads nowhere would be read in all of them."""
    (site / "x.css").write_text(
        "".join(f"p {{ background: {start}{within * 100_000}x) }}" for start in ("url(", "image-set("))
    )
    assert faults(site) == []


@pytest.mark.parametrize(
    "within", ["<noscript>", "<noscript", "<noscript a='", "<noscript><p a", "<script a=b ", " "]
)
def test_a_page_that_never_ends_is_read_in_no_time(site: Path, within: str) -> None:
    (site / "x.html").write_text(f"<svg><noscript {within * 30_000}")
    assert len(faults(site)) > 0


@pytest.mark.parametrize(
    "text",
    [
        "<p>The data: image, sound and text. Write data:image/png;base64,AAAA if you like.</p>",
        "",
        '<p>&lt;img src="data:image/png;base64,AAAA"&gt;</p>',
        '<!-- <img src="data:image/png;base64,AAAA"> -->',
        '<title><img src="data:image/png;base64,AAAA"></title>',
        '<title>&lt;img&gt;</title><svg><title lang="en">A</title></svg><script src="a.js" defer></script>',
        '<noscript><p class="a b">It needs a <a href="/x/">script</a>.</p><p hidden>x</p></noscript>',
        '<img src="a.jpg" alt="data:image/png;base64,AAAA">',
        '<a href="https://elsewhere.example.org/fake.jpg">The post</a>',
        '<input name="address" value="https://elsewhere.example.org/">',
        '<link rel="alternate" href="https://elsewhere.example.org/">',
        '<table background="a.jpg"></table><base href="../">',
        '<meta property="og:image" content="https://archive.example.org/media/x/card.jpg">',
    ],
)
def test_words_and_links_are_no_pictures(site: Path, text: str) -> None:
    (site / "page.html").write_text(text)
    assert faults(site) == []


def test_a_drawing_in_vectors_passes(site: Path) -> None:
    (site / "icon.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (site / "x.css").write_text("p { background: url('data:image/svg+xml;charset=utf-8,%3Csvg/%3E') }")
    assert faults(site) == []


def test_an_interface_image_passes_by_its_checksum_and_its_reason(site: Path, tmp_path: Path) -> None:
    shutil.copy(ORIGINAL, site / "icon.png")
    listed = "icon.png: {sha256: %s, reason: An icon.}\n"
    (tmp_path / "interface-images.yaml").write_text(listed % hashlib.sha256(ORIGINAL.read_bytes()).hexdigest())
    assert unmarked_media(site, tmp_path) == []
    (tmp_path / "interface-images.yaml").write_text(listed % ("0" * 64))
    assert "listed in interface-images.yaml with another checksum" in str(unmarked_media(site, tmp_path)[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("icon.png: x\n", "1:1: schema: `icon.png` is a group of fields"),
        ("- a\n", "1:1: schema: the list of interface pictures is a group of fields"),
        ("icon.png: {sha256: 1, reason: An icon.}\n", "1:12: schema: `1` is not a SHA-256 checksum"),
        (f"icon.png: {{sha256: {'0' * 64}}}\n", "1:1: schema: the field `reason` is missing"),
        ("# All.\na: [\n", "3:1: yaml: a value is missing here, or a bracket before is not closed"),
        ("x", "1:1: schema: the list of interface pictures is a group of fields"),
        ("a: {}\na: {}\n", "2:1: yaml: the field `a` is already given on line 1"),
        ("[" * 500, "1:65: yaml: more than 64 levels"),
        ("a: !!python/name:os.system\n", "1:4: yaml: a tag (tag:yaml.org,2002:python/name:os.system) is not"),
    ],
)
def test_what_is_wrong_with_the_list_is_said_with_its_place(
    site: Path, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "interface-images.yaml").write_text(text)
    with pytest.raises(ProblemsFoundError) as found:
        unmarked_media(site, tmp_path)
    assert str(found.value).startswith(f"interface-images.yaml:{said}")


def test_what_was_found_labelled_is_not_examined_again_until_it_is_another_file(site: Path, tmp_path: Path) -> None:
    proven = Proven.recalled(tmp_path)
    assert unmarked_media(site, PROJECT, proven) == []
    proven.remember(tmp_path)
    known = Proven.recalled(tmp_path)
    assert known.holds(CARD, (site / CARD).read_bytes())
    assert not known.holds(PICTURE, (site / CARD).read_bytes())  # the picture of one incident is not another's
    changed(site / CARD, without_manifest)
    for _ in range(2):  # nor is one that was refused taken for labelled when it is met again
        assert [str(fault) for fault in unmarked_media(site, PROJECT, known)] == [f"{CARD}: has no C2PA manifest"]


def test_one_folder_can_be_looked_at_before_the_others(site: Path, tmp_path: Path) -> None:
    shutil.copy(ORIGINAL, site / "flag.png")
    proven = Proven.recalled(tmp_path)
    assert unmarked_media(site, PROJECT, proven, PICTURES) == []
    assert proven.holds(CARD, (site / CARD).read_bytes())
    assert [fault.file for fault in unmarked_media(site, PROJECT, proven)] == ["flag.png"]


@pytest.mark.parametrize("told", ["", "[1]", "{}", '{"a": 1}', "nonsense"])
def test_a_memory_that_is_none_proves_nothing(site: Path, tmp_path: Path, told: str) -> None:
    write_unforged(tmp_path / FILE, told.encode())
    (site / "flag.png").write_bytes(ORIGINAL.read_bytes())
    assert len(unmarked_media(site, PROJECT, Proven.recalled(tmp_path))) == 1


def test_a_memory_that_a_pull_request_brings_along_proves_nothing(site: Path, tmp_path: Path) -> None:
    """Git takes what it is forced to take, but not the time that the file bears."""
    shutil.copy(ORIGINAL, site / "flag.png")
    forged = Proven({})
    forged.digests["flag.png"] = forged.digest("flag.png", ORIGINAL.read_bytes())
    forged.remember(tmp_path)
    assert Proven.recalled(tmp_path).known == forged.digests
    (tmp_path / FILE).write_bytes((tmp_path / FILE).read_bytes())
    assert len(unmarked_media(site, PROJECT, Proven.recalled(tmp_path))) == 1


def test_what_another_program_found_is_examined_again(site: Path, tmp_path: Path) -> None:
    content = (site / CARD).read_bytes()
    other = Proven({})
    other.program = "another program"
    other.digests[CARD] = other.digest(CARD, content)
    other.remember(tmp_path)
    assert not Proven.recalled(tmp_path).holds(CARD, content)
