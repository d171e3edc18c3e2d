/* The search field of every page, fetched on focus. search-page.js shares its words and parts. All that is shown is text, never markup. */
(() => {
  "use strict";
  const d = document, root = new URL("..", d.currentScript.src).href, form = d.querySelector(".site-search");
  const texts = JSON.parse(form.dataset.words), lang = d.documentElement.lang, place = lang === "en" ? "search/" : `${lang}/search/`;
  let engine;

  const say = (key, values) => texts[lang][key].replace(/{(.)}/g, (_, name) => values[name]);
  const el = (tag, props, ...inside) => {
    const e = Object.assign(d.createElement(tag), props);
    e.append(...inside);
    return e;
  };
  const href = (url) => root + (/^file/.test(root) ? url.replace(/(^|\/)(?=[#?]|$)/, "$1index.html") : url);
  const link = (url, ...inside) => el("a", { href: href(url) }, ...inside);
  const asking = (q) => `${place}?${new URLSearchParams({ q })}`;
  const typed = (field) => field.value.trim().slice(0, 200);
  const marks = (parts) => parts.map(([text, hit]) => hit ? el("mark", {}, text) : text);
  const marker = ({ text, also, repaired }, { typing }) => {
    const stems = (words) => hubSearch.analyse(words, lang), last = typing && text.split(/\s/).pop().toLowerCase();
    const meant = stems([text, ...[...also, ...repaired].map((one) => one.to)].join(" "));
    const hits = (word) => stems(word).some((stem) => meant.includes(stem)) || last && word.toLowerCase().startsWith(last);
    return (title) => marks(title.split(/([\p{L}\p{N}'’]+)/u).map((part, at) => [part, at % 2 && hits(part)]));
  };
  const notes = ({ also, repaired }) => [...also.map((one) => `${one.from} = ${one.to.join(", ")}`), ...repaired.map((one) => say("repaired", { q: one.to }))];
  const mean = ({ suggestion: q }) => q ? [link(asking(q), say("mean", { q }))] : [];

  const begin = () => {
    hubSearch.load = hubLoad;
    return (engine ||= hubSearch(root, lang));
  };
  if (window.hubSearch) begin().ready().catch(() => 0);

  /* Only the last question counts: an answer to an older one is dropped. Without options, nothing is awaited any more. */
  const asker = (show, fail) => {
    let turn = 0, timer;
    const answer = async (text, options) => {
      if (!window.hubSearch) await hubLoad("search.js");
      return begin().search(text, options);
    };
    return (text, options, wait) => {
      const mine = ++turn;
      clearTimeout(timer);
      if (options) timer = setTimeout(() => answer(text, options).then((found) => {
        if (mine !== turn) return;
        show(found, options);
        d.dispatchEvent(new CustomEvent("hub:search", { detail: { ...found, ...options } }));
      }, ({ isTooOld }) => {
        engine = 0;
        if (mine === turn) fail(say(isTooOld ? "too_old" : "failed"), isTooOld);
      }), wait);
    };
  };
  window.hubBox = { lang, place, say, el, href, link, typed, marks, marker, notes, mean, asker };

  const [field, drop, note, again, list, status] = ["[role=combobox]", ".search-drop", ".search-drop p", ".search-drop button", "[role=listbox]", "[role=status]"].map((one) => form.querySelector(one));
  let active;
  const point = (to) => {
    active = list.children[to];
    for (const one of list.children) one.setAttribute("aria-selected", one === active);
    field.setAttribute("aria-activedescendant", active ? active.id : "");
    if (active) active.scrollIntoView({ block: "nearest" });
  };
  const open = (is) => {
    drop.hidden = !is;
    field.setAttribute("aria-expanded", !!is && again.hidden);
    point();
  };
  const close = () => { ask(); open(); };
  const fill = (options, ...said) => {
    list.replaceChildren(...options);
    options.forEach((one, at) => Object.assign(one, { id: `search-option-${at}`, tabIndex: -1 }).setAttribute("role", "option"));
    note.textContent = said.slice(1).join(". ");
    status.textContent = said.join(" ");
    again.hidden = options[0];
    open(field === d.activeElement);
  };
  const ask = asker((answer, options) => {
    const { text: q, results } = answer, n = results.length, mark = marker(answer, options);
    fill([
      ...results.map((one) => link(one.url, el("strong", {}, ...mark(one.title)), " ", el("small", {}, one.kind), el("span", {}, one.summary.replace(/^(.{60}\S*).+/s, "$1…")))),
      ...n ? [] : mean(answer), link(asking(q), say(n ? "all" : "help", { q })),
    ], n ? say(n > 1 ? "options" : "option", { n: answer.isTotalExact ? answer.total : `${answer.total}+` }) : "", ...n ? [] : [say("found_none", { q })], ...notes(answer));
  }, (why, isTooOld) => fill(isTooOld ? [link(place, say("help"))] : [], "", why));
  const run = (wait) => typed(field)[1] ? ask(typed(field), { typing: true, limit: 7 }, wait) : close();

  field.oninput = () => run(120);
  form.addEventListener("focusout", ({ relatedTarget: to }) => to === field || drop.contains(to) || close());
  field.onkeydown = (event) => {
    const { key } = event, many = list.children.length, at = [...list.children].indexOf(active), step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (event.isComposing) return;
    if (step) drop.hidden ? run() : point(step > 0 ? (at + 1) % many : (at < 1 ? many : at) - 1);
    else if (key === "Enter" && active) active.click();
    else if (key === "Escape" && !drop.hidden) close();
    else if (key === "Escape" && field.value) field.value = "";
    else return;
    event.preventDefault();
  };
  drop.onkeydown = (event) => {
    if (event.key === "Escape") { field.focus(); close(); }
  };
  again.onclick = () => { field.focus(); run(); };
  drop.onmousedown = (event) => event.preventDefault(); // the focus stays in the field
  list.onclick = close;
  if (field === d.activeElement) run();
})();
