"""The content security policy: which scripts may run, spelled as hashes of the theme's own inline
scripts.
"""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

from hub.problems import HubError, quoted

LIST = "scripts/inline.txt"  # below overrides/; what is in scripts/ is not published
_INLINE = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
# a file of its own, or data
_ELSEWHERE = re.compile(r"\ssrc\s*=|application/ld\+json", re.IGNORECASE)


def script_hash(text: str) -> str:
    """The source expression of an inline script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def theme_hashes(theme: Path) -> tuple[str, ...]:
    """The hashes of the inline scripts in the theme's templates. Each stands on the list, or the
    build ends here: an inline script is a decision.
    """
    listed = {
        line.split()[0] for line in _list_of(theme) if line.strip() and not line.startswith("#")
    }
    hashes = set()
    for path in sorted(theme.rglob("*.html")):
        for attributes, text in _INLINE.findall(path.read_text(encoding="utf-8")):
            if _ELSEWHERE.search(attributes):
                continue
            value = script_hash(text)
            if value not in listed:
                raise _unlisted(path.relative_to(theme).as_posix(), text, value)
            hashes.add(value)
    return tuple(sorted(hashes))


def _list_of(theme: Path) -> list[str]:
    path = theme / LIST
    return path.read_text(encoding="utf-8").splitlines() if path.is_file() else []


def _unlisted(template: str, text: str, value: str) -> HubError:
    words = (
        f"overrides/{template} has an inline script that nobody has allowed:"
        f" {quoted(' '.join(text.split()))}."
    )
    if "{{" in text or "{%" in text:
        return HubError(
            "unlisted-script",
            words,
            exit_code=3,
            fix=(
                "Put it into a file of its own below overrides/scripts: it is another script on"
                " each page, so that no list can hold it"
            ),
        )
    return HubError(
        "unlisted-script",
        words,
        exit_code=3,
        fix=(
            f"Read the script, and when it may run, write this line into overrides/{LIST}:  "
            f" {value}  {template}"
        ),
    )


def policy(
    hashes: tuple[str, ...], *, for_header: bool = False, frame_ancestors: str = "'self'"
) -> str:
    """The policy as one line. A meta element cannot carry frame-ancestors; the header can."""
    scripts = " ".join(["'self'", *(f"'{value}'" for value in hashes)])
    parts = [
        "default-src 'none'",
        f"script-src {scripts}",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
    if for_header:
        parts.append(f"frame-ancestors {frame_ancestors}")
    return "; ".join(parts)


def with_policy(html: str, content: str) -> str:
    """The page with the policy as its first meta element after the character set."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{content}">'
    return re.sub(
        r"(<meta charset=[^>]*>)", lambda found: f"{found.group(1)}\n{meta}", html, count=1
    )


def headers(hashes: tuple[str, ...], frame_ancestors: str = "'self'") -> bytes:
    """The `_headers` file for hosts that read one. `frame_ancestors` are the sites that may show a
    page in a frame: 'self', and whole hosts.
    """
    for source in frame_ancestors.split():
        if source not in ("'self'", "'none'") and not re.fullmatch(
            r"https://(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]{1,5})?", source
        ):
            words = f'"{source[:60]}" is not a site that may frame the pages.'
            raise HubError(
                "bad-config",
                words,
                exit_code=3,
                fix=(
                    "In mkdocs.yml, below hub:   frame_ancestors: \"'self'"
                    ' https://*.instructure.com"'
                ),
            )
    lines = [
        "/*",
        (
            "  Content-Security-Policy:"
            f" {policy(hashes, for_header=True, frame_ancestors=frame_ancestors)}"
        ),
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: no-referrer",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
        "  Cross-Origin-Opener-Policy: same-origin",
        "",
        "/api/*",  # for programs on other sites; nothing there belongs to one reader
        "  Access-Control-Allow-Origin: *",
        "",
        "/data/*",
        "  Access-Control-Allow-Origin: *",
        "",
        "/assets/*",
        # whatever pages ask for there, they ask for with its hash
        "  Cache-Control: public, max-age=31536000, immutable",
        "",
    ]
    return "\n".join(lines).encode()
