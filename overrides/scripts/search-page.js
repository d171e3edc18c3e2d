/* The results of the search page, and the log of searches that found nothing, which never leaves this browser. */
(() => {
  "use strict";
  const { place, say, el, href, link, typed, marks, marker, notes, mean, asker } = window.hubBox;
  const d = document, part = (name) => d.querySelector(`.search-${name}`), field = d.querySelector("#search-words"), found = part("found");
  const [heading, list] = found.querySelectorAll("h2, ol.results"), more = part("more"), facets = part("facets"), bad = part("trouble");
  const az = d.querySelector("#a-to-z"), showAz = part("az"), title = d.title, drawn = {}, names = [...facets.children].map((one) => one.name);
  const params = () => new URLSearchParams(location.search), other = part("other");
  /* The search in Spanish was this page with a word in its address once. */
  if (other && params().get("lang") === other.lang) return location.replace(`${other.formAction}?${new URLSearchParams({ q: params().get("q") || "" })}`);
  let query, isFresh, isAzOpen, wasTyping;

  const read = () => {
    query = params();
    field.value = query.get("q");
    isFresh = true;
  };
  const tell = (said, n) => {
    part("status").textContent = said;
    showAz.hidden = !n || isAzOpen;
    az.hidden = n && !isAzOpen;
  };
  const ask = asker((answer, options) => {
    const { text: q, total: n, facets: groups } = answer, mark = marker(answer, options), said = notes(answer);
    const items = answer.results.map((one) => el("li", {},
      el("p", { className: "entry-kind" }, one.kind), el("h3", {}, link(one.url, ...mark(one.title))),
      el("p", {}, ...one.excerpt ? marks(one.excerpt) : mark(one.summary)),
      el("ul", {}, ...(one.sections || []).map((section) => el("li", {}, link(section.url, ...mark(section.heading)))))));
    if (!options.from) list.replaceChildren();
    list.append(...items);
    more.hidden = !items[0] || list.children.length >= n;
    if (options.from) {
      history.replaceState(list.children.length, ""); // whoever comes back finds as many
      return items[0] && items[0].querySelector("a").focus();
    }

    const chosen = groups.flatMap((group) => group.values.filter((one) => one.chosen).map((one) => one.label)).join(", ");
    if (chosen) said.push(say("filters", { q: chosen }));
    heading.textContent = say((q ? "found" : "pages") + (n > 1 ? "" : n ? "_one" : "_none"), { n: answer.isTotalExact ? n : `${n}+`, q });
    part("notes").replaceChildren(...[...said, ...mean(answer)].map((note) => el("p", {}, note)));
    part("unfilter").hidden = !Object.values(options.filters).flat()[0];
    part("near ul").replaceChildren(...answer.near.map((one) => el("li", {}, link(one.url, one.title))));
    tell([heading.textContent, ...said].join(". "), n);

    /* Boxes stay in their places, so that the one with the focus keeps it. */
    for (const label of facets.querySelectorAll("label")) {
      label.hidden = !label.contains(d.activeElement);
      label.firstChild.checked = false;
    }
    for (const { name, values } of groups) for (const one of values) {
      const box = drawn[`${name} ${one.value}`] ||= facets.children[names.indexOf(name)].appendChild(el("label", {}, el("input", { type: "checkbox", name, value: one.value }), el("span", {}, one.label), el("small")));
      box.hidden = false;
      box.firstChild.checked = one.chosen;
      box.lastChild.textContent = one.count;
    }
  }, (why, isTooOld) => {
    bad.hidden = false;
    bad.firstChild.textContent = why;
    bad.lastElementChild.hidden = isTooOld;
    found.hidden = true;
    tell(why);
  });
  const run = (typing, wait, from) => {
    wasTyping = typing;
    const text = typed(field), filters = Object.fromEntries(names.map((name) => [name, query.getAll(name)]));
    d.title = (text && `${text} - `) + title;
    bad.hidden = true;
    if (text[typing ? 1 : 0] || Object.values(filters).flat()[0]) {
      if (found.hidden) {
        heading.textContent = say("wait");
        list.replaceChildren();
      }
      found.hidden = false;
      const before = !from && +history.state;
      return ask(text, { filters, typing, from, limit: before || 10, excerpts: from ? 10 : before || 5 }, wait);
    }
    ask();
    found.hidden = true;
    tell("");
  };
  /* A finished question is a step to come back to, the letters of an unfinished one are not. */
  const change = (typing, wait) => {
    query.set("q", typed(field));
    try {
      if (`${query}` !== `${params()}`) history[typing && !isFresh ? "replaceState" : "pushState"](0, "", href(`${place}?${query}`));
    } catch { /* a page from a file has no history */ }
    isFresh = !typing;
    run(typing, wait);
  };
  const filter = (boxes) => {
    names.forEach((name) => query.delete(name));
    for (const box of boxes) query.append(box.name, box.value);
    change();
  };
  field.oninput = () => change(true, 120);
  field.form.onsubmit = ({ submitter }) => {
    if (submitter && submitter.hasAttribute("formaction")) return true; // the other language
    change();
    return false;
  };
  facets.onchange = () => filter(facets.querySelectorAll(":checked"));
  part("unfilter").onclick = () => { heading.focus(); filter([]); };
  more.onclick = () => run(wasTyping, 0, list.children.length);
  showAz.onclick = () => {
    isAzOpen = showAz.hidden = true;
    az.hidden = false;
    az.focus();
  };
  bad.querySelector("button").onclick = () => { field.focus(); run(); };
  window.onpopstate = () => { read(); run(); };

  const log = part("log"), NAME = "hub-empty-searches";
  let waiting, last;
  const kept = () => {
    try { return JSON.parse(localStorage.getItem(NAME)).filter((one) => one.query); } catch { return []; }
  };
  const keep = (all) => {
    try { localStorage[all[0] ? "setItem" : "removeItem"](NAME, JSON.stringify(all.slice(0, 200))); } catch { /* storage is blocked or full */ }
    showLog();
  };
  const showLog = () => {
    const all = kept();
    log.hidden = !all[0];
    log.querySelector("ul").replaceChildren(...all.map((one) => el("li", {}, say("times", { q: one.query, n: one.count, d: one.last }))));
  };
  const miss = (text) => {
    const all = kept(), old = all.find((one) => one.query.toLowerCase() === text.toLowerCase());
    if (text !== last) keep([{ query: text, count: (old ? old.count : 0) + 1, last: hubToday() }, ...all.filter((one) => one !== old)]);
    last = text;
  };
  d.addEventListener("hub:search", ({ detail: { text, total, filters, typing } }) => {
    clearTimeout(waiting);
    if (text && !total && !Object.values(filters || {}).flat()[0]) waiting = setTimeout(miss, typing ? 1500 : 0, text);
  });
  const [save, forget] = log.querySelectorAll("button");
  save.onclick = () => {
    const file = new Blob([JSON.stringify({ schema: "hub.empty-searches/1", searches: kept() }, null, 1)], { type: "application/json" });
    el("a", { href: URL.createObjectURL(file), download: "empty-searches.json" }).click();
  };
  forget.onclick = () => {
    keep([]);
    last = "";
    field.focus();
  };

  found.querySelector("details").open = matchMedia("(min-width: 64em)").matches;
  const early = field.value;
  showLog();
  read();
  if (early) { // typed before this file was there
    field.value = early;
    change(true);
  } else run();
})();
