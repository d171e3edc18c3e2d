"""The published site as one zip that opens from a disk or a stick: no server, no network, the
search included.
"""

from __future__ import annotations

import base64
import json
import re
import zipfile
from pathlib import Path

FOLDER = "cx-hub"
_TAG = re.compile(r"<[a-z][^<>]*>", re.IGNORECASE)  # in text, "<" is written &lt;
_LINK = re.compile(
    r'( (?:href="|action="|content="0; url=))(?![a-z][a-z0-9+.-]*:|//|#)([^"?#]+)', re.IGNORECASE
)
_FOR_SERVERS = frozenset(
    {"_headers", "_redirects", ".nojekyll", "robots.txt", "sitemap.xml", "hub-manifest.json"}
)


def offline_zip(site: Path, target: Path) -> int:
    """Write the zip of a published site, and return how many files it holds. The same site gives
    the same bytes.
    """
    partial = target.with_name(target.name + ".partial")
    try:
        written = _packed(site, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)
    return written


def address_of(site: Path) -> str:
    """The address that the links of a published site lead to, as its home page says it; "" where it
    does not.
    """
    found = re.search(
        rb'<link rel="canonical" href="(https?://[^"]{1,300})"', (site / "index.html").read_bytes()
    )
    return found[1].decode("utf-8", "replace") if found else ""


def _packed(site: Path, partial: Path) -> int:
    index: dict[str, str] = {}
    written = 0
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(path for path in site.rglob("*") if path.is_file()):
            name = path.relative_to(site).as_posix()
            data = path.read_bytes()
            if name in _FOR_SERVERS:
                continue
            if name.startswith("search/") and path.suffix == ".bin":
                index[name.removeprefix("search/")] = base64.b64encode(data).decode()
                continue
            if path.suffix == ".html":
                data = _TAG.sub(lambda tag: _LINK.sub(_to_file, tag[0]), data.decode()).encode()
            _add(archive, name, data)
            written += 1
        indexes = json.dumps(index, sort_keys=True, separators=(",", ":"))
        _add(archive, "assets/search-data.js", f"window.hubSearchData={indexes};\n".encode())
    return written + 1


def _to_file(found: re.Match[str]) -> str:
    """A folder's address as the page in it: a disk has no server that would do that."""
    attribute, path = found.groups()
    last = path.rsplit("/", 1)[-1]
    if last in (".", ".."):
        return f"{attribute}{path}/index.html"
    return f"{attribute}{path}" if last else f"{attribute}{path}index.html"


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    # its day is the zip format's first one, so that no clock is in the file
    info = zipfile.ZipInfo(f"{FOLDER}/{name}")
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
