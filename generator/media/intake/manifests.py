"""What a C2PA manifest in a file says: who signed it, with what it was made, and whether the signature holds.

Nothing is fetched: neither a manifest that the file only points to, nor whether a certificate was revoked.
"""

import json
from collections.abc import Iterator
from io import BytesIO

from generator.media.intake.saying import source_type_of, to_line
from generator.records.model import ProvenanceMark
from generator.records.vocabulary import ProvenanceKind, Validation

SETTINGS = {"verify": {"remote_manifest_fetch": False, "ocsp_fetch": False}}
STATES = {"Trusted": Validation.TRUSTED, "Valid": Validation.VALID}
UNREADABLE = "A manifest that cannot be read"


def manifest_mark(content: bytes, mime: str) -> ProvenanceMark | None:
    """Return what the active manifest says, or None where the file carries none."""
    import c2pa  # a large native library

    try:
        context = c2pa.Context(c2pa.Settings.from_dict(SETTINGS))
        reader = c2pa.Reader.try_create(mime, BytesIO(content), context=context)
        store: object = json.loads(reader.json()) if reader else None
    except (c2pa.C2paError, ValueError, RecursionError):
        if b"jumb" not in content:  # the box in which every manifest stands
            return None
        return ProvenanceMark(kind=ProvenanceKind.C2PA, says=UNREADABLE, validation=Validation.INVALID)
    return _mark(store) if reader else None


def _mark(store: object) -> ProvenanceMark:
    manifests = _at(store, "manifests")
    active = _at(manifests, str(_at(store, "active_manifest")))
    actions = list(_actions(active))
    # A program that saves a picture anew hands the manifest on as an ingredient, and that says how it was made.
    earlier = manifests.values() if isinstance(manifests, dict) else ()
    all_actions = [*actions, *(action for manifest in earlier for action in _actions(manifest))]
    types = (source_type_of(_at(action, "digitalSourceType")) for action in all_actions)
    return ProvenanceMark(
        kind=ProvenanceKind.C2PA,
        says=to_line("; ".join(_action_text(action) for action in actions)) or "A manifest without actions",
        generator=_generator(active, all_actions),
        signer=_signer(_at(active, "signature_info")),
        validation=STATES.get(str(_at(store, "validation_state")), Validation.INVALID),
        digital_source_type=next(filter(None, types), None),
    )


def _actions(manifest: object) -> Iterator[object]:
    assertions = _at(manifest, "assertions")
    for assertion in assertions if isinstance(assertions, list) else ():
        actions = _at(assertion, "data", "actions")
        if str(_at(assertion, "label")).startswith("c2pa.actions") and isinstance(actions, list):
            yield from actions


def _action_text(action: object) -> str:
    described = _words(_at(action, "description"))
    return f"{_words(_at(action, 'action'))}: {described}" if described else _words(_at(action, "action"))


def _generator(manifest: object, actions: list[object]) -> str | None:
    """Return the program that made or changed the picture, or else the one that wrote the manifest."""
    agents = [_at(action, "softwareAgent") for action in actions]
    named = [_words(_at(agent, "name")) or _words(agent) for agent in agents]
    info = _words(_at(manifest, "claim_generator_info", 0, "name")) or _words(_at(manifest, "claim_generator"))
    return next(filter(None, map(to_line, [*named, info])), None)


def _signer(signature: object) -> str | None:
    issuer, name = _words(_at(signature, "issuer")), _words(_at(signature, "common_name"))
    return to_line(f"{issuer} ({name})" if issuer and name and name != issuer else issuer or name)


def _at(value: object, *steps: str | int) -> object:
    """Return what stands at a place in JSON, or None where there is no such place."""
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            return None
    return value


def _words(value: object) -> str:
    return value if isinstance(value, str) else ""
