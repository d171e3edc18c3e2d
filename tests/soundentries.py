"""Entries made up from the grammar of prose and from the fields that the models have: a new field
is covered by itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

import yaml
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from hub.checks.tools import PARTS_BY_KIND
from hub.kinds.catalog import KIND_BY_COLLECTION
from hub.kinds.shared import VocabularyTerm
from hub.kinds.starting import DecisionPage
from hub.kinds.translations import Translation
from hub.limits import MAX_SLUG
from hub.reading.characters import first_forbidden

# Ids and keys: honest ones, those that our own parts and pages have, those that programs know, and
# the longest.
SLUGS = (
    "a 1 handbook steps sources source-handbook claim-steps i-search fn-1 fnref-1 search menu"
    " content toc checks origin similar search-options index by feed since constructor prototype"
    " con filter-words by-use by-kind result-a area-a question-a part-a year-2024 tip-a more"
    " related used-by letter-a map-title print teach a-2 a-says a-more"
).split()
SLUGS += ["x" * MAX_SLUG, "a-" * 31 + "a"]
WORDS = (
    "service people the form a wait online 311 Node.js and/or 24/7 1,300 50% $5 A&B R&D it's"
    " “quoted” 'q' \"q\" - – — … ... = == += @ @home +1 -1 =1+1 < > <3 -> => << | a|b # #1 ! !! ? *"
    " ** _ __ ~ ` snake_case 2*3*4 {x} {{x}} {%x%} {#x} ${x} [x] [1] (x) \\ \\n // /* */ --> ]]>"
    " %20 %s &amp; &lt; &#39; &nbsp; &copy &x; é É ñ ß İ ı ﬁ 日本語 العربية עברית हिन्दी 👩‍👧 ☎ ™"
    " ½ ² ́ \u00a0 \u2009 Steps Sources javascript: null true ~ 0x1 1e5 NaN Infinity - [ ] : ; , ."
    " '' \"\" TODO"
).split(" ")
ADDRESSES = (
    "https://www.example.gov/ https://www.example.gov Https://www.irs.gov/"
    " HTTPS://www.example.gov/A?b=c&d=e#f http://example.gov/x hTTp://example.gov"
    " https://example.gov:8443/ https://example.gov/a|b https://example.gov/a'b"
    " https://example.gov/%22 https://example.gov/%zz https://[::1]/ https://exämple.gov/"
    " https://example.gov/é https://example.gov/a_b_c*d* https://example.gov/(x) mailto:a@b.gov"
    " Mailto:a@b.gov MAILTO:a@b.gov tel:+1-800-555-0100 TEL:311 Tel:+1 #steps #sources #search"
    " #checks #source-handbook #claim-steps #content #menu #toc #origin #one #two-words #a #fn-1"
    " #fn:1 #fnord #fn #a%20b #%C3%A9 # ./ . .. / ?q=1 ?q=1#steps ./# sample.md sample"
    " ../practices/sample.md ../practices/sample.md#steps practices/../guides/sample-guide.md"
    " /guides/sample-guide/ /guides/sample-guide/index.html guides/ ../guides/ ../guides"
    " /practices/ /practices /search/ /terms/#a ../images/ok.png images/ok.png /images/ok.png"
    " ../practices/service-blueprint.yml ../practices/service-blueprint"
    " ../guides/sample-guide.md?x=1 ../guides/sample-guide.md#nothing ../guides/sample-guide/#parts"
    " index.md index.html README.md content/guides/sample-guide.md docs/about.md ../../about/"
    " /about/ file:///etc/passwd javascript:alert(1) data:text/html,x //evil.example/"
    " \\\\evil.example www.example.gov example.gov ftp://example.gov"
).split(" ")
REFS = (
    "practices/sample practices/service-blueprint guides/sample-guide agencies/sample-agency"
    " life-experiences/sample-life terms/sample-term measures/sample-measure"
    " resources/sample-resource news/sample-news case-studies/sample-case playbooks/course"
).split()

LINKS = [
    "practices.sample.steps",
    "playbooks.course.begin",
    "practices.sample.how-to-do-it",
    *(ref.replace("/", ".") for ref in REFS),
]
TOOL_PARTS = (
    *dict.fromkeys(
        name for names in PARTS_BY_KIND.values() for name in names if name != "measures"
    ),
    "questions",
)

_A_RUN = 40  # examples of one seed: later ones of a long run are more and more like those before


@dataclass(frozen=True)
class Made:
    """A file made up: its fields in order, and the blocks of its text. What the check complains of
    can be taken out, and the rest written again."""

    path: str
    fields: dict[str, Any]
    blocks: tuple[str, ...] = ()
    needed: frozenset[str] = field(default=frozenset(), compare=False)

    def written(self) -> tuple[str, list[str | int]]:
        """The text, and for each of its lines the field or the block that it belongs to."""
        lines, owners = ["---"], [""]
        for name, value in self.fields.items():
            held = _yaml({name: value}).rstrip("\n").split("\n")
            lines += held
            owners += [name] * len(held)
        lines, owners = [*lines, "---", ""], [*owners, "", ""]
        found: list[str | int] = list(owners)
        for number, block in enumerate(self.blocks):
            held = [*block.split("\n"), ""]
            lines += held
            found += [number] * len(held)
        if self.path.endswith(".yml"):
            lines, found = lines[1:-2], found[1:-2]
        return "\n".join(lines) + "\n", found

    def without(self, lines: Iterable[int]) -> Made | None:
        """The same without what stands on these lines, or None when it cannot be without it."""
        _, owners = self.written()
        gone = {owners[line - 1] if 0 < line <= len(owners) else "" for line in lines}
        if "" in gone or gone & self.needed:
            return None
        fields = {name: value for name, value in self.fields.items() if name not in gone}
        return replace(
            self,
            fields=fields,
            blocks=tuple(block for number, block in enumerate(self.blocks) if number not in gone),
        )


class _Dumper(yaml.SafeDumper):
    """Every value in quotes, nothing by anchor: the small YAML that the hub reads."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _yaml(value: Any) -> str:
    return str(
        yaml.dump(
            value,
            Dumper=_Dumper,
            sort_keys=False,
            allow_unicode=True,
            width=3500,
            default_style='"',
        )
    )


