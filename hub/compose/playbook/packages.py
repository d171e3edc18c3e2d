"""What packages for learning systems share: a zip with the same bytes each time, XML, and the
manifest of a Common Cartridge.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree

from hub.compose.playbook.book import Book

MANIFEST = "imsmanifest.xml"
RIGHTS = (
    "The words, figures and pictures are in the public domain (CC0 1.0:"
    " https://creativecommons.org/publicdomain/zero/1.0/). Short quotations keep the rights of the"
    " people quoted."
)
SUBJECTS = ("customer experience", "government")
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True)
class CartridgeNames:
    """What a version of Common Cartridge calls things: (namespace, where its schema is published),
    and types of resources.
    """

    version: str
    package: tuple[str, str]
    metadata: tuple[str, str]
    link: tuple[str, str]
    questions: tuple[str, str]
    link_type: str
    questions_type: str


CARTRIDGE_1_1 = CartridgeNames(
    "1.1.0",
    (
        "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
        "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imscp_v1p2_v1p0.xsd",
    ),
    (
        "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
        "http://www.imsglobal.org/profile/cc/ccv1p1/LOM/ccv1p1_lommanifest_v1p0.xsd",
    ),
    link=(
        "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1",
        "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_imswl_v1p1.xsd",
    ),
    questions=(
        "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
        "http://www.imsglobal.org/profile/cc/ccv1p1/ccv1p1_qtiasiv1p2p1_v1p0.xsd",
    ),
    link_type="imswl_xmlv1p1",
    questions_type="imsqti_xmlv1p2/imscc_xmlv1p1/assessment",
)
CARTRIDGE_1_3 = CartridgeNames(
    "1.3.0",
    (
        "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
        "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imscp_v1p2_v1p0.xsd",
    ),
    (
        "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest",
        "http://www.imsglobal.org/profile/cc/ccv1p3/LOM/ccv1p3_lommanifest_v1p0.xsd",
    ),
    link=(
        "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3",
        "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_imswl_v1p3.xsd",
    ),
    questions=(
        "http://www.imsglobal.org/xsd/ims_qtiasiv1p2",
        "http://www.imsglobal.org/profile/cc/ccv1p3/ccv1p3_qtiasiv1p2p1_v1p0.xsd",
    ),
    link_type="imswl_xmlv1p3",
    questions_type="imsqti_xmlv1p2/imscc_xmlv1p3/assessment",
)


@dataclass(frozen=True)
class Resource:
    """A file of a cartridge: its identifier, which no edition changes, and what a learning system
    lists it as.
    """

    id: str
    title: str
    type: str
    path: str
    data: bytes


@dataclass(frozen=True)
class Folder:
    """A module of a cartridge."""

    id: str
    title: str
    resources: tuple[Resource, ...]


def root(
    names: tuple[str, str], tag: str, *others: tuple[str, str], **prefixes: str
) -> etree._Element:
    """The root of a document in the namespace `names`, saying where this schema and the `others`
    are published.
    """
    # Moodle looks for the default namespace in the first 500 bytes; the stubs of lxml do not know
    # that None stands for it.
    element = etree.Element(f"{{{names[0]}}}{tag}", nsmap={None: names[0], **prefixes, "xsi": _XSI})  # type: ignore[dict-item]
    element.set(
        f"{{{_XSI}}}schemaLocation", " ".join(word for pair in (names, *others) for word in pair)
    )
    return element


def child(
    parent: etree._Element,
    tag: str,
    text: str | None = None,
    *,
    namespace: str = "",
    **attributes: str,
) -> etree._Element:
    """A new last child in the parent's namespace, or in another one."""
    element = etree.SubElement(
        parent, f"{{{namespace or etree.QName(parent).namespace}}}{tag}", attributes
    )
    element.text = text
    return element


def xml(element: etree._Element) -> bytes:
    """The document as a file."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """The files as a zip: sorted by name, with no clock, user or machine in it."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name)  # its day is the first one of the zip format
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # else Windows writes another number
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name], compresslevel=9)
    return target.getvalue()


def cartridge_zip(
    book: Book, names: CartridgeNames, identity: str, folders: Iterable[Folder]
) -> bytes:
    """A Common Cartridge with a module for each folder."""
    folders = tuple(folders)
    manifest = root(names.package, "manifest", names.metadata, lomimscc=names.metadata[0])
    manifest.set("identifier", identity)
    metadata = child(manifest, "metadata")
    child(metadata, "schema", "IMS Common Cartridge")
    child(metadata, "schemaversion", names.version)
    _describe(child(metadata, "lom", namespace=names.metadata[0]), book)
    organization = child(
        child(manifest, "organizations"),
        "organization",
        identifier="organization",
        structure="rooted-hierarchy",
    )
    top = child(organization, "item", identifier="root")  # the profile forbids a title here
    listed = child(manifest, "resources")
    files = {}
    for folder in folders:
        module = child(top, "item", identifier=f"module.{folder.id}")
        child(module, "title", folder.title)
        for resource in folder.resources:
            item = child(
                module, "item", identifier=f"item.{resource.id}", identifierref=resource.id
            )
            child(item, "title", resource.title)
            child(
                child(listed, "resource", identifier=resource.id, type=resource.type),
                "file",
                href=resource.path,
            )
            files[resource.path] = resource.data
    return zipped({MANIFEST: xml(manifest), **files})


def _describe(lom: etree._Element, book: Book) -> None:
    """What a catalogue wants to know. The profile allows no version here, so the edition stands in
    the description.
    """
    general = child(lom, "general")
    _add_string(child(general, "title"), book.title, book)
    child(general, "language", book.language)
    _add_string(child(general, "description"), description(book), book)
    for word in subjects(book):
        _add_string(child(general, "keyword"), word, book)
    contribution = child(child(lom, "lifeCycle"), "contribute")
    child(child(contribution, "role"), "value", "publisher")
    child(contribution, "entity", book.publisher)
    if book.updated:
        child(child(contribution, "date"), "dateTime", book.updated.isoformat())
    rights = child(lom, "rights")
    child(child(rights, "copyrightAndOtherRestrictions"), "value", "no")
    _add_string(child(rights, "description"), RIGHTS, book)


def _add_string(parent: etree._Element, words: str, book: Book) -> None:
    child(parent, "string", words, language=book.language)


def description(book: Book) -> str:
    """What the book is, which edition, and whose."""
    return " ".join(
        part
        for part in (book.summary, f"Edition {book.edition}." if book.edition else "", book.note)
        if part
    )


def subjects(book: Book) -> tuple[str, ...]:
    """Keywords: what the hub is about, and the title of each chapter, once."""
    return tuple(dict.fromkeys((*SUBJECTS, *(chapter.title for chapter in book.chapters))))
