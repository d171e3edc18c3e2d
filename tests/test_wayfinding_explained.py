"""Words explained where they stand: which ones, where, and how short forms are written out."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

import pytest
from lxml import html as lxml_html

from hub.build import Result
from hub.compose.wayfinding.explained import EXPLAINED, MOST_TERMS, Explainer
from hub.pages import Page
from smallsite import SmallSite

TERMS = {
    "pain-point": ("Pain point", "", "friction"),
    "journey-map": ("Journey map", "", "journey mapping, picture of the way"),
    "privacy-impact-assessment": ("Privacy impact assessment", "PIA", ""),
    "executive-order": ("Executive order", "EO", ""),
    "presidents-agenda": ("President's Management Agenda", "PMA", ""),
    "information-technology": ("Information technology", "IT", ""),
    "united-states": ("United States", "US", ""),
    "human-centered-design": ("Human-centered design", "HCD", "user-centered design"),
    "paperwork-act": ("Paperwork Reduction Act", "PRA", ""),
    "action-plan": ("PRA action plan", "", ""),
    "cap-goal": ("Cross-agency priority goal", "CAP goal", ""),
    "change-order": ("Declaration of change", "DOC", ""),
    "trust": ("Trust", "", "confidence"),
    "blueprint": ("Service blueprint", "", "blueprint"),
    "user-body": ("User body", "BODY", ""),
}
AGENCIES = {
    "ssa": ("Social Security Administration", "SSA"),
    "irs": ("Internal Revenue Service", "IRS"),
    "doc": ("Department of Commerce", "DOC"),
    "jobs": ("USAJOBS", "USAJOBS"),
}
FIELDS = "summary: What {0} is.\nstatus: published\nowner: cx-team\nadded: 2024-05-01\n"


@pytest.fixture(scope="session")
def explainer(new_site: Callable[[], SmallSite]) -> Explainer:
    site = new_site()
    for name, (title, short, others) in TERMS.items():
        extra = (f"short: {short}\n" if short else "") + (
            f"other_names: [{others}]\n" if others else ""
        )
        site.write(
            f"content/terms/{name}.md",
            f"---\ntitle: {title}\n{FIELDS.format(title)}{extra}definition: This is <{name}>"
            " explained.\nuse: preferred\n---\n".replace("<", "«").replace(">", "»"),
        )
    for name, (title, short) in AGENCIES.items():
        site.write(
            f"content/agencies/{name}.yml",
            f"title: {title}\n{FIELDS.format(title)}short: {short}\nkind: department\nlevel:"
            " federal\n",
        )
    for number in range(9):
        text = (
            f"---\ntitle: Guide {number}\n{FIELDS.format(number)}kind: how-to\n---\n\nTrust is what"
            " people speak of.\n"
        )
        site.write(f"content/guides/g{number}.md", text)
    site.write(
        "content/guides/lists.md",
        f"---\ntitle: Lists\n{FIELDS.format('lists')}kind: how-to\nterms: [trust]\n---\n\nWords.\n",
    )
    result = site.check()
    assert result.report.problems == []
    assert result.library is not None
    return Explainer(result.library)


def page(address: str = "practices/any/", kind: str = "entry", language: str = "en") -> Page:
    return Page(address, "Any", "Any page.", str, "practices", kind, language=language)


@pytest.fixture
def read(explainer: Explainer) -> Callable[..., str]:
    """What readers see of a paragraph, or of other HTML: linked words stand in square brackets."""

    def explained(content: str, **settings: str) -> str:
        shown = explainer.explained(page(**settings), content).split('\n<div class="term-tips"')[0]
        return re.sub(
            r'<a class="term" href="[^"]+" aria-describedby="[^"]+">(.*?)</a>',
            r"[\1]",
            shown,
            flags=re.DOTALL,
        )

    return explained


Read = Callable[..., str]


def sentence(read: Read, text: str, **settings: str) -> str:
    return html.unescape(
        read(f"<p>{text}</p>", **settings).removeprefix("<p>").removesuffix("</p>")
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("We found a pain point.", "We found a [pain point]."),
        ("Pain points hurt. A pain point is one.", "[Pain points] hurt. A pain point is one."),
        ("Draw a journey map first.", "Draw a [journey map] first."),
        ("Start journey mapping today.", "Start [journey mapping] today."),
        ("A picture of\nthe way helps.", "A [picture of\nthe way] helps."),
        ("a <strong>pain point</strong> here", "a <strong>[pain point]</strong> here"),
        ("Pain pointers are dogs.", "Pain pointers are dogs."),
        ("champain point", "champain point"),
        ("pain point-like, pain-point", "pain point-like, pain-point"),
        ("The Pain Point Office", "The Pain Point Office"),
        ("THE PAIN POINT OF ALL", "THE PAIN POINT OF ALL"),
        ("There is friction.", "There is friction."),
        ("There is trust and confidence.", "There is trust and confidence."),
        (
            "The blueprint is not a service blueprint.",
            "The blueprint is not a [service blueprint].",
        ),
        ("Our user-centered design work.", "Our [user-centered design] work."),
        (
            "The President&#39;s Management Agenda and the PMA.",
            "The [President's Management Agenda] and the President's Management Agenda (PMA).",
        ),
        ("Rehabilitation &amp; pain point", "Rehabilitation & [pain point]"),
        ("See pain-points.example.gov/pain point/x", "See pain-points.example.gov/pain point/x"),
    ],
)
def test_a_term_is_linked_where_it_stands_as_a_word(text: str, shown: str, read: Read) -> None:
    assert sentence(read, text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ask for a PIA.", "Ask for a [privacy impact assessment (PIA)]."),
        ("PIA first.", "[Privacy impact assessment (PIA)] first."),
        (
            "Do it. PIA first. PIA again.",
            "Do it. [Privacy impact assessment (PIA)] first. PIA again.",
        ),
        ("Two PIAs are due.", "Two [privacy impact assessments (PIAs)] are due."),
        (
            "The PIA's end, the PIA&#39;s end",
            "The [privacy impact assessment's (PIA's)] end, the PIA's end",
        ),
        ("The PIA’s end", "The [privacy impact assessment’s (PIA’s)] end"),
        ("An HCD team", "A [human-centered design (HCD)] team"),
        ("It is an HCD team", "It is a [human-centered design (HCD)] team"),
        ("A US law", "A [United States (US)] law"),
        ("Give us time, tell us more.", "Give us time, tell us more."),
        ("It is time. IT is not.", "It is time. [Information technology (IT)] is not."),
        ("DO IT NOW, PLEASE", "DO IT NOW, PLEASE"),
        ("Read EO 14058.", "Read [Executive Order (EO)] 14058."),
        ("A new EO came.", "A new [executive order (EO)] came."),
        ("Three CAP goals", "Three [cross-agency priority goals (CAP goals)]"),
        ("The PRA applies.", "The [Paperwork Reduction Act (PRA)] applies."),
        (
            "The Paperwork Reduction Act (PRA) applies. The PRA is law.",
            "The [Paperwork Reduction Act] (PRA) applies. The PRA is law.",
        ),
        ("<em>Paperwork Reduction Act</em> (PRA)", "<em>[Paperwork Reduction Act]</em> (PRA)"),
        (
            '<a href="x">Paperwork Reduction Act</a> (PRA) and a PRA',
            '<a href="x">Paperwork Reduction Act</a> ([PRA]) and a PRA',
        ),
        (
            "the Paperwork Reduction Act, or PRA, is law",
            "the [Paperwork Reduction Act], or PRA, is law",
        ),
        ("the PRA (Paperwork Reduction Act) is law", "the [PRA] (Paperwork Reduction Act) is law"),
        ("rules on paper (PRA) apply", "rules on paper ([PRA]) apply"),
        ("Write a PRA action plan.", "Write a [PRA action plan]."),
        ("OPRAH, PRAX, pra, Pra", "OPRAH, PRAX, pra, Pra"),
        (
            "pre-PRA, PRA-like, PRA/FOIA, x@PRA, PRA.gov, #PRA, a.PRA",
            "pre-PRA, PRA-like, PRA/FOIA, x@PRA, PRA.gov, #PRA, a.PRA",
        ),
        ("Q&amp;PRA", "Q&PRA"),
        ("He said “the PRA is law” once.", "He said “the PRA is law” once."),
        (
            "He said &#34;the PRA is law&#34; of the PRA.",
            'He said "the PRA is law" of the [Paperwork Reduction Act (PRA)].',
        ),
        ("the rules (such as the PRA) apply", "the rules (such as the [PRA]) apply"),
        ("A DOC is one of two things.", "A DOC is one of two things."),
        ("SSA says so.", "SSA (Social Security Administration) says so."),
        (
            "An SSA office, an SSA phone",
            "An SSA (Social Security Administration) office, an SSA phone",
        ),
        ("the SSA says so", "the Social Security Administration (SSA) says so"),
        ("SSA&#39;s offices", "SSA's (Social Security Administration) offices"),
        ("the SSA&#39;s offices", "the Social Security Administration's (SSA's) offices"),
        ("IRS&#39; plan, and IRS too", "IRS' plan, and IRS (Internal Revenue Service) too"),
        ("Social Security (SSA) and SSA", "Social Security (SSA) and SSA"),
        ("Try USAJOBS.", "Try USAJOBS."),
    ],
)
def test_a_short_form_is_written_out_at_its_first_use(text: str, shown: str, read: Read) -> None:
    assert sentence(read, text) == shown


@pytest.mark.parametrize(
    "content",
    [
        "<h2>The PRA and the pain point</h2>",
        "<h3>A pain point</h3>",
        '<p><a href="x">pain point</a></p>',
        '<p><a href="x">about the <em>pain point</em> and the PRA</a></p>',
        "<p><code>PRA pain point</code></p>",
        "<pre><code>PRA pain point</code></pre>",
        "<blockquote><p>Our pain point is the PRA.</p></blockquote>",
        "<p><q>pain point</q></p>",
        "<p><dfn>Pain point</dfn></p>",
        "<p><abbr>PRA</abbr></p>",
        "<p><button>pain point</button></p>",
        "<details><summary>pain point</summary></details>",
        "<table><tr><td><p>pain point, PRA</p></td></tr></table>",
        "<nav><ul><li>pain point</li></ul></nav>",
        '<svg viewBox="0 0 1 1"><text>pain point</text><path d="M0"/></svg>',
        '<ul class="meta-line"><li>PRA</li></ul>',
        '<p class="entry-kind">PRA</p>',
        '<p class="small">From the PRA</p>',
        '<section data-search="no"><p>pain point PRA</p></section>',
        "<div>pain point PRA</div>",
        "<dt>pain point PRA</dt>",
        "<!-- <p>pain point</p> -->",
        '<p title="pain point"><img alt="pain point" src="x"></p>',
        '<script>var x = "pain point";</script>',
    ],
)
def test_nothing_is_explained_where_no_sentence_stands(content: str, read: Read) -> None:
    assert read(content) == content


@pytest.mark.parametrize(
    ("content", "shown"),
    [
        ("<ul><li>the PRA</li></ul>", "<ul><li>the [Paperwork Reduction Act (PRA)]</li></ul>"),
        (
            "<dl><dt>PRA</dt><dd>the PRA</dd></dl>",
            "<dl><dt>PRA</dt><dd>the [Paperwork Reduction Act (PRA)]</dd></dl>",
        ),
        (
            (
                '<header class="page-head" data-search="no"><h1>PRA</h1><p class="lead">the'
                " PRA</p></header>"
            ),
            "the [Paperwork Reduction Act (PRA)]</p></header>",
        ),
        ("<h2>PRA</h2><p>the PRA</p>", "<h2>PRA</h2><p>the [Paperwork Reduction Act (PRA)]</p>"),
        ('<p><a href="x">PRA</a> and the PRA</p>', "and the [Paperwork Reduction Act (PRA)]</p>"),
        ("<p>He said “no.</p><p>The PRA</p>", "<p>The [Paperwork Reduction Act (PRA)]</p>"),
        (
            "<p>Paperwork Reduction Act</p><p>The PRA</p>",
            "<p>The Paperwork Reduction Act (PRA)</p>",
        ),
        ("<p>one<br>the PRA</p>", "<p>one<br>the [Paperwork Reduction Act (PRA)]</p>"),
    ],
)
def test_the_first_sentence_counts_wherever_else_the_word_stands(
    content: str, shown: str, read: Read
) -> None:
    assert read(content).endswith(shown)


def test_a_term_is_not_linked_on_its_own_page(read: Read) -> None:
    assert (
        sentence(read, "A pain point and a PIA", address="terms/pain-point/")
        == "A pain point and a [privacy impact assessment (PIA)]"
    )
    assert (
        sentence(read, "Ask for a PIA", address="terms/privacy-impact-assessment/")
        == "Ask for a PIA"
    )
    assert (
        sentence(read, "SSA and IRS", address="agencies/ssa/")
        == "SSA and IRS (Internal Revenue Service)"
    )


def test_an_everyday_word_is_explained_where_an_editor_lists_it(read: Read) -> None:
    assert (
        sentence(read, "They have trust in us.", address="guides/lists/")
        == "They have [trust] in us."
    )


def test_other_kinds_of_pages_and_other_languages_stay_as_they_are(read: Read) -> None:
    assert sentence(read, "A pain point", kind="index") == "A pain point"
    assert sentence(read, "A pain point", kind="table") == "A pain point"
    assert sentence(read, "A pain point", language="es") == "A pain point"


def test_no_more_than_six_terms_are_linked_and_long_titles_go_first(explainer: Explainer) -> None:
    words = [
        "pain point",
        "journey map",
        "service blueprint",
        "user-centered design",
        "executive order",
        "Paperwork Reduction Act",
        "privacy impact assessment",
        "journey mapping",
    ]
    shown = explainer.explained(page(), "".join(f"<p>about {word}</p>" for word in words))
    linked = re.findall(r'class="term"[^>]*>(.*?)</a>', shown)
    assert len(linked) == MOST_TERMS
    assert {"Paperwork Reduction Act", "privacy impact assessment"} <= set(linked)
    assert "user-centered design" not in linked


def test_each_linked_term_has_its_definition_on_the_page_once(explainer: Explainer) -> None:
    tree = lxml_html.fromstring(
        "<div>"
        + explainer.explained(page(), "<p>A pain point on a journey map. A pain point.</p>")
        + "</div>"
    )
    described = {
        str(link.get("aria-describedby")): str(link.get("href")) for link in tree.iter("a")
    }
    assert described == {
        "tip_pain-point": "../../terms/pain-point/",
        "tip_journey-map": "../../terms/journey-map/",
    }
    assert {str(tip.get("id")): tip.text_content() for tip in tree.xpath("//div[@hidden]/p")} == {
        name: f"This is «{name.removeprefix('tip_')}» explained." for name in described
    }


def test_a_page_without_terms_stays_byte_for_byte(explainer: Explainer) -> None:
    content = (
        '<p>Nothing  to\n explain &amp; no <b >tag</b> that changes.</p><svg viewBox="0 0 1'
        ' 1"><path d="M0 0"/></svg>'
    )
    assert explainer.explained(page(), content) == content


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<p>",
        "</p></div>",
        "<p>pain point",
        "<p><em>a</p>pain point",
        "<p>&lt;a href=&#34;x&#34;&gt;pain point",
        "<p>&#34;</p>",
        "<p>()</p><p>)(PRA</p>",
    ],
)
def test_broken_html_and_odd_text_break_nothing(content: str, explainer: Explainer) -> None:
    assert (
        re.sub(
            r"<a class=\"term\"[^>]*>|\n<div class=\"term-tips\".*|(?<=pain point)</a>",
            "",
            explainer.explained(page(), content),
            flags=re.DOTALL,
        )
        .replace("Paperwork Reduction Act (PRA)</a>", "PRA")
        .replace("PRA</a>", "PRA")
        == content
    )


# The shipped hub


def plain(found: str) -> str:
    tree = lxml_html.fragment_fromstring(found, create_parent="div")
    for tip in tree.xpath("//div[@class='term-tips']"):
        tip.drop_tree()
    return str(tree.text_content())


def test_the_shipped_pages_keep_their_words_and_gain_at_most_what_short_forms_mean(
    shipped: Result,
) -> None:
    assert shipped.site is not None
    changed = 0
    for found in shipped.site.pages:
        if found.kind not in EXPLAINED:
            assert shipped.site.explain(found, found.content) == found.content
            continue
        shown = shipped.site.explain(found, found.content)
        changed += shown != found.content
        unlinked = re.sub(r'<a class="term"[^>]*>(.*?)</a>', r"\1", shown).split(
            '\n<div class="term-tips"'
        )[0]
        before, after = plain(found.content).split(), plain(unlinked).split()
        assert len(before) <= len(after) <= len(before) + 30, found.address
        assert len(re.findall(r'class="term"', shown)) <= MOST_TERMS, found.address
    assert changed > 200


def test_every_explained_word_leads_to_its_term_and_names_its_definition(shipped: Result) -> None:
    assert shipped.site is not None
    assert shipped.library is not None
    for found in shipped.site.pages:
        shown = shipped.site.explain(found, found.content)
        for href, tip in re.findall(
            r'<a class="term" href="([^"]+)" aria-describedby="([^"]+)"', shown
        ):
            term = tip.removeprefix("tip_")
            assert href.endswith(f"/{term}/")
            assert shown.count(f'<p id="{tip}">') == 1


def test_books_search_and_data_know_nothing_of_it(shipped: Result) -> None:
    assert shipped.site is not None
    assert not any('class="term"' in found.content for found in shipped.site.pages)