_letters = st.characters(exclude_categories=["Cs"]).filter(
    lambda letter: first_forbidden(letter) is None
)
slugs = st.one_of(
    st.sampled_from(SLUGS),
    st.sampled_from(SLUGS),
    st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,4}){0,2}", fullmatch=True),
)
phrases = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(WORDS), st.text(_letters, max_size=3)),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(" ".join(words).split()))


def lines(most: int) -> st.SearchStrategy[str]:
    """Words on one line, now and then as long as they may be."""
    return st.one_of(
        phrases, phrases, phrases, phrases.map(lambda words: (words + " ") * most)
    ).map(lambda text: text[:most].strip() or "a")


def _inline() -> st.SearchStrategy[str]:
    target = st.one_of(
        st.sampled_from(ADDRESSES),
        st.sampled_from(ADDRESSES),
        st.builds("../{}.md".format, st.sampled_from(REFS)),
        st.builds("#{}".format, slugs),
    )
    ref = st.one_of(st.sampled_from(REFS), st.builds("{}#{}".format, st.sampled_from(REFS), slugs))
    return st.one_of(
        phrases,
        phrases,
        st.builds("[{}]({})".format, phrases, target),
        st.builds('[{}]({} "{}")'.format, phrases, target, phrases),
        st.builds("[{}](<{}>)".format, phrases, target),
        st.builds("[]({})".format, target),
        st.builds("<{}>".format, target),
        st.builds("![{}]({})".format, phrases, target),
        st.builds("[![{}](../images/ok.png)]({})".format, phrases, target),
        st.builds("[[{}]]".format, ref),
        st.builds("[[{}|{}]]".format, ref, phrases),
        st.builds("**{}**".format, phrases),
        st.builds("*{}*".format, phrases),
        st.builds("`{}`".format, phrases),
        st.builds("[^{}]".format, st.sampled_from(["1", "2", "note", "fn-1", "é", "a b"])),
        st.builds("[{}][{}]".format, phrases, st.sampled_from(["y", "Y z", ""])),
        target,
    )


