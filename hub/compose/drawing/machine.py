"""What machines read of a page: schema.org JSON-LD."""

from __future__ import annotations

import json
from typing import Any

from hub.compose.drawing.drawing import View, json_for_script
from hub.kinds.entries.agencies import Agency
from hub.kinds.entries.news import News
from hub.kinds.entries.practices import Practice
from hub.kinds.entries.resources import Resource
from hub.kinds.entries.terms import Term
from hub.kinds.events import location, written_date
from hub.model import Entry
from hub.pages import Page
from hub.project.settings import Settings

_LICENSE = "https://creativecommons.org/publicdomain/zero/1.0/"  # as the page about the hub says


def entry_json_ld(entry: Entry, view: View) -> str:
    """The entry as schema.org sees it. Only what the page says itself."""
    fields = entry.fields
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": fields.about.schema_type,
        "name": entry.title,
        "description": fields.summary,
        "url": view.settings.site_url + entry.address,
        "inLanguage": "en",
    }
    if entry.updated:
        thing["dateModified"] = entry.updated.isoformat()
    if isinstance(fields, Practice):
        thing["step"] = [
            {"@type": "HowToStep", "position": number, "text": step.do}
            for number, step in enumerate(fields.steps, 1)
        ]
    elif isinstance(fields, Term):
        thing["description"] = fields.definition
        thing["inDefinedTermSet"] = f"{view.settings.site_url}{entry.collection}/"
    elif isinstance(fields, Agency):
        thing["alternateName"] = fields.short
        thing["url"] = fields.url or thing["url"]
        parents = view.entries_of(Agency, [fields.parent] if fields.parent else [])
        if parents:
            thing["parentOrganization"] = {
                "@type": "GovernmentOrganization",
                "name": parents[0].title,
            }
    elif isinstance(fields, Resource):
        thing |= {
            "publisher": {"@type": "Organization", "name": fields.publisher},
            "isAccessibleForFree": fields.access == "open",
        }
        if fields.url:
            thing["sameAs"] = fields.url
    elif isinstance(fields, News):
        is_event = fields.kind == "event"
        thing["@type"] = "Event" if is_event else "NewsArticle"
        thing["startDate" if is_event else "datePublished"] = written_date(fields.date)
        if is_event:
            thing |= {
                "endDate": written_date(fields.ends),
                "location": location(fields.where, fields.join_url),
            }
    return json_for_script({key: value for key, value in thing.items() if value})


def list_json_ld(
    kind: str | tuple[str, ...],
    title: str,
    description: str,
    *,
    here: View,
    language: str = "en",
    **more: Any,
) -> str:
    """What the page that is drawn `here` is: a list, a view or the home page. `description` only
    where the page prints it, and `more` is what else schema.org can say of it. What is empty is
    left out.
    """
    settings = here.settings
    thing: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": kind,
        "name": title,
        "url": settings.site_url + here.address,
        "inLanguage": language,
    }
    more = {"description": description, **more}
    if kind == "WebSite":
        home = settings.site_url + ("" if language == "en" else f"{language}/")
        target = {"@type": "EntryPoint", "urlTemplate": f"{home}search/?q={{search_term_string}}"}
        thing["potentialAction"] = {
            "@type": "SearchAction",
            "target": target,
            "query-input": "required name=search_term_string",
        }
    return json_for_script(thing | {name: value for name, value in more.items() if value})


def page_json_ld(page: Page, table_address: str, settings: Settings) -> str:
    """Everything a page tells machines: what it is, the way to it, and, where its rows can be had
    as a table at `table_address`, that it is data.
    """
    things: list[dict[str, Any]] = [json.loads(page.json_ld)] if page.json_ld else []
    if page.trail and page.kind != "moved":
        way = (*page.trail, (page.title, page.address))
        steps = [
            {
                "@type": "ListItem",
                "position": number,
                "name": title,
                "item": settings.site_url + address,
            }
            for number, (title, address) in enumerate(way, 1)
        ]
        things.append({"@type": "BreadcrumbList", "itemListElement": steps})
    if table_address:
        files = (("application/json", page.data_address), ("text/csv", table_address))
        things.append(
            {
                "@type": "Dataset",
                "name": page.title,
                "description": page.description,
                "url": settings.site_url + page.address,
                "license": _LICENSE,
                "isAccessibleForFree": True,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "encodingFormat": form,
                        "contentUrl": settings.site_url + address,
                    }
                    for form, address in files
                ],
                **({"dateModified": page.updated.isoformat()} if page.updated else {}),
            }
        )
    if not things:
        return ""
    return json_for_script(
        {
            "@context": "https://schema.org",
            "@graph": [
                {name: value for name, value in thing.items() if name != "@context"}
                for thing in things
            ],
        }
    )
