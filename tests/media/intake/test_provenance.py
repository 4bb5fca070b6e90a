"""What a file says of its own origin is found wherever generators write it, and hostile words are made harmless."""

import socket
import time
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from generator.media.intake.embedded import xmp_texts
from generator.media.intake.provenance import disagreements, provenance_of
from generator.media.intake.saying import to_line
from generator.records.model import ProvenanceMark
from generator.records.picture import decode
from generator.records.problem import ProblemsFoundError
from generator.records.text import ANY_REFUSED
from generator.records.vocabulary import DigitalSourceType, ProvenanceKind, Validation
from tests.media.intake.drawings import drawn, encoded, png_with
from tests.media.intake.signed import AI, MANIFEST, SIGNER, signed

PICTURE = drawn(80, 60)
MADE_BY_AI = DigitalSourceType.TRAINED_ALGORITHMIC_MEDIA
JPEG = encoded(PICTURE, "JPEG")
SIGNED = signed(JPEG, "image/jpeg")
SIGNATURE = f"Signature: {'Ab0+' * 20}="
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{doctype}
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:e="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" {attributes}>{elements}</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def marks(content: bytes) -> tuple[ProvenanceMark, ...]:
    return provenance_of(content, decode(content, ""))


def packet(elements: str = "", attributes: str = "", doctype: str = "") -> bytes:
    return PACKET.format(elements=elements, attributes=attributes, doctype=doctype).encode()


def png(**texts: str) -> bytes:
    info = PngInfo()
    for name, text in texts.items():
        info.add_itxt(name.replace("__", "-"), text)
    return encoded(PICTURE, "PNG", pnginfo=info)


def with_exif(form: str = "JPEG", comment: bytes = b"", **values: str) -> bytes:
    exif = Image.Exif()
    for name, value in values.items():
        exif[ExifTags.Base[name]] = value
    if comment:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = comment
    return encoded(PICTURE, form, exif=exif)


def little_endian(comment: bytes) -> bytes:
    exif = Image.Exif()
    exif.load(b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0")
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.UserComment] = comment
    return encoded(PICTURE, "JPEG", exif=exif)


def test_an_ordinary_file_says_nothing() -> None:
    assert marks(encoded(PICTURE, "PNG")) == ()
    assert (
        marks(with_exif(Make="Canon", Model="Canon EOS R5", Software="Adobe Photoshop 25.0", Artist="A. Reporter"))
        == ()
    )
    assert marks(png(Software="gnome-screenshot", Description="A jobless minister, id: 4")) == ()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_a_signed_manifest_is_read(form: str) -> None:
    (mark,) = marks(signed(encoded(PICTURE, form), f"image/{form.lower()}"))
    assert mark == ProvenanceMark(
        kind=ProvenanceKind.C2PA,
        says="c2pa.created; c2pa.edited: Cropped",
        generator="Painter 2",
        signer=SIGNER,
        validation=Validation.VALID,
        digital_source_type=MADE_BY_AI,
    )


def test_a_manifest_names_its_own_program_where_no_other_is_named() -> None:
    opened = {"action": "c2pa.created", "digitalSourceType": AI.replace("trained", "composite")}
    assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [opened]}}]
    (mark,) = marks(signed(JPEG, "image/jpeg", {**MANIFEST, "assertions": assertions}))
    assert mark.generator == "Example Generator"
    assert mark.digital_source_type is None


def test_a_program_that_saved_a_picture_anew_does_not_hide_how_it_was_made() -> None:
    assertions = [{"label": "c2pa.actions.v2", "data": {"actions": [{"action": "c2pa.resized"}]}}]
    (mark,) = marks(signed(JPEG, "image/jpeg", {**MANIFEST, "assertions": assertions}, parent=SIGNED))
    assert (mark.generator, mark.digital_source_type) == ("Painter 2", MADE_BY_AI)


def test_a_photograph_of_two_views_is_read_as_the_jpeg_that_it_is() -> None:
    two_views = encoded(PICTURE, "MPO", save_all=True, append_images=[PICTURE])
    (mark,) = marks(signed(two_views, "image/jpeg"))
    assert mark.digital_source_type is MADE_BY_AI


def test_a_file_that_was_changed_after_signing_is_told() -> None:
    changed = bytearray(SIGNED)
    changed[-40] ^= 1
    (mark,) = marks(bytes(changed))
    assert mark.validation is Validation.INVALID
    assert mark.signer


def test_a_manifest_that_is_torn_is_told() -> None:
    at = SIGNED.index(b"jumb")
    (mark,) = marks(SIGNED[: at + 40] + bytes(200) + SIGNED[at + 240 :])
    assert (mark.kind, mark.validation) == (ProvenanceKind.C2PA, Validation.INVALID)


