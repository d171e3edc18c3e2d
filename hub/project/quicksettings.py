"""The settings of a project where mkdocs.yml is plain enough to be sure of them: asking MkDocs
takes longer than making a chapter's PDF.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from hub.project.settings import OWN_SETTINGS, Settings, check_addresses
from hub.project.siteurl import site_address

_PLAIN = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str")


@dataclass(frozen=True)
class _Tagged:
    """A value whose type its own text does not tell: `!ENV NAME`, or what YAML takes for a
    number.
    """

    tag: str
    value: object


def quick_settings(config_file: Path) -> Settings | None:
    """What MkDocs would say of the site; None where only MkDocs can tell: inherited files, its own
    tags, anything that is not plain text.
    """
    try:
        found = _plain(
            yaml.compose(config_file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        )
    except (OSError, ValueError, yaml.YAMLError):
        return None
    if (
        not isinstance(found, dict)
        or "INHERIT" in found
        or not isinstance(found.get("plugins"), list)
    ):
        return None
    options = next(
        (
            plugin["hub"]
            for plugin in found["plugins"]
            if isinstance(plugin, dict) and list(plugin) == ["hub"]
        ),
        None,
    )
    if not isinstance(options, dict):
        return None
    name, url, description = (
        found.get("site_name"),
        _from_environment(found.get("site_url")),
        found.get("site_description", ""),
    )
    told = {
        option: value
        for option in OWN_SETTINGS
        if isinstance(value := options.get(option, ""), str)
    }
    if not (
        isinstance(name, str) and name and isinstance(url, str) and isinstance(description, str)
    ):
        return None
    if len(told) < len(OWN_SETTINGS):
        return None
    check_addresses(told["suggest_url"], told["feedback_email"])
    return Settings(name, site_address(url), description, **told)


def check_site_url(config_file: Path) -> None:
    """Look at `site_url` where it is plain text, before MkDocs does, which calls all of mkdocs.yml
    broken when that is.
    """
    try:
        found = _plain(
            yaml.compose(config_file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        )
    except (OSError, ValueError, yaml.YAMLError):
        return
    url = _from_environment(found.get("site_url")) if isinstance(found, dict) else None
    if isinstance(url, str):
        site_address(url)


def _plain(node: yaml.Node | None) -> object:
    """Dicts, lists and texts; whatever is more than that, and a key written twice, is tagged."""
    plain: object
    if isinstance(node, yaml.MappingNode):
        pairs = [(str(key.value), _plain(value)) for key, value in node.value]
        plain = (
            dict(pairs) if len({key for key, _ in pairs}) == len(pairs) else _Tagged("twice", "")
        )
    elif isinstance(node, yaml.SequenceNode):
        plain = [_plain(item) for item in node.value]
    else:
        plain = node.value if node else ""
    return plain if node and node.tag in _PLAIN else _Tagged(node.tag if node else "", plain)


def _from_environment(value: object) -> object:
    """`!ENV NAME` and `!ENV [NAME, fallback]` as MkDocs reads them."""
    if not isinstance(value, _Tagged) or value.tag != "!ENV":
        return value
    names = value.value if isinstance(value.value, list) else [value.value, None]
    return next(
        (os.environ[name] for name in names[:-1] if isinstance(name, str) and name in os.environ),
        names[-1] if names else None,
    )
