/* The theme button, lists that narrow as you type, boxes that scroll by keyboard, and the way to the search. Every page works without this file. */
(function () {
  "use strict";

  var root = document.documentElement;
  var system = window.matchMedia("(prefers-color-scheme: dark)");

  var parts = /^(.*\/)hub\.js(.*)$/.exec(document.currentScript.src);
  var assets = parts[1];
  var version = parts[2]; /* "?v=" and the hash of all scripts. */

  function stored(name) {
    try { return localStorage.getItem(name); } catch (blocked) { return null; }
  }

  function store(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch (blocked) { /* The choice then lasts for this page only. */ }
  }

  /* Scripts run in the order in which they are asked for. The search asks for what it lacks with the same function. */
  function script(name) {
    return new Promise(function (done, failed) {
      var tag = document.createElement("script");
      tag.async = false;
      tag.onload = done;
      tag.onerror = failed;
      tag.src = assets + name + version;
      document.head.append(tag);
    });
  }
  window.hubLoad = script;

  /* What only a part far down needs is fetched when a reader comes near it, or turns to the keyboard: the Tab key leaps over what is not there yet. */
  function whenNear(part) {
    function load() {
      watch.disconnect();
      document.removeEventListener("keydown", load);
      part.dataset.scripts.split(" ").forEach(function (name) { script(name).catch(function () { /* The part is read without it. */ }); });
    }
    var watch = new IntersectionObserver(function (seen) { if (seen.some(function (one) { return one.isIntersecting; })) load(); }, { rootMargin: "100%" });
    watch.observe(part);
    document.addEventListener("keydown", load);
  }

  function themeButton(button) {
    var chosen = stored("hub-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;

    function isDark() { return root.dataset.theme ? root.dataset.theme === "dark" : system.matches; }
    function show() { button.setAttribute("aria-pressed", String(isDark())); }

    button.addEventListener("click", function () {
      var dark = !isDark();
      if (dark === system.matches) delete root.dataset.theme; /* The same as the system: follow it again. */
      else root.dataset.theme = dark ? "dark" : "light";
      store("hub-theme", root.dataset.theme);
      show();
    });
    if (system.addEventListener) system.addEventListener("change", show);
    show();
    button.hidden = false;
  }

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "");
  }

  function filterForm(form) {
    var scope = form.closest("main") || document;
    var items = Array.from(scope.querySelectorAll("[data-text]")).map(function (element) {
      return { element: element, text: plain(element.dataset.text || element.textContent) };
    });
    if (!items.length) return;
    var count = form.querySelector(".filter-count") || scope.querySelector(".filter-count");
    var boxes = Array.from(form.querySelectorAll("input[type=checkbox]"));
    var word = form.querySelector("input[type=search], input[type=text]");

    /* The address holds what was asked, so that whoever comes back, or is sent there, finds the same list. */
    function read() {
      var address = new URLSearchParams(location.search);
      if (word) word.value = address.get(word.name) || "";
      boxes.forEach(function (box) { box.checked = address.getAll(box.name).indexOf(box.value) >= 0; });
    }
    function keep() {
      var address = new URLSearchParams(location.search);
      boxes.concat(word || []).forEach(function (field) { address.delete(field.name); });
      if (word && word.value.trim()) address.set(word.name, word.value.trim());
      boxes.forEach(function (box) { if (box.checked) address.append(box.name, box.value); });
      var query = address.toString();
      try { history.replaceState(history.state, "", location.pathname + (query && "?" + query) + location.hash); } catch (refused) { /* This page then forgets it. */ }
    }

    /* Boxes of one facet widen the list, facets and words narrow it. */
    function apply() {
      var words = word ? plain(word.value).split(/\s+/).filter(Boolean) : [];
      var chosen = {};
      boxes.forEach(function (box) { if (box.checked) (chosen[box.name] = chosen[box.name] || []).push(box.value); });
      var shown = 0;
      items.forEach(function (item) {
        var fits = words.every(function (part) { return item.text.indexOf(part) >= 0; }) &&
          Object.keys(chosen).every(function (facet) {
            var values = (item.element.getAttribute("data-" + facet) || "").split(/[\s,]+/);
            return chosen[facet].some(function (value) { return values.indexOf(value) >= 0; });
          });
        item.element.hidden = !fits;
        if (fits) shown += 1;
      });
      scope.querySelectorAll("section").forEach(function (section) {
        if (!section.contains(form) && section.querySelector("[data-text]")) section.hidden = !section.querySelector("[data-text]:not([hidden])");
      });
      if (count) count.textContent = (root.lang === "es" ? "Se muestran {n} de {all}" : "{n} of {all} shown").replace("{n}", shown).replace("{all}", items.length);
    }

    function change() { keep(); apply(); }

    var waiting;
    form.addEventListener("input", function () { clearTimeout(waiting); waiting = setTimeout(change, 150); });
    form.addEventListener("reset", function () { setTimeout(change); });
    form.addEventListener("submit", function (event) { event.preventDefault(); change(); });
    window.addEventListener("popstate", function () { read(); apply(); });
    form.hidden = false;
    read();
    apply();
  }

  /* On a narrow screen a table that does not fit is a card for each row, whose cells say what they are. A grid stays a grid, and so does a long list. */
  function canBeCards(table) {
    var heads = table.querySelectorAll("thead th");
    if (!heads.length || table.rows.length > 60 || table.matches(".matrix, .practice-map, .stages, .tool-blank") || table.querySelector("[colspan], [rowspan], thead tr + tr, thead a")) return false;
    table.querySelectorAll("tbody td").forEach(function (cell) { if (heads[cell.cellIndex]) cell.dataset.label = heads[cell.cellIndex].textContent.trim(); });
    return true;
  }

  /* Bare tables get a box that scrolls; a box that does scroll can be reached by keyboard and has a name. */
  function scrollBoxes() {
    document.querySelectorAll("main table").forEach(function (table) {
      if (table.closest(".table-scroll")) return;
      var box = document.createElement("div");
      box.className = "table-scroll";
      table.replaceWith(box);
      box.append(table);
    });

    var boxes = Array.from(document.querySelectorAll(".table-scroll, .journey"));
    var filledLater = boxes.filter(function (box) { return box.hasAttribute("tabindex"); });
    var narrow = window.matchMedia("(max-width: 40em)");
    var tables = Array.from(document.querySelectorAll(".table-scroll > table:not(.is-cards)")).filter(canBeCards);
    var names = Object.create(null); /* Two regions of a page never share a name. */
    function name(box) {
      var near = box.querySelector("caption");
      for (var before = box; !near && before && before.tagName !== "MAIN"; before = before.previousElementSibling || before.parentElement) {
        if (/^H[1-6]$/.test(before.tagName)) near = before;
      }
      var words = near ? near.textContent.trim() : document.title;
      names[words] = (names[words] || 0) + 1;
      return names[words] > 1 ? words + " (" + names[words] + ")" : words;
    }
    function mark() {
      tables.forEach(function (table) { table.classList.remove("is-cards"); });
      tables.filter(function (table) { return narrow.matches && table.parentElement.scrollWidth > table.parentElement.clientWidth + 1; })
        .forEach(function (table) { table.classList.add("is-cards"); });
      boxes.forEach(function (box) {
        var scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
        if (!scrolls && (filledLater.indexOf(box) < 0 || box.querySelector(".is-cards"))) { box.removeAttribute("tabindex"); return; }
        box.tabIndex = 0;
        if (box.tagName === "DIV" && !box.hasAttribute("aria-label")) { box.setAttribute("role", "region"); box.setAttribute("aria-label", name(box)); }
      });
    }
    mark();
    window.addEventListener("resize", mark);
  }

  /* The search is fetched when a reader turns to it, and with the page only where its address holds a question. */
  function search(form) {
    var page = document.querySelector(".search-page");
    var field = form.querySelector("input[type=search]");
    var target = page ? page.querySelector("input[type=search]") : field;
    var asked, before;

    function load() {
      if (asked) return;
      asked = true;
      if (location.protocol !== "file:") { /* The index is asked for beside the scripts, not after them. No cache may answer for the server: its name stays. */
        window.hubManifest = fetch(assets + "../search/" + (root.lang === "es" ? "es" : "en") + "/manifest.bin", { cache: "no-cache", signal: AbortSignal.timeout && AbortSignal.timeout(20000) });
        window.hubManifest.catch(function () { /* The search asks again, and tells. */ });
      }
      ["search.js", "search-box.js", page && "kept.js", page && "search-page.js"].filter(Boolean).forEach(function (name) {
        script(name).catch(function () { if (name === "search-box.js") asked = false; }); /* The form still leads to the A to Z. */
      });
    }
    /* Said before the focus comes, or a screen reader would tell of another kind of field. */
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-expanded", "false");
    field.setAttribute("aria-controls", "search_options");
    document.querySelectorAll(".site-search, .search-form").forEach(function (place) {
      ["focusin", "pointerenter"].forEach(function (turn) { place.addEventListener(turn, load); });
    });

    /* WCAG 2.1.4: whoever speaks to the machine can switch the key off, on the search page. */
    var slash = page && page.querySelector(".search-form input[type=checkbox]");
    function isSlashOn() { return slash ? slash.checked : stored("hub-slash") !== "off"; }
    function label() {
      if (isSlashOn()) target.setAttribute("aria-keyshortcuts", "/");
      else target.removeAttribute("aria-keyshortcuts");
    }
    if (page) {
      slash.checked = stored("hub-slash") !== "off";
      slash.addEventListener("change", function () { store("hub-slash", slash.checked ? "" : "off"); label(); });
      target.form.hidden = false;
      if (location.search.length > 1) load();
    }
    label();

    document.addEventListener("keydown", function (event) {
      var at = event.target;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.key === "/" && isSlashOn() && !at.isContentEditable && !at.closest("input:not([type=checkbox], [type=radio]), textarea, select")) {
        event.preventDefault();
        before = document.activeElement;
        target.focus();
        target.select();
      } else if (event.key === "Escape" && at === target && before && !target.value) {
        target.blur();
        before.focus();
        before = null;
      }
    });
  }

  /* The sign beside a heading copies its permanent address. Without the right to copy it stays a link to it. */
  function permalinks() {
    var told = document.createElement("p");
    told.className = "copied";
    told.setAttribute("role", "status");
    document.body.append(told);
    document.addEventListener("click", function (event) {
      var sign = event.target.closest(".permalink, .page-link");
      if (!sign || !navigator.clipboard || location.protocol === "file:" || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      navigator.clipboard.writeText(sign.href).then(function () {
        told.textContent = (root.lang === "es" ? "Enlace copiado: " : "Link copied: ") + sign.href;
        clearTimeout(told.timer);
        told.timer = setTimeout(function () { told.textContent = ""; }, 4000);
      }, function () { location.href = sign.href; });
    });
  }

  /* "More" closes as menus do: with Escape, and when the reader turns elsewhere. */
  function more(box) {
    box.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.open) return;
      box.open = false;
      box.firstElementChild.focus();
    });
    document.addEventListener("click", function (event) { if (!box.contains(event.target)) box.open = false; });
    box.addEventListener("focusout", function (event) { if (event.relatedTarget && !box.contains(event.relatedTarget)) box.open = false; });
  }

  /* The message about a page names the part that was read last: where the page came to rest, or whose sign was used. Nothing is sent by it. */
  function feedback(link) {
    var plainHref = link.href;
    var id = encodeURIComponent("Id: " + link.dataset.id);
    var parts = Array.from(document.querySelectorAll("main h2[id]:not(.visually-hidden), main h3.linkable[id], main li.linkable[id]")).filter(function (part) { return !part.closest(".similar, .origin"); });
    var waiting;

    function tell(part) {
      var words = Array.from(part.textContent.trim().replace(/\s+/g, " ")).slice(0, 60).join("");
      var line = (root.lang === "es" ? "Sección: " : "Section: ") + words + " (#" + part.id + ")";
      var href = plainHref.indexOf(id) < 0 ? plainHref + "&part=" + encodeURIComponent(part.id) : plainHref.split(id).join(id + "%0D%0A" + encodeURIComponent(line));
      link.href = href.length <= 2000 ? href : plainHref;
    }
    function rest() {
      if (link.getBoundingClientRect().top < innerHeight) return; /* This is the foot of the page, and not what was read. */
      var passed = parts.filter(function (part) { return part.getBoundingClientRect().top < innerHeight / 2; });
      if (passed.length) tell(passed[passed.length - 1]);
      else link.href = plainHref;
    }
    window.addEventListener("scroll", function () { clearTimeout(waiting); waiting = setTimeout(rest, 300); }, { passive: true });
    document.addEventListener("click", function (event) {
      var sign = event.target.closest(".permalink");
      var part = sign && parts.filter(function (one) { return one.contains(sign) || sign.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_PRECEDING; }).pop();
      if (part) tell(part);
    });
    rest();
  }

  /* "On this page" marks the part that is being read, and keeps it in sight. */
  function whereInPage(list) {
    var rail = list.closest(".rail");
    var links = Array.from(list.querySelectorAll("a[href^='#']"));
    var parts = links.map(function (link) { return document.getElementById(decodeURIComponent(link.hash.slice(1))); });
    var waiting, before;

    function mark() {
      waiting = 0;
      if (!list.offsetParent) return; /* Narrow screens have a list that folds. */
      var now = links[parts.filter(function (part) { return part && part.getBoundingClientRect().top < innerHeight / 3; }).length - 1];
      if (now === before) return;
      if (before) before.removeAttribute("aria-current");
      before = now;
      if (!now) return;
      now.setAttribute("aria-current", "location");
      if (now.offsetTop < rail.scrollTop || now.offsetTop > rail.scrollTop + rail.clientHeight - 64) rail.scrollTop = now.offsetTop - rail.clientHeight / 3;
    }
    window.addEventListener("scroll", function () { waiting = waiting || requestAnimationFrame(mark); }, { passive: true });
    mark();
  }

  /* What stood at an address that ends in # and moved to another page: no server is told of that end, so only a script can follow. */
  function follow() {
    var old = null;
    try { old = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch (broken) { /* a hash that is no text leads to no part */ }
    var way = (old && old.querySelector("[data-moved]")) || (!old && document.querySelector(".moved-page"));
    if (way) location.replace(way.href);
  }

  /* On small screens the filters would stand before the list: they open on demand. */
  if (window.matchMedia("(max-width: 63.99em)").matches) {
    document.querySelectorAll(".facets-box[open]").forEach(function (box) { box.open = false; });
  }

  document.querySelectorAll(".theme-toggle").forEach(themeButton);
  document.querySelectorAll(".menu-more > details").forEach(more);
  document.querySelectorAll("form.filter").forEach(filterForm);
  document.querySelectorAll(".site-search").forEach(search);
  scrollBoxes();
  document.querySelectorAll("[data-scripts]").forEach(whenNear);
  document.querySelectorAll(".rail .contents").forEach(whereInPage);
  if (document.querySelector(".permalink, .page-link")) permalinks();
  document.querySelectorAll(".feedback-link").forEach(feedback);
  follow();
  window.addEventListener("hashchange", follow);
})();