def _blocks() -> st.SearchStrategy[str]:
    inline = st.lists(_inline(), min_size=1, max_size=4).map(" ".join)
    items = st.lists(inline, min_size=1, max_size=3)
    heading_words = st.one_of(
        phrases,
        st.sampled_from(
            "Steps|Source handbook|Claim steps|I search|Fn 1|Fnref 1|One|Two"
            " words|Sources|Content|Menu|Search|Before|Part a|A|*Bold*"
            " words|`code`|[[guides/sample-guide]]".split("|")
        ),
        _inline(),
    )
    return st.one_of(
        inline,
        inline,
        st.builds(
            "{} {}".format, st.sampled_from(["##", "##", "##", "###", "####", "#"]), heading_words
        ),
        st.builds("## {} {{#{}}}".format, heading_words, slugs),
        items.map(lambda held: "\n".join(f"- {item}" for item in held)),
        items.map(
            lambda held: "\n".join(f"{number}. {item}" for number, item in enumerate(held, 1))
        ),
        items.map(
            lambda held: "\n".join(
                f"{'    ' * depth}- [{' x'[depth % 2]}] {item}" for depth, item in enumerate(held)
            )
        ),
        items.map(lambda held: "\n".join(f"> {item}" for item in held)),
        items.map(
            lambda held: "\n".join(
                ["| A | B |", "|---|:-:|", *(f"| {item} | {item} |" for item in held)]
            )
        ),
        items.map(
            lambda held: "\n".join(["|  | B |", "|---|---|", *(f"| {item} | b |" for item in held)])
        ),
        st.builds(
            "```{}\n{}\n```".format, st.sampled_from(["", "html", "yaml", "x y", "é"]), inline
        ),
        st.builds("    {}".format, inline),
        st.builds(
            '!!! {} "{}"\n    {}'.format,
            st.sampled_from(["note", "tip", "warning", "danger", "é"]),
            phrases,
            inline,
        ),
        st.builds("{}\n:   {}".format, phrases, inline),
        st.builds(
            "Words.[^{0}] And again.[^{0}]\n\n[^{0}]: {1}".format,
            st.sampled_from(["1", "2", "note", "fn-1", "A", "é"]),
            inline,
        ),
        st.builds("[y]: {}\n\nSee [the page][y].".format, st.sampled_from(ADDRESSES)),
        st.sampled_from(
            [
                "---",
                "***",
                "===",
                "&#8238;",
                "{claim:steps}",
                "*[HTML]: words",
                "~~gone~~",
                "[TOC]",
                "\\# x",
                "\ttab",
            ]
        ),
    )


blocks = st.lists(_blocks(), max_size=8).map(tuple)


