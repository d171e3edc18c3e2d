"""What machines read of a page: schema.org JSON-LD."""

from __future__ import annotations

from typing import Any

from hub.compose.drawing import View, json_for_script
from hub.model import Entry
from hub.pages import Settings

_TYPE_BY_COLLECTION = {
    "practices": "HowTo", "case-studies": "Article", "life-experiences": "Article", "guides": "Article", "agencies": "GovernmentOrganization",
    "terms": "DefinedTerm", "measures": "DefinedTerm", "resources": "CreativeWork", "news": "NewsArticle", "playbooks": "Course", "courses": "Course",
    "assessments": "Quiz",
    "tools": "CreativeWork",
}  # fmt: skip


def entry_json_ld(entry: Entry, view: View) -> str:
    """The entry as schema.org sees it. Only what the page says itself."""
    fields = entry.fields
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": _TYPE_BY_COLLECTION[entry.collection],
        "name": entry.title,
        "description": fields.summary,
        "url": view.settings.site_url + entry.address,
        "inLanguage": "en",
    }
    if entry.updated:
        thing["dateModified"] = entry.updated.isoformat()
    if entry.collection == "practices":
        thing["step"] = [{"@type": "HowToStep", "position": number, "text": step.do} for number, step in enumerate(fields.steps, 1)]
    elif entry.collection == "terms":
        thing["description"] = fields.definition
        thing["inDefinedTermSet"] = view.settings.site_url + "terms/"
    elif entry.collection == "agencies":
        thing["alternateName"] = fields.short
        thing["url"] = fields.url or thing["url"]
        parents = view.entries([fields.parent] if fields.parent else [], "agencies")
        if parents:
            thing["parentOrganization"] = {"@type": "GovernmentOrganization", "name": parents[0].title}
    elif entry.collection == "resources":
        thing |= {"publisher": {"@type": "Organization", "name": fields.publisher}, "isAccessibleForFree": fields.access == "open"}
        if fields.url:
            thing["sameAs"] = fields.url
    elif entry.collection == "news":
        thing["@type"] = "Event" if fields.kind == "event" else "NewsArticle"
        thing["startDate" if fields.kind == "event" else "datePublished"] = fields.date.typed
        if fields.kind == "event":
            thing["location"] = {"@type": "Place", "name": fields.where or "Online"}
    return json_for_script({key: value for key, value in thing.items() if value})


def list_json_ld(kind: str, title: str, description: str, address: str, settings: Settings, *, language: str = "en") -> str:
    """A list, a view or the home page."""
    return json_for_script({"@context": "https://schema.org", "@type": kind, "name": title, "description": description, "url": settings.site_url + address, "inLanguage": language})
