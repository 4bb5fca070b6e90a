"""What a file says of its own origin, read before its metadata is removed: manifests, IPTC, generators' marks."""

import re
from collections.abc import Iterator, Mapping

from PIL import Image

from generator.media.intake.embedded import texts_of
from generator.media.intake.manifests import manifest_mark
from generator.media.intake.saying import source_type_of, to_line
from generator.records.model import ProvenanceMark
from generator.records.vocabulary import DigitalSourceType, ProvenanceKind

# Fields in which programs and services name themselves, and the generators that do.
NAMING_FIELDS = (
    "PNG Software", "PNG Source", "PNG Author", "EXIF Software", "EXIF Make", "EXIF Model", "EXIF Artist",
    "XMP CreatorTool", "XMP Credit",
)  # fmt: skip
GENERATOR = re.compile(
    r"\b(Adobe Firefly|Bing Image Creator|ComfyUI|DALL[-·.\s]?E(\s?\d)?|DreamStudio|FLUX(\.\d)?|Fooocus|Gemini|"
    r"(Made|Edited) with Google AI|Google AI|GPT-4o|gpt-image-\d|Grok|Ideogram|Imagen|InvokeAI|Leonardo\.?\s?AI|"
    r"Meta AI|Microsoft Designer|Midjourney|NovelAI|OpenAI|Recraft|Stable Diffusion|Stability AI)\b",
    re.I,
)
# Generators that are known by how they write down a prompt: name, fields, what stands in one of them.
#  - Stable Diffusion web UI: "parameters" in PNG, the EXIF comment in JPEG and WebP
#  - ComfyUI: its graph as JSON, in PNG "prompt" and "workflow", in WebP the EXIF fields for the camera
#  - Midjourney: the prompt and "Job ID: <UUID>"
#  - Grok: a signature in Base64 as the EXIF description
PROMPTS = (
    ("Stable Diffusion web UI", r"PNG parameters|EXIF UserComment", r"\bSteps: \d+, Sampler: "),
    ("ComfyUI", r"PNG (prompt|workflow)|EXIF (Make|Model)", r'"class_type"|"nodes"'),
    ("InvokeAI", r"PNG (invokeai_metadata|invokeai_graph|sd-metadata)", r"\{"),
    ("NovelAI", r"PNG Title|EXIF ImageDescription", r"^NovelAI generated image"),
    ("Midjourney", r"PNG Description|EXIF ImageDescription|XMP description", r"\bJob ID: [0-9a-f-]{36}"),
    ("Grok", r"EXIF ImageDescription", r"^Signature: [A-Za-z0-9+/=]{40,}"),
)

# What only a camera or a scanner makes.
CAPTURES = {
    DigitalSourceType.DIGITAL_CAPTURE,
    DigitalSourceType.COMPUTATIONAL_CAPTURE,
    DigitalSourceType.NEGATIVE_FILM,
    DigitalSourceType.POSITIVE_FILM,
    DigitalSourceType.PRINT,
}


def provenance_of(content: bytes, image: Image.Image) -> tuple[ProvenanceMark, ...]:
    """Return what the file says; `image` is the file's picture as it was decoded, with its metadata."""
    texts = texts_of(image)
    manifest = manifest_mark(content, f"image/{(image.format or '').lower()}")
    return (*([manifest] if manifest else []), *_iptc_marks(texts), *_generator_marks(texts))


def disagreements(marks: tuple[ProvenanceMark, ...], source_type: DigitalSourceType) -> list[str]:
    """Return what the file's own marks say against the type that the record gives, for people."""
    told = [mark for mark in marks if mark.digital_source_type not in (None, source_type)]
    if source_type in CAPTURES:
        told += [mark for mark in marks if mark.kind is ProvenanceKind.GENERATOR]
    return [
        f"the record says `{source_type}`, but the file says `{mark.digital_source_type or mark.says}` "
        f"({mark.kind.label})"
        for mark in told
    ]


def _iptc_marks(texts: Mapping[str, str]) -> Iterator[ProvenanceMark]:
    says = to_line(texts.get("XMP DigitalSourceType", ""))
    if says:
        yield ProvenanceMark(kind=ProvenanceKind.IPTC, says=says, digital_source_type=source_type_of(says))


def _generator_marks(texts: Mapping[str, str]) -> Iterator[ProvenanceMark]:
    """Yield one mark for each generator: the first field that gives it away."""
    known: set[str] = set()
    for field, generator in (*_by_name(texts), *_by_prompt(texts)):
        says = to_line(f"{field.partition(' ')[2]}: {texts[field]}")
        if says and generator.casefold() not in known:
            known.add(generator.casefold())
            yield ProvenanceMark(kind=ProvenanceKind.GENERATOR, says=says, generator=generator)


def _by_name(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for field in NAMING_FIELDS:
        found = GENERATOR.search(texts.get(field, ""))
        if found:
            yield field, found[0]


def _by_prompt(texts: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for generator, fields, form in PROMPTS:
        for field, text in texts.items():
            if re.fullmatch(fields, field) and re.search(form, text):
                yield field, generator