class Fields:
    """Strategies for the fields of a kind, from its JSON Schema."""

    def __init__(self, kind: Any, vocabulary: dict[str, list[str]]) -> None:
        self.schema = kind.model_json_schema()
        self.vocabulary = vocabulary

    def fields(self, needed: tuple[str, ...] = ()) -> st.SearchStrategy[dict[str, Any]]:
        """The fields of the kind: all that are needed, and some of the others."""
        return self._group(self.schema, needed)

    def _group(
        self, schema: dict[str, Any], needed: tuple[str, ...] = ()
    ) -> st.SearchStrategy[dict[str, Any]]:
        held = {
            name: self._value(inner, name, least=name in needed)
            for name, inner in schema["properties"].items()
        }
        always = {name for name in held if name in schema.get("required", ()) or name in needed}
        some = (
            st.sets(st.sampled_from(sorted(set(held) - always)), max_size=4)
            if set(held) - always
            else st.just(set())
        )

        def build(chosen: set[str]) -> st.SearchStrategy[dict[str, Any]]:
            return st.fixed_dictionaries(
                {
                    name: strategy
                    for name, strategy in held.items()
                    if name in always or name in chosen
                }
            )

        return some.flatmap(build)

    def _value(
        self, schema: dict[str, Any], name: str, *, least: int = 0
    ) -> st.SearchStrategy[Any]:
        if "$ref" in schema:
            return self._value(
                self.schema["$defs"][schema["$ref"].rpartition("/")[2]], name, least=least
            )
        if "anyOf" in schema:
            return self._value(
                next(option for option in schema["anyOf"] if option != {"type": "null"}),
                name,
                least=least,
            )
        if "x-vocabulary" in schema:
            words = self.vocabulary[schema["x-vocabulary"]]
            return st.sampled_from(
                words
                if schema["x-vocabulary"] != "status"
                else ["published", "published", "published", "archived"]
            )
        if "x-entry" in schema:
            return st.sampled_from(
                REFS
                if schema["x-entry"] == "any"
                else [
                    ref.partition("/")[2] for ref in REFS if ref.startswith(schema["x-entry"] + "/")
                ]
                or ["nothing"]
            )
        if "enum" in schema:
            return st.sampled_from(schema["enum"])
        kind = schema["type"]
        if kind == "object":
            return (
                self._group(schema)
                if "properties" in schema
                else st.dictionaries(slugs, st.sampled_from(["1", "2", "x"]), max_size=2)
            )
        if kind == "array":
            # pydantic counts the items of a checked list as if they were letters
            least = max(least, schema.get("minItems", schema.get("minLength", 0)))
            most = schema.get("maxItems", schema.get("maxLength", 3))
            return st.lists(
                self._value(schema["items"], name),
                min_size=least,
                max_size=max(least, min(most, 3)),
                unique_by=_name_of,
            )
        if kind == "integer":
            return st.sampled_from(
                [
                    schema["minimum"],
                    schema["maximum"],
                    min(schema["minimum"] + 1, schema["maximum"]),
                ]
            ).map(str)
        if kind == "number":
            return st.sampled_from(
                [
                    "0",
                    "1",
                    "-1",
                    "12.5",
                    "0.1",
                    "-0.0000001",
                    "999999999999999",
                    "-99999999999999",
                    "0.0000000000001",
                    "100",
                    "1000000",
                ]
            )
        if kind == "boolean":
            return st.sampled_from(["true", "false"])
        return self._text(schema, name)

    def _text(self, schema: dict[str, Any], name: str) -> st.SearchStrategy[str]:
        form = schema.get("format", "")
        if form == "date":
            return st.sampled_from(
                ["2024-05-01", "2024-02-29", "2026-11-25", "1969-12-31", "1001-01-01", "2026-11-25"]
            )
        if form == "uri":
            return st.sampled_from(
                [address for address in ADDRESSES if address.lower().startswith("http")]
            )
        if form == "email":
            return st.sampled_from(["cx@agency.gov", "A.b+c_d%e@x-y.mil"])
        if name == "source" or (name == "key" and schema.get("maxLength") == MAX_SLUG):
            return (
                st.sampled_from(["handbook", "a", "steps", "constructor"])
                if name == "source"
                else st.one_of(st.sampled_from(["handbook", "a", "steps"]), slugs)
            )
        if "pattern" not in schema:
            return lines(schema.get("maxLength", 80))
        if schema.get("maxLength") == MAX_SLUG:
            return slugs
        if "Q[1-4]" in schema["pattern"]:
            return st.sampled_from(
                [
                    "2024",
                    "FY2024",
                    "FY2024 Q3",
                    "2024-06",
                    "2024-06-30",
                    "1001",
                    "2999",
                    "2999-12",
                    "2999-12-31",
                    "FY2999",
                    "FY2999 Q4",
                    "FY1001",
                    "2024-02-29",
                    "FY1001 Q1",
                ]
            )
        return st.from_regex(schema["pattern"], fullmatch=True).map(
            lambda text: re.sub(r"\s", " ", text)
        )


def _name_of(item: Any) -> str:
    """What may not stand twice in a list."""
    return str(item.get("key") or item.get("id") or item) if isinstance(item, dict) else str(item)


