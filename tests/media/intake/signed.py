"""Pictures with a signed C2PA manifest, as a generator makes them."""

import json
from collections.abc import Mapping
from io import BytesIO

import c2pa

from generator.media.labels.keys import made_credentials

SIGNER = "Gegenbild (Development signer)"
AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
CREATED = {"action": "c2pa.created", "digitalSourceType": AI, "softwareAgent": {"name": "Painter 2"}}
EDITED = {"action": "c2pa.edited", "description": "Cropped"}
MANIFEST = {
    "claim_generator_info": [{"name": "Example Generator", "version": "1"}],
    "assertions": [{"label": "c2pa.actions.v2", "data": {"actions": [CREATED, EDITED]}}],
}


def signed(
    content: bytes, mime: str, manifest: Mapping[str, object] = MANIFEST, parent: bytes | None = None
) -> bytes:
    """Return the file with a manifest, signed, which may hand on that of the file it was made of."""
    credentials = made_credentials()
    signer = c2pa.Signer.from_info(
        c2pa.C2paSignerInfo(b"es256", credentials.certificates.encode(), credentials.key.encode(), None)
    )
    quiet = {"builder": {"thumbnail": {"enabled": False}}, "verify": {"verify_after_sign": False}}
    context = c2pa.Context(c2pa.Settings.from_dict(quiet))
    builder = c2pa.Builder.from_json(json.dumps(manifest), context)
    if parent:
        builder.add_ingredient('{"title": "former", "relationship": "parentOf"}', mime, BytesIO(parent))
    file = BytesIO()
    builder.sign(signer, mime, BytesIO(content), file)
    builder.close()
    return file.getvalue()