def test_a_manifest_elsewhere_is_not_fetched() -> None:
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.3)
    address = f"http://127.0.0.1:{server.getsockname()[1]}/manifest.c2pa"
    attributes = f'xmlns:dcterms="http://purl.org/dc/terms/" dcterms:provenance="{address}"'
    with server:
        assert marks(encoded(PICTURE, "JPEG", xmp=packet(attributes=attributes))) == ()
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "AVIF"])
def test_the_iptc_field_is_read(form: str) -> None:
    xmp = packet(f"<e:DigitalSourceType>{AI}</e:DigitalSourceType>")
    content = encoded(PICTURE, form, xmp=xmp) if form != "PNG" else png(**{"XML:com.adobe.xmp": xmp.decode()})
    assert marks(content) == (ProvenanceMark(kind=ProvenanceKind.IPTC, says=AI, digital_source_type=MADE_BY_AI),)


@pytest.mark.parametrize(
    ("elements", "attributes", "says"),
    [
        ("", f'e:DigitalSourceType="{AI}/"', f"{AI}/"),
        ("", f'e:DigitalSourceType="{AI}"', AI),
        (f'<e:DigitalSourceType rdf:resource="{AI}"/>', "", AI),
        (f"<e:DigitalSourceType><rdf:Bag><rdf:li>{AI}</rdf:li></rdf:Bag></e:DigitalSourceType>", "", AI),
        ("<e:DigitalSourceType>\n  something else  </e:DigitalSourceType>", "", "something else"),
    ],
)
def test_the_iptc_field_is_read_in_every_form_of_xmp(elements: str, attributes: str, says: str) -> None:
    (mark,) = marks(encoded(PICTURE, "JPEG", xmp=packet(elements, attributes)))
    assert mark.says == says
    assert mark.digital_source_type == (MADE_BY_AI if says.startswith(AI) else None)