def _agreed(
    collection: str, held: dict[str, Any], vocabulary: dict[str, list[str]]
) -> dict[str, Any]:
    """The fields with what they say of one another put right: nobody makes up a number that is the
    sum of others."""
    own = [
        {"title": "The source", "url": "https://www.example.gov/x", **item}
        for item in held.get("sources", [])
        if item["key"] != "handbook"
    ]
    held = {
        **held,
        "sources": [
            {"key": "handbook", "title": "The handbook", "url": "https://www.example.gov/handbook"},
            *own,
        ],
    }
    keys = [item["key"] for item in held["sources"]]
    for name in ("claims", "quotes", "results", "series"):
        held |= (
            {
                name: [
                    {**item, "source": item["source"] if item["source"] in keys else "handbook"}
                    for item in held[name]
                ]
            }
            if name in held
            else {}
        )
    if held["status"] == "archived":
        held["archived_reason"] = "It is over."
    if collection == "playbooks":
        for number, chapter in enumerate(held["chapters"]):
            checks = [{**check, "answer": "1"} for check in chapter.get("checks", ())]
            include = [
                REFS[number % len(REFS)],
                *(
                    ref
                    for ref in chapter.get("include", ())
                    if ref not in ("playbooks/course", REFS[number % len(REFS)])
                ),
            ]
            held["chapters"][number] = {
                **{
                    name: value
                    for name, value in chapter.items()
                    if name not in ("select", "time", "before", "intro")
                },
                "include": include,
                "checks": checks,
            }
    elif collection == "courses":
        held["items"] = [
            {
                **item,
                "title": item.get("title", "A break"),
                **({"link": LINKS[number]} if "link" in item else {}),
            }
            for number, item in enumerate(held["items"])
        ]
        held |= {"playbook": "course", "minutes": "10000"}
    elif collection == "assessments":
        levels = vocabulary["maturity"][:2]
        areas = [
            {
                **area,
                "next": [
                    {"level": level, "text": "Begin.", "practices": ["sample"]} for level in levels
                ],
            }
            for area in held["areas"]
        ]
        questions = [
            {
                **item,
                "area": areas[number % len(areas)]["key"],
                "answers": [
                    {**answer, "score": str(n)} for n, answer in enumerate(item["answers"])
                ],
            }
            for number, item in enumerate(held["questions"])
        ]
        questions += [
            {
                "key": f"of-{number}",
                "area": area["key"],
                "ask": "Do you?",
                "answers": [{"score": str(n), "text": f"We do {n}."} for n in range(3)],
            }
            for number, area in enumerate(areas)
        ]
        held |= {
            "levels": [
                {"level": level, "percent": str(50 * number)} for number, level in enumerate(levels)
            ],
            "areas": areas,
            "questions": questions,
        }
    elif collection == "tools":
        parts = (
            *PARTS_BY_KIND.get(held["kind"], ()),
            *(("questions",) if held["kind"] == "question-bank" else ()),
        )
        held = {
            name: value for name, value in held.items() if name in parts or name not in TOOL_PARTS
        }
        scales = [item["key"] for item in held.get("scales", ())]
        for name in ("questions", "measures"):
            held |= (
                {
                    name: [
                        (
                            {**item, "scale": scales[0]}
                            if scales
                            else {k: v for k, v in item.items() if k != "scale"}
                        )
                        for item in held[name]
                    ]
                }
                if name in held
                else {}
            )
        inputs = [item["key"] for item in held.get("inputs", ())]
        sums = [item for item in held.get("sums", ()) if item["key"] not in inputs]
        for item in sums:
            item["terms"] = [
                {**{k: v for k, v in term.items() if k != "over"}, "multiply": inputs[:2]}
                for term in item["terms"]
            ]
        held |= {"sums": sums} if "sums" in held else {}
        held |= (
            {
                "lanes": [
                    {**{k: v for k, v in lane.items() if k != "example"}, "shows": "needs"}
                    for lane in held["lanes"]
                ]
            }
            if "lanes" in held
            else {}
        )
        held |= (
            {"sections": [{**section, "minutes": "5"} for section in held["sections"]]}
            if "sections" in held
            else {}
        )
    return held


