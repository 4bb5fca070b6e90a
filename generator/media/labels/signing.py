"""Signed C2PA manifests: what was done to a picture, what it is, and which incident explains it.

https://spec.c2pa.org/specifications/specifications/2.2/specs/C2PA_Specification.html
"""

import io
import json
import os
from dataclasses import dataclass
from functools import lru_cache

from c2pa import Builder, C2paError, C2paSignerInfo, Context, Reader, Settings, Signer

from generator.media.labels.keys import Credentials, SigningError, algorithm
from generator.media.labels.metadata import Description

MEDIA_TYPES = {"jpg": "image/jpeg", "webp": "image/webp", "png": "image/png"}
GENERATOR = "Gegenbild"
# No thumbnail: it would be a picture without its label, inside the very file that must not be without one.
SETTINGS = {
    "builder": {"thumbnail": {"enabled": False}},
    "verify": {"verify_after_sign": False, "remote_manifest_fetch": False, "verify_trust": False},
}


@dataclass(frozen=True)
class Original:
    """The held picture that a published one was made of."""

    title: str
    content: bytes
    form: str


@dataclass(frozen=True)
class Signed:
    """What a reader of manifests finds in a file. `state` is `Valid` or `Trusted`, or what is wrong."""

    state: str
    generator: str
    source_types: tuple[str, ...]


def signed(
    content: bytes, form: str, description: Description, original: Original | None, signer: Credentials
) -> bytes:
    """Return a picture (the bytes of a file of `form`) with a manifest that says how it was made of `original`.

    Without an original it was drawn by the archive itself. Raises SigningError where the key cannot sign.
    """
    builder = Builder.from_json(json.dumps(manifest(description, original)), _context(os.getpid()))
    try:
        if original:
            ingredient = {"title": original.title, "relationship": "parentOf", "label": "original"}
            builder.add_ingredient(json.dumps(ingredient), MEDIA_TYPES[original.form], io.BytesIO(original.content))
        written = io.BytesIO()
        builder.sign(_signer(signer, os.getpid()), MEDIA_TYPES[form], io.BytesIO(content), written)
    except C2paError as error:
        raise SigningError(f"the picture cannot be signed: {error}; is the certificate one for C2PA?") from None
    finally:
        builder.close()
    return written.getvalue()


def manifest(description: Description, original: Original | None) -> dict[str, object]:
    """Return what the manifest declares."""
    source = {"digitalSourceType": description.source_type}
    if original:
        steps = [
            {"action": "c2pa.opened", "parameters": {"ingredientIds": ["original"]}, **source},
            {"action": "c2pa.resized"},
            {
                "action": "c2pa.edited",
                "description": f"Marked: {description.label}. A band with these words and the incident's address "
                "was added below the picture, and the words repeat over it.",
            },
        ]
    else:
        steps = [{"action": "c2pa.created", "description": "Drawn from the incident's record.", **source}]
    return {
        "claim_generator_info": [{"name": GENERATOR}],
        "title": description.title,
        "assertions": [
            {"label": "c2pa.actions.v2", "data": {"actions": steps}},
            {
                "label": "cawg.metadata",
                "data": {
                    "@context": {
                        "dc": "http://purl.org/dc/elements/1.1/",
                        "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
                    },
                    "dc:identifier": description.address,
                    "Iptc4xmpExt:DigitalSourceType": description.source_type,
                },
            },
        ],
    }


def read_signed(content: bytes, form: str) -> Signed | None:
    """Return what the active manifest of a file says, or None where it has none."""
    try:
        reader = Reader.try_create(MEDIA_TYPES[form], io.BytesIO(content), context=_context(os.getpid()))
    except C2paError as error:
        return Signed(f"Unreadable: {error}", "", ())
    if reader is None:
        return None
    active = reader.get_active_manifest() or {}
    generators = [str(each.get("name", "")) for each in active.get("claim_generator_info", [])]
    actions = [
        action
        for assertion in active.get("assertions", [])
        if str(assertion.get("label", "")).startswith("c2pa.actions")
        for action in assertion["data"]["actions"]
    ]
    types = tuple(str(action["digitalSourceType"]) for action in actions if "digitalSourceType" in action)
    return Signed(str(reader.get_validation_state()), ", ".join(generators), types)


@lru_cache(maxsize=1)
def _context(_process: int) -> Context:
    """Return the library's context; one that was made before a fork cannot be used in the new process."""
    return Context(Settings.from_dict(SETTINGS))


@lru_cache(maxsize=4)
def _signer(signer: Credentials, _process: int) -> Signer:
    return Signer.from_info(
        C2paSignerInfo(algorithm(signer).encode(), signer.certificates.encode(), signer.key.encode(), None)
    )
