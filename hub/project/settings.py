"""What a site owner sets in mkdocs.yml, and what of it is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from hub.limits import MAX_ADDRESS
from hub.problems import HubError

_MAX_FORM = MAX_ADDRESS // 4  # the message needs the rest
_EMAIL = re.compile(r"[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")


@dataclass(frozen=True)
class Settings:
    """What a site owner sets in mkdocs.yml and compose has to know."""

    site_name: str = "CX hub"
    site_url: str = "https://cx-hub.example/"
    description: str = ""
    # the folder of content/ on the project's host, with a slash at the end; "" draws no edit links
    edit_url: str = ""
    suggest_url: str = ""  # a form for suggestions; "" draws none
    feedback_email: str = ""  # where readers write to; "" draws no such link
    # at the foot of every page, and a banner above it; those for pages in Spanish end in _es
    note: str = ""
    note_es: str = ""
    banner: str = ""
    banner_es: str = ""


@dataclass(frozen=True)
class SiteConfig:
    """What mkdocs.yml says of a site: its settings, and the folder that it is published in."""

    settings: Settings
    folder: Path


# what stands below `hub:`; the first three are MkDocs' own
OWN_SETTINGS = tuple(field.name for field in fields(Settings))[3:]


def check_addresses(suggest_url: str, email: str) -> None:
    """Refuse addresses of the site's owner that no message could go to."""
    fix = "In mkdocs.yml, below hub:   "
    if suggest_url:
        try:
            form = urlsplit(suggest_url)
            is_sound = (
                form.scheme == "https"
                and bool(form.hostname)
                and "@" not in form.netloc
                and not form.fragment
            )
        except ValueError:
            is_sound = False
        if (
            not is_sound
            or len(suggest_url) > _MAX_FORM
            or not re.fullmatch(r"[!-~]+", suggest_url)
            or re.search(r"[\"'<>\\]", suggest_url)
        ):
            raise HubError(
                "bad-config",
                f'"{suggest_url[:60]}" is not an https address for suggestions.',
                exit_code=3,
                fix=f"{fix}suggest_url: https://github.com/OWNER/REPO/issues/new",
            )
    if email and not _EMAIL.fullmatch(email):
        raise HubError(
            "bad-config",
            f'"{email[:60]}" is not an e-mail address for feedback.',
            exit_code=3,
            fix=f"{fix}feedback_email: name@agency.gov",
        )
