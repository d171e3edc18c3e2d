"""Language tags as BCP 47 has them, checked against the tables of the Unicode CLDR that Babel
carries; and what was meant by a wrong one.
"""

from __future__ import annotations

import re
from functools import cache

from babel.core import Locale, get_global

from hub.problems import nearest

_TAG = re.compile(
    r"([a-z]{2,3})(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?((?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)",
    re.IGNORECASE,
)
# several languages under one name, as pages of agencies name them
_FAMILIES = frozenset({"ath", "ber", "kar", "myn", "nah", "sgn"})
# codes that CLDR sorts under another language, and that are as right as ever
_IN_USE = frozenset({"fat", "tl", "tw"})
_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis", "root"})
# scripts
_RIGHT_TO_LEFT = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa"}
)
EXAMPLES = "es, zh-Hans, vi, ko, tl, ar, ru or ht"


def language_tag(typed: str) -> str | None:
    """The tag in its usual letters, such as zh-Hant or es-419; None when it names no language that
    is known.
    """
    found = _TAG.fullmatch(typed)
    if found is None:
        return None
    language, script, region, variants = (
        found[1].lower(),
        (found[2] or "").title(),
        (found[3] or "").upper(),
        found[4].lower(),
    )
    is_known = (
        language in _languages()
        and (not script or script in _english().scripts)
        and (not region or region in _english().territories)
        and all(variant in _variants() for variant in variants.split("-")[1:])
    )
    return "-".join(filter(None, (language, script, region))) + variants if is_known else None


def language_meant(typed: str) -> str | None:
    """The tag that was meant: written with another sign, by an older or longer code, by the name of
    the language, or by that of a country.
    """
    bare = typed.strip().strip("\"'“”‘’")
    tag = language_tag(bare.replace("_", "-"))
    if tag is not None:
        return tag
    first, _, rest = bare.replace("_", "-").partition("-")
    renamed = get_global("language_aliases").get(first.lower(), "").replace("_", "-")
    if renamed and (tag := language_tag(f"{renamed}-{rest}" if rest else renamed)):
        return tag
    region = get_global("territory_aliases").get(rest.upper(), [""])[0] if rest else ""
    if region and (tag := language_tag(f"{first}-{region}")):
        return tag
    code_by_name = _codes()
    named = code_by_name.get(bare.casefold()) or code_by_name.get(
        nearest(bare.casefold(), code_by_name) or ""
    )
    likely = (
        str(get_global("likely_subtags").get(f"und_{first.upper()}", "")).split("_")[0]
        if len(first) == 2
        else ""
    )
    return named or (likely if language_tag(likely) else None) or language_tag(first)


def runs_right_to_left(tag: str) -> bool:
    """Whether the language is usually written from right to left."""
    found = _TAG.fullmatch(tag)
    language, script, region = (
        (found[1].lower(), (found[2] or "").title(), (found[3] or "").upper())
        if found
        else (tag, "", "")
    )
    likely = get_global("likely_subtags")
    known = str(likely.get(f"{language}_{region}") or likely.get(language) or "")
    return (script or (known.split("_")[1] if known.count("_") else "")) in _RIGHT_TO_LEFT


@cache
def _english() -> Locale:
    return Locale("en")


@cache
def _languages() -> frozenset[str]:
    known = {
        str(key).split("_")[0] for key in (*_english().languages, *get_global("likely_subtags"))
    }
    return frozenset(
        (known | _FAMILIES) - _NO_LANGUAGE - set(get_global("language_aliases")) | _IN_USE
    )


@cache
def _variants() -> frozenset[str]:
    return frozenset(str(name).lower() for name in _english().variants)


@cache
def _codes() -> dict[str, str]:
    """The tag of each language by its name in English and in Spanish."""
    return {
        str(name).casefold(): str(code).replace("_", "-")
        for locale in (Locale("es"), _english())
        for code, name in locale.languages.items()
        if language_tag(str(code).replace("_", "-")) == str(code).replace("_", "-")
    }