def made(vocabulary: dict[str, list[str]]) -> st.SearchStrategy[Made]:
    """One file of content: an entry of any kind, a translation, or a value of a closed list."""

    def entry(collection: str) -> st.SearchStrategy[Made]:
        kind = KIND_BY_COLLECTION[collection]
        fields = Fields(kind, vocabulary).fields(
            ("status", "sources", *(TOOL_PARTS if collection == "tools" else ()), *kind.to_publish)
        )

        def build(name: str, held: dict[str, Any], text: tuple[str, ...]) -> Made:
            return Made(
                f"content/{collection}/{name}.md",
                _agreed(collection, held, vocabulary),
                text,
                frozenset({"title", "status", *kind.to_publish}),
            )

        return st.builds(build, slugs, fields, blocks)

    def translation() -> st.SearchStrategy[Made]:
        fields = Fields(Translation, vocabulary).fields()
        return st.builds(
            lambda ref, held, text: Made(
                f"content/es/{ref}.md", held, text, frozenset({"title", "summary", "translation"})
            ),
            st.sampled_from(REFS),
            fields,
            blocks,
        )

    def start() -> st.SearchStrategy[Made]:
        def build(held: dict[str, Any]) -> Made:
            asked = held["questions"][0]
            outcomes = held["outcomes"][: len(asked["answers"])]
            ends = [
                {
                    **outcome,
                    "steps": [
                        {**step, "link": LINKS[number]}
                        for number, step in enumerate(outcome["steps"])
                    ],
                }
                for outcome in outcomes
            ]
            answers = [
                {**answer, "then": outcomes[number % len(outcomes)]["key"]}
                for number, answer in enumerate(asked["answers"])
            ]
            fields = {**held, "questions": [{**asked, "answers": answers}], "outcomes": ends}
            return Made("content/start/where-to-start.yml", fields, (), frozenset(fields))

        return st.builds(build, Fields(DecisionPage, vocabulary).fields())

    def term() -> st.SearchStrategy[Made]:
        odd = st.sampled_from(
            [
                "Bad Key",
                "a/b",
                "index.html",
                "../../evil-x",
                "x" * 300,
                "__proto__",
                "toString",
                "é",
                "a_b",
                "-a",
                "a--b",
                " ",
                "by",
                "con",
            ]
        )
        fields = Fields(VocabularyTerm, vocabulary).fields()
        return st.builds(
            lambda file, key, held: Made(f"content/vocabulary/{file}.yml", {key: held}),
            st.sampled_from(sorted(vocabulary)),
            st.one_of(slugs, slugs, odd),
            fields,
        )

    return st.one_of(
        *(entry(collection) for collection in KIND_BY_COLLECTION), translation(), term(), start()
    )


def gathered(many: int, vocabulary: dict[str, list[str]]) -> list[Made]:
    """As many made-up files as are asked for, the same each time, no two of one name or title."""
    found: dict[str, Made] = {}
    titles: set[str] = set()
    strategy = made(vocabulary)

    def gather(one: Made) -> None:
        number = len(found)
        path = one.path
        if path in found and not path.startswith(
            ("content/es/", "content/vocabulary/", "content/start/")
        ):
            path = f"{path.removesuffix('.md')[:80]}-{number}.md"
        if "title" in one.fields:
            title = (
                one.fields["title"]
                if one.fields["title"].casefold() not in titles
                else f"{one.fields['title'][:110]} {number}"
            )
            titles.add(title.casefold())
            one = replace(
                one,
                fields={
                    **one.fields,
                    "title": title,
                    "summary": f"{number} {one.fields.get('summary', '')}"[:300].strip(),
                },
            )
        found[f"{path} {number}" if path in found else path] = replace(one, path=path)

    for number in range(-(-many // _A_RUN)):
        run = settings(
            max_examples=_A_RUN,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )(given(strategy)(gather))
        seed(number)(run)()
    return list(found.values())[:many]
