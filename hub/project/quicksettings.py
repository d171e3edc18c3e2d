"""The settings of a project where mkdocs.yml is plain enough to be sure of them: asking MkDocs
takes longer than making a chapter's PDF.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

import yaml

from hub.project.settings import OWN_SETTINGS, Settings, SiteConfig, check_addresses
from hub.project.siteurl import site_address

_PLAIN = ("tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", "tag:yaml.org,2002:str")


@dataclass(frozen=True)
class _Tagged:
    """A value whose type its own text does not tell: `!ENV NAME`, or what YAML takes for a
    number.
    """

    tag: str
    value: object


def quick_config(config_file: Path) -> SiteConfig | None:
    """What MkDocs would say of the site; None where only MkDocs can tell: inherited files, its own
    tags, anything that is not plain text.
    """
    keys = _keys(config_file)
    if "INHERIT" in keys or not isinstance(plugins := keys.get("plugins"), list):
        return None
    ours = (plugin for plugin in plugins if isinstance(plugin, dict) and list(plugin) == ["hub"])
    options = next(ours, {}).get("hub")
    if not isinstance(options, dict):
        return None
    name, url, description, folder = (
        keys.get("site_name"),
        _from_environment(keys.get("site_url")),
        keys.get("site_description", ""),
        keys.get("site_dir", "site"),  # MkDocs' own default
    )
    if not (isinstance(name, str) and name and isinstance(url, str)):
        return None
    if not (isinstance(description, str) and isinstance(folder, str) and folder):
        return None
    own = {
        option: value
        for option in OWN_SETTINGS
        if isinstance(value := options.get(option, ""), str)
    }
    if len(own) < len(OWN_SETTINGS):
        return None
    check_addresses(own["suggest_url"], own["feedback_email"])
    settings = Settings(name, site_address(url), description, **own)
    # as MkDocs writes it, without ..
    return SiteConfig(settings, Path(os.path.normpath(config_file.absolute().parent / folder)))


def check_site_url(config_file: Path) -> None:
    """Look at `site_url` where it is plain text, before MkDocs does, which calls all of mkdocs.yml
    broken when that is.
    """
    url = _from_environment(_keys(config_file).get("site_url"))
    if isinstance(url, str):
        site_address(url)


def _keys(config_file: Path) -> dict[str, object]:
    """The top level of mkdocs.yml; empty where it is not fields, or cannot be read."""
    try:
        text = config_file.read_text(encoding="utf-8")
        fields = _plain(yaml.compose(text, Loader=yaml.SafeLoader))
    except (OSError, ValueError, yaml.YAMLError):
        return {}
    return fields if isinstance(fields, dict) else {}


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
