"""Our own checks of packages for learning systems. Each gives the faults that an importer or a
learner would stumble over, as sentences.

No schema of Common Cartridge can be had from a package registry, so the rules that the schemas and
their Schematron hold stand here in our words, with what they cannot know: that every link leads to
an id of the book. Questions have a module of their own, questionchecks.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree
from lxml import html as lxml_html

from hub.compose.playbook.book import Book

NCNAME = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")
PLACE = re.compile(r"[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*")
CARTRIDGES = {
    "1.1.0": (
        "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1",
        "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest",
        "imswl_xmlv1p1",
        "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1",
    ),
    "1.3.0": (
        "http://www.imsglobal.org/xsd/imsccv1p3/imscp_v1p1",
        "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest",
        "imswl_xmlv1p3",
        "http://www.imsglobal.org/xsd/imsccv1p3/imswl_v1p3",
    ),
}
SCORM = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
ADL = "{http://www.adlnet.org/xsd/adlcp_rootv1p2}"


def unzipped(data: bytes) -> dict[str, bytes]:
    """The files of a package by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def rezipped(files: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()


def spoiled(data: bytes, name: str, old: str, new: str) -> bytes:
    """The package with the first `old` in one of its files replaced."""
    files = unzipped(data)
    text = files[name].decode()
    assert old in text, f"{name} no longer holds {old}: this spoils nothing."
    return rezipped({**files, name: text.replace(old, new, 1).encode()})


@dataclass
class Package:
    """A package with its manifest, whose namespace is left out of the names of elements, and the
    faults found so far."""

    data: bytes
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.files = {}
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            names = archive.namelist()
            self.files = {name: archive.read(name) for name in names}
        self.expect(len(names) == len(set(names)), "a file is twice in the zip")
        for name in names:
            self.expect(
                PLACE.fullmatch(name) is not None and ".." not in name,
                f"{name} is no plain relative path",
            )
        self.namespace, self.manifest = "", None
        if "imsmanifest.xml" not in self.files:
            self.faults.append("there is no imsmanifest.xml at the root")
            return
        self.manifest = self.document("imsmanifest.xml")
        if self.manifest is not None:
            self.namespace = etree.QName(self.manifest).namespace or ""
            self._references()

    def expect(self, is_so: bool, fault: str) -> None:
        if not is_so:
            self.faults.append(fault)

    def document(self, name: str) -> etree._Element | None:
        try:
            return etree.fromstring(self.files[name])
        except etree.XMLSyntaxError as error:
            self.faults.append(f"{name} is not well-formed: {error}")
        except KeyError:
            self.faults.append(f"{name} is not in the zip")
        return None

    def all(self, path: str) -> list[etree._Element]:
        return (
            self.manifest.findall(path, {None: self.namespace}) if self.manifest is not None else []
        )

    def title(self, item: etree._Element) -> str:
        return (item.findtext("title", "", {None: self.namespace}) or "").strip()

    def _references(self) -> None:
        count = Counter(
            str(element.get("identifier"))
            for element in self.manifest.iter()
            if element.get("identifier") is not None
        )
        for identifier, times in count.items():
            self.expect(times == 1, f"identifier {identifier} is used {times} times")
            self.expect(
                NCNAME.fullmatch(identifier) is not None,
                f"identifier {identifier!r} is no XML name",
            )
        resources = {
            str(resource.get("identifier")): resource for resource in self.all(".//resource")
        }
        used = [
            str(element.get("identifierref"))
            for element in self.manifest.iter()
            if element.get("identifierref") is not None
        ]
        for reference in used:
            self.expect(reference in resources, f"identifierref {reference} leads nowhere")
        for identifier in resources:
            self.expect(identifier in used, f"resource {identifier} is used by nothing")
        listed = [str(file.get("href")) for file in self.all(".//resource/file")]
        for name in listed:
            self.expect(name in self.files, f"file {name} is not in the zip")
        for name in sorted(self.files.keys() - {*listed, "imsmanifest.xml"}):
            self.faults.append(f"file {name} is listed nowhere")
        for resource in resources.values():
            href = resource.get("href")
            own = [file.get("href") for file in resource.findall("file", {None: self.namespace})]
            self.expect(
                href is None or href in own,
                f"resource {resource.get('identifier')} does not list its own page",
            )


def cartridge_faults(data: bytes, book: Book) -> list[str]:
    """What is wrong with a Common Cartridge of links to a book."""
    package = Package(data)
    if package.manifest is None:
        return package.faults
    version = cartridge_version(package, book)
    link_type, link_namespace = CARTRIDGES.get(version, CARTRIDGES["1.3.0"])[2:]
    title_by_reference = {
        item.get("identifierref"): package.title(item)
        for item in package.all(".//item")
        if item.get("identifierref")
    }
    for resource in package.all(".//resource"):
        name = str(resource.get("identifier"))
        files = [str(file.get("href")) for file in resource]
        package.expect(
            resource.get("type") == link_type, f"{name} is of type {resource.get('type')}"
        )
        package.expect(
            resource.get("href") is None and len(files) == 1,
            f"{name} must have one file and no href",
        )
        link = package.document(files[0]) if files else None
        if link is None:
            continue
        package.expect(link.tag == f"{{{link_namespace}}}webLink", f"{name} is a {link.tag}")
        tags = [etree.QName(part).localname for part in link]
        package.expect(tags == ["title", "url"], f"{name} holds {tags}")
        title = (link.findtext("{*}title") or "").strip()
        package.expect(
            bool(title) and title == title_by_reference.get(name),
            f"{name} is titled {title!r} and listed as {title_by_reference.get(name)!r}",
        )
        href = str(link[-1].get("href"))
        identity = re.fullmatch(re.escape(book.site_url) + r"go/([^/]+)/", href)
        package.expect(
            identity is not None and identity[1] in book.ids,
            f"{name} leads to {href}, which is no short link of the book",
        )
        package.expect(
            identity is None or name == f"link.{identity[1]}",
            f"{name} is not named after what it leads to",
        )
        package.expect(
            link[-1].get("target") in (None, "_blank", "_self"),
            f"{name} opens in {link[-1].get('target')}",
        )
    modules = [
        str(module.get("identifier"))
        for module in package.all("organizations/organization/item/item")
    ]
    package.expect(
        modules == [f"module.{chapter.id}" for chapter in book.chapters],
        f"the modules are {modules}",
    )
    return package.faults


def cartridge_version(package: Package, book: Book) -> str:
    """The version a cartridge says it is, after a look at all that does not depend on what it
    holds."""
    expect = package.expect
    head = [
        (etree.QName(part).localname, (part.text or "").strip())
        for part in package.all("metadata/*")
    ]
    version = dict(head).get("schemaversion", "")
    expect(
        [name for name, _ in head] == ["schema", "schemaversion", "lom"], f"the metadata are {head}"
    )
    expect(
        dict(head).get("schema") == "IMS Common Cartridge", "the schema is not IMS Common Cartridge"
    )
    expect(version in CARTRIDGES, f"there is no Common Cartridge {version}")
    namespace, metadata = CARTRIDGES.get(version, CARTRIDGES["1.3.0"])[:2]
    expect(
        package.manifest.tag == f"{{{namespace}}}manifest",
        f"the manifest is a {package.manifest.tag}",
    )
    expect(
        namespace.encode() in package.files["imsmanifest.xml"][:500],
        "Moodle looks no further than 500 bytes for the namespace",
    )
    lom = package.manifest.find(f"{{*}}metadata/{{{metadata}}}lom")
    for path in (
        "general/title/string",
        "general/language",
        "general/description/string",
        "general/keyword/string",
        "lifeCycle/contribute/role/value",
        "rights/description/string",
    ):
        found = lom.findtext(path, "", {None: metadata}) if lom is not None else ""
        expect(bool((found or "").strip()), f"the metadata lack {path}")
    parts = [etree.QName(part).localname for part in lom] if lom is not None else []
    expect(
        set(parts)
        <= {
            "general",
            "lifeCycle",
            "technical",
            "educational",
            "rights",
            "relation",
            "classification",
        },
        f"the profile has no {parts}",
    )
    expect(
        [etree.QName(part).localname for part in package.manifest]
        == ["metadata", "organizations", "resources"],
        "the parts of the manifest are in disorder",
    )
    organizations = package.all("organizations/organization")
    expect(
        len(organizations) == 1 and organizations[0].get("structure") == "rooted-hierarchy",
        "there must be one organization, rooted-hierarchy",
    )
    roots = package.all("organizations/organization/item")
    expect(
        len(roots) == 1 and not package.title(roots[0]) and roots[0].get("identifierref") is None,
        "the root must be one item without a title",
    )
    for item in package.all("organizations/organization/item//item"):
        name = item.get("identifier")
        expect(bool(package.title(item)), f"item {name} has no title")
        expect(
            bool(item.get("identifierref"))
            != bool(item.findall("item", {None: package.namespace})),
            f"item {name} must lead to a resource or hold items, and not both",
        )
    return version


def scorm_faults(data: bytes, book: Book) -> list[str]:
    """What is wrong with a SCORM package of a book, beside what the schemas notice."""
    package = Package(data)
    if package.manifest is None:
        return package.faults
    expect = package.expect
    expect(
        package.manifest.tag == f"{{{SCORM}}}manifest", f"the manifest is a {package.manifest.tag}"
    )
    head = {
        etree.QName(part).localname: (part.text or "").strip() for part in package.all("metadata/*")
    }
    expect(
        (head.get("schema"), head.get("schemaversion")) == ("ADL SCORM", "1.2"),
        f"the metadata are {head}",
    )
    organizations = package.all("organizations")
    expect(
        organizations[0].get("default") in [part.get("identifier") for part in organizations[0]],
        "the default organization does not exist",
    )
    page_by_id = {
        str(resource.get("identifier")): str(resource.get("href"))
        for resource in package.all(".//resource")
        if resource.get(f"{ADL}scormtype") == "sco"
    }
    expect(
        all(
            resource.get(f"{ADL}scormtype") in ("sco", "asset")
            for resource in package.all(".//resource")
        ),
        "a resource is neither a page nor an asset",
    )
    items = package.all("organizations/organization/item")
    expect(
        [str(item.get("identifierref")) for item in items]
        == [f"page.{chapter.id}" for chapter in book.chapters],
        "the chapters are not the book's, in its order",
    )
    expect(
        [package.title(item) for item in items] == [chapter.label for chapter in book.chapters],
        "a title is not the chapter's",
    )
    pages = {
        name: lxml_html.fromstring(package.files[name].decode())
        for name in page_by_id.values()
        if name in package.files
    }
    ids_by_page = {
        name: {
            str(element.get("id"))
            for element in page.iter()
            if isinstance(element.tag, str) and element.get("id")
        }
        for name, page in pages.items()
    }
    for (name, page), chapter in zip(pages.items(), book.chapters, strict=False):
        checks = len(chapter.fields.checks) if chapter.fields else 0
        package.faults += [
            f"{name}: {fault}"
            for fault in _page_faults(page, name, package.files, ids_by_page, checks)
        ]
    return package.faults


def _page_faults(
    page: lxml_html.HtmlElement,
    name: str,
    files: dict[str, bytes],
    ids_by_page: dict[str, set[str]],
    checks: int,
) -> Iterator[str]:
    if not (page.get("lang") and page.findtext(".//title") and len(page.findall(".//h1")) == 1):
        yield "it needs a language, a title and one h1"
    if [(script.get("src"), (script.text or "").strip()) for script in page.iter("script")] != [
        ("scorm.js", "")
    ] or page.find(".//style") is not None:
        yield "a script or a style stands in the page"
    if (
        page.find(".//button[@id='record-read'][@type='button']") is None
        or page.find(".//*[@role='status']") is None
    ):
        yield "there is no button, or nothing that says what it did"
    if (
        len(page.findall(".//details/p[@class='answer']")) != checks
        or len(page.findall(".//p[@class='answer']")) != checks
    ):
        yield "an answer is not folded"
    for element in page.iter():
        if not isinstance(element.tag, str):
            yield "a comment is left"
            continue
        yield from (
            f"{attribute} on {element.tag}"
            for attribute in element.attrib
            if attribute.startswith("on") or attribute == "style"
        )
        if element.tag in ("iframe", "object", "embed", "form", "base"):
            yield f"a {element.tag} stands in it"
        needs = element.get("src") or (element.get("href") if element.tag == "link" else None)
        if needs and not needs.startswith("data:image/") and needs not in files:
            yield f"{needs} is not in the package"
        href = element.get("href") or ""
        if element.tag == "a":
            place, _, fragment = href.partition("#")
            is_web = href.startswith(("https://", "http://"))
            if not is_web and (place or name) not in ids_by_page:
                yield f"a link leads to {href}"
            elif not is_web and fragment and fragment not in ids_by_page[place or name] | {"place"}:
                yield f"a link leads to {href}, and that id is not there"
            if place and (element.get("target"), element.get("rel")) != ("_blank", "noopener"):
                yield f"the link to {href} leaves the page"