@pytest.mark.parametrize(
    ("content", "generator", "says"),
    [
        (
            png(parameters="a minister\non a horse\nNegative prompt: ugly\nSteps: 20, Sampler: Euler a, Seed: 7"),
            "Stable Diffusion web UI",
            "parameters: a minister on a horse Negative prompt: ugly Steps: 20, Sampler: Euler a, Seed: 7",
        ),
        (
            with_exif(comment=b"UNICODE\0" + "Пожар\nSteps: 20, Sampler: Euler".encode("utf-16-be")),
            "Stable Diffusion web UI",
            "UserComment: Пожар Steps: 20, Sampler: Euler",
        ),
        (
            little_endian(b"UNICODE\0" + "Пожар\nSteps: 20, Sampler: Euler".encode("utf-16-le")),
            "Stable Diffusion web UI",
            "UserComment: Пожар Steps: 20, Sampler: Euler",
        ),
        (
            with_exif("WEBP", comment=b"ASCII\0\0\0Steps: 8, Sampler: DPM"),
            "Stable Diffusion web UI",
            "UserComment: Steps: 8, Sampler: DPM",
        ),
        (
            png(prompt='{"3": {"class_type": "KSampler"}}', workflow='{"nodes": []}'),
            "ComfyUI",
            'prompt: {"3": {"class_type": "KSampler"}}',
        ),
        (png(invokeai_metadata='{"app_version": "4"}'), "InvokeAI", 'invokeai_metadata: {"app_version": "4"}'),
        (png(Title="NovelAI generated image", Software="NovelAI", Comment="{}"), "NovelAI", "Software: NovelAI"),
        (
            png(Description="a flag --ar 3:2 --v 6 Job ID: 7c2f5d6e-0f4b-4c51-9a0f-3a6a2d1b9e11"),
            "Midjourney",
            "Description: a flag --ar 3:2 --v 6 Job ID: 7c2f5d6e-0f4b-4c51-9a0f-3a6a2d1b9e11",
        ),
        (with_exif(ImageDescription=SIGNATURE), "Grok", f"ImageDescription: {SIGNATURE}"),
        (with_exif(Software="DALL-E 3"), "DALL-E 3", "Software: DALL-E 3"),
        (with_exif(Make="OpenAI", Model="dall·e"), "OpenAI", "Make: OpenAI"),
        (with_exif(Artist="made in midjourney"), "midjourney", "Artist: made in midjourney"),
        (
            encoded(PICTURE, "JPEG", xmp=packet(attributes='xmp:CreatorTool="Adobe Firefly 2.0"')),
            "Adobe Firefly",
            "CreatorTool: Adobe Firefly 2.0",
        ),
        (
            encoded(PICTURE, "JPEG", xmp=packet("<photoshop:Credit>Made with Google AI</photoshop:Credit>")),
            "Made with Google AI",
            "Credit: Made with Google AI",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)  # fmt: skip
def test_generators_are_known_by_what_they_write(content: bytes, generator: str, says: str) -> None:
    mark = marks(content)[0]
    assert (mark.kind, mark.generator, mark.says) == (ProvenanceKind.GENERATOR, generator, says)


def test_a_generator_that_writes_several_fields_is_told_once() -> None:
    exif = with_exif("PNG", Software="NovelAI", ImageDescription="NovelAI generated image")
    assert len(marks(exif)) == 1


def test_entities_are_not_unfolded_and_files_are_not_read() -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    bomb = packet(
        "<e:DigitalSourceType>&a11;</e:DigitalSourceType>", doctype=f'<!DOCTYPE x [<!ENTITY a0 "ha">{laughs}]>'
    )
    outside = packet(
        "<e:DigitalSourceType>&file;</e:DigitalSourceType>",
        doctype='<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    )
    start = time.monotonic()
    assert marks(encoded(PICTURE, "JPEG", xmp=bomb)) == ()
    assert marks(encoded(PICTURE, "JPEG", xmp=outside)) == ()
    assert time.monotonic() - start < 2


def test_xmp_that_is_broken_is_read_as_far_as_it_goes() -> None:
    whole = packet("<e:DigitalSourceType>x</e:DigitalSourceType><photoshop:Credit>y</photoshop:Credit>")
    assert xmp_texts(whole[: whole.index(b"<photoshop:Credit>")]) == {"XMP DigitalSourceType": "x"}
    assert xmp_texts(b"\xff\xfe<") == {}
    assert xmp_texts(b'<?xml version="1.0" encoding="nonsense"?><a/>') == {}
    assert xmp_texts(b"<a>" * 200_000) == {}
    assert xmp_texts(None) == {}


def test_a_long_prompt_is_cut() -> None:
    content = png(parameters="word " * 12_000 + "Steps: 20, Sampler: Euler")
    (mark,) = marks(content)
    assert len(mark.says) <= 300
    assert mark.says.startswith("parameters: word word")
    assert mark.says.endswith("…")


def test_a_generator_far_inside_a_huge_text_is_not_looked_for() -> None:
    start = time.monotonic()
    assert marks(png(parameters="Steps: 1, " * 2_000_000, prompt='"' * 1_000_000)) == ()
    assert time.monotonic() - start < 5


def test_hostile_words_are_made_one_harmless_line() -> None:
    (mark,) = marks(png(Software="Midjourney\x1b[2J\n\u202eevil\u200b\x00<script>"))
    assert mark.says == "Software: Midjourney [2J evil <script>"


def test_torn_exif_says_nothing() -> None:
    content = png_with(
        encoded(PICTURE, "PNG"), b"eXIf", b"MM\0*\0\0\0\x08\xff\xff" + b"\x01\x31\0\x02\xff\xff\xff\xff" * 3
    )
    assert marks(content) == ()


@given(st.text(max_size=400) | st.text("\ud800\u202e\n\x00~ null", max_size=20))
@settings(max_examples=200, deadline=None)
def test_any_words_become_a_line_that_a_record_can_hold(text: str) -> None:
    line = to_line(text)
    if line is not None:
        assert len(line) <= 300
        assert not ANY_REFUSED.search(line)
        assert ProvenanceMark.model_validate({"kind": "generator", "says": line.encode().decode()}).says == line


@given(st.binary(max_size=300), st.sampled_from([b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"caBX"]), st.booleans())
@settings(max_examples=200, deadline=None)
def test_any_bytes_in_place_of_metadata_do_no_harm(data: bytes, name: bytes, zipped: bool) -> None:
    data = b"Software\0\0" + zlib.compress(data) if zipped else data
    try:
        found = marks(png_with(encoded(PICTURE.resize((4, 4)), "PNG"), name, data))
    except ProblemsFoundError:
        return
    assert all(len(mark.says) <= 300 for mark in found)


def test_a_type_that_the_file_contradicts_is_told() -> None:
    told = marks(SIGNED)
    assert disagreements(told, MADE_BY_AI) == []
    (said,) = disagreements(told, DigitalSourceType.DIGITAL_CAPTURE)
    assert said == "the record says `digitalCapture`, but the file says `trainedAlgorithmicMedia` (C2PA manifest)"
    generator = marks(png(Software="Midjourney"))
    for made_by_a_program in (DigitalSourceType.COMPOSITE, DigitalSourceType.SCREEN_CAPTURE):
        assert disagreements(generator, made_by_a_program) == []
    for taken in ("digitalCapture", "computationalCapture", "negativeFilm", "positiveFilm", "print"):
        assert len(disagreements(generator, DigitalSourceType.of(taken))) == 1
    assert disagreements(generator, DigitalSourceType.DIGITAL_CAPTURE) == [
        "the record says `digitalCapture`, but the file says `Software: Midjourney` (Generator's mark)"
    ]
