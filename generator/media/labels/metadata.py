"""The metadata of a published picture, in XMP as IPTC wants it: what it is, and where it is explained.

https://www.iptc.org/std/photometadata/specification/IPTC-PhotoMetadata
"""

from dataclasses import dataclass
from xml.etree import ElementTree

from generator.archive.label_words import described

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
NAMESPACES = {
    "x": "adobe:ns:meta/",
    "rdf": RDF,
    "dc": "http://purl.org/dc/elements/1.1/",
    "photoshop": "http://ns.adobe.com/photoshop/1.0/",
    "xmpRights": "http://ns.adobe.com/xap/1.0/rights/",
    "Iptc4xmpExt": "http://iptc.org/std/Iptc4xmpExt/2008-02-29/",
    "Iptc4xmpCore": "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/",
}
PACKET = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{}<?xpacket end="w"?>'  # XMP, part 1, 7.3.2


@dataclass(frozen=True)
class Description:
    """What a published picture says of itself. `source_type` is IPTC's address of the term.

    Each of its texts may be shown alone, by a picture agency or a screen reader for instance: each tells the label.
    """

    source_type: str
    title: str
    caption: str
    language: str
    address: str
    label: str

    @property
    def alternative(self) -> str:
        """Return what is to be seen: the label, and the picture."""
        return described(self.label, self.caption)


def xmp_packet(description: Description) -> bytes:
    """Return the description as an XMP packet."""
    for prefix, address in NAMESPACES.items():
        ElementTree.register_namespace(prefix, address)
    root = ElementTree.Element(_name("x", "xmpmeta"))
    about = ElementTree.SubElement(ElementTree.SubElement(root, _name("rdf", "RDF")), _name("rdf", "Description"))
    about.set(_name("rdf", "about"), "")
    _text(about, "Iptc4xmpExt", "DigitalSourceType", description.source_type)
    _text(about, "photoshop", "Credit", "Gegenbild")
    _text(about, "photoshop", "Headline", description.title)
    _text(about, "photoshop", "Instructions", f"Show only with its label: {description.label}")
    _text(about, "photoshop", "Source", description.address)
    _text(about, "dc", "identifier", description.address)
    _text(about, "xmpRights", "WebStatement", description.address)
    _in_languages(about, "dc", "description", description.alternative, description.language)
    _in_languages(about, "Iptc4xmpCore", "AltTextAccessibility", description.alternative, description.language)
    return PACKET.format(ElementTree.tostring(root, encoding="unicode")).encode()


def _name(prefix: str, name: str) -> str:
    return f"{{{NAMESPACES[prefix]}}}{name}"


def _text(parent: ElementTree.Element, prefix: str, name: str, text: str) -> None:
    ElementTree.SubElement(parent, _name(prefix, name)).text = text


def _in_languages(parent: ElementTree.Element, prefix: str, name: str, text: str, language: str) -> None:
    """Write a text with its language, and once more as the default, as XMP wants it (part 1, 8.2.2.4)."""
    alternatives = ElementTree.SubElement(ElementTree.SubElement(parent, _name(prefix, name)), _name("rdf", "Alt"))
    for tag in ("x-default", language):
        item = ElementTree.SubElement(alternatives, _name("rdf", "li"))
        item.set("{http://www.w3.org/XML/1998/namespace}lang", tag)
        item.text = text
