/* Checklists that can be ticked, on the page of a practice and all together on one page. Items and links stand in the page. */
(function () {
  "use strict";

  var page = document.querySelector(".my-checks");
  var root = page || document.querySelector("[data-checks]");
  if (!root || !window.hubKept) return;
  /* Here and not in the page, whose readers mostly never come so far. */
  var say = Object.assign({
    locale: "en-GB",
    sayProgress: "{n} of {all} done.",
    sayNone: "Tick what you have done.",
    sayKept: "Kept in this browser only.",
    sayBroken: "What was kept in this browser could not be read, so it was removed.",
    sayBlocked: "This browser does not let pages keep anything. Your ticks last until you leave this page.",
    sayFull: "This browser has no room left. Your ticks last until you leave this page.",
    sayChanged: "New or changed since you began.",
    sayLost: "Items that you had ticked, and that have changed or gone: {n}. Look through the list again.",
    sayAdd: "Add to my checklist",
    sayRemove: "Remove from my checklist",
    sayRemoved: "Removed: {title}."
  }, root.dataset);
  var fill = window.hubFill;
  var mark = /^[0-9a-f]{8}$/;
  var before = null;

  function one(selector, within) { return (within || root).querySelector(selector); }

  /* A label and a box for each item, made here because without a script a box would tick nothing. */
  function card(element) {
    var items = Array.from(element.querySelectorAll("[data-item]")).map(function (line) {
      var label = document.createElement("label");
      var words = document.createElement("span");
      var box = document.createElement("input");
      var changed = document.createElement("span");
      box.type = "checkbox";
      words.append.apply(words, line.childNodes);
      changed.className = "changed";
      changed.textContent = say.sayChanged;
      label.append(box, words);
      line.append(label);
      return { mark: line.dataset.item, box: box, line: line, changed: changed, text: words.textContent };
    });
    one(".checklist", element).classList.add("is-live");
    return {
      element: element,
      home: element.parentElement,
      names: [element.dataset.checks].concat((element.dataset.former || "").split(" ").filter(Boolean)),
      title: element.dataset.title,
      items: items,
      marks: items.map(function (item) { return item.mark; }),
      done: one("[data-done]", element),
      button: one('[data-do="toggle"]', element),
      note: one("textarea", element)
    };
  }

  function marks(raw) { return Array.isArray(raw) ? raw.filter(function (text) { return mark.test(text); }) : []; }

  function clean(raw) {
    if (!raw || raw.version !== 1) return null;
    var value = { version: 1, lists: {} };
    Object.keys(raw.lists || {}).slice(0, 500).forEach(function (name) {
      var list = raw.lists[name] || {};
      if (!/^[a-z0-9.-]{1,300}$/.test(name)) return;
      value.lists[name] = { done: marks(list.done), seen: marks(list.seen), note: typeof list.note === "string" ? list.note.slice(0, 4000) : "" };
    });
    return value;
  }

  /* What is kept for a card, under the name it has now or had before. */
  function nameIn(value, which) {
    return which.names.find(function (name) { return Object.hasOwn(value.lists, name); });
  }
  function listOf(which) { return kept.value.lists[nameIn(kept.value, which)]; }

  /* Marks of items that are gone are forgotten with the first change, so that words which come back later are not ticked by mistake. */
  function change(which, how) {
    kept.change(function (value) {
      var name = nameIn(value, which);
      var list = value.lists[name] || { done: [], seen: which.marks, note: "" };
      function known(one) { return which.marks.indexOf(one) >= 0; }
      if (name) delete value.lists[name];
      list.done = list.done.filter(known);
      list.seen = list.seen.filter(known);
      how(list);
      value.lists[which.names[0]] = list;
    });
  }

  function without(list, text) { return list.filter(function (other) { return other !== text; }); }

  function counted(which, list) {
    return fill(say.sayProgress, { n: which.items.filter(function (item) { return list && list.done.indexOf(item.mark) >= 0; }).length, all: which.items.length });
  }

  function keeping() { return say["say" + kept.state.charAt(0).toUpperCase() + kept.state.slice(1)]; }

  function show(which) {
    var list = listOf(which);
    var lost = list ? list.done.filter(function (text) { return which.marks.indexOf(text) < 0; }).length : 0;
    which.items.forEach(function (item) {
      item.box.checked = !!list && list.done.indexOf(item.mark) >= 0;
      if (list && list.seen.indexOf(item.mark) < 0) item.line.append(item.changed);
      else item.changed.remove();
    });
    one("[data-lost]", which.element).hidden = !lost;
    one("[data-lost]", which.element).textContent = lost ? fill(say.sayLost, { n: lost }) : "";
    which.done.textContent = (page || list ? counted(which, list) : say.sayNone) + (page ? "" : " " + keeping());
    which.button.textContent = list ? say.sayRemove : say.sayAdd;
    which.button.hidden = false;
    if (page) which.button.setAttribute("aria-label", which.button.textContent + ": " + which.title);
    if (which.note && document.activeElement !== which.note) which.note.value = list ? list.note : "";
  }

  /* A card goes to the reader's own, or back, but never while somebody works in it. */
  function settle(which, isAsked) {
    var place = listOf(which) ? one("[data-mine]") : which.home;
    if (which.element.parentElement === place || (!isAsked && which.element.contains(document.activeElement))) return;
    var next = cards.slice(cards.indexOf(which) + 1).find(function (other) { return other.element.parentElement === place; });
    place.insertBefore(which.element, next ? next.element : null);
    one("details", which.element).open = place !== which.home;
  }

  function draw() {
    cards.forEach(show);
    if (!page) return;
    var mine = cards.filter(listOf);
    var known = mine.map(function (which) { return nameIn(kept.value, which); });
    var gone = Object.keys(kept.value.lists).filter(function (name) { return known.indexOf(name) < 0; });
    var items = mine.reduce(function (sum, which) { return sum + which.items.length; }, 0);
    var done = page.querySelectorAll("[data-checks] :checked").length;
    cards.forEach(function (which) { settle(which, false); });
    one("[data-total]").textContent = (mine.length ? fill(say.sayProgress, { n: done, all: items }) + " " : "") + keeping();
    one("[data-empty]").hidden = mine.length > 0;
    one("[data-gone]").hidden = !gone.length;
    one("[data-gone]").textContent = fill(say.sayGone, { list: gone.join(", ") });
    page.classList.toggle("has-mine", mine.length > 0);
  }

  function offerUndo(words) {
    one("[data-undo]").hidden = !words;
    one("[data-undo] p").textContent = words;
    if (words) one('[data-do="undo"]').focus();
  }

  function tell(words) { one("[data-told]").textContent = words; }
  function copy() { return JSON.parse(JSON.stringify(kept.value.lists)); }

  function asText() {
    var date = new Date().toLocaleDateString(say.locale, { day: "numeric", month: "long", year: "numeric" });
    return fill(say.sayHeading, { date: date }) + "\n" + cards.filter(listOf).map(function (which) {
      var list = listOf(which);
      var lines = which.items.map(function (item) { return (list.done.indexOf(item.mark) >= 0 ? "[x] " : "[ ] ") + item.text; });
      return "\n" + which.title + "\n" + counted(which, list) + "\n" + lines.join("\n") + (list.note ? "\n" + say.sayNote + list.note : "") + "\n" + one("a", which.element).href + "\n";
    }).join("");
  }

  var doing = {
    toggle: function (which) {
      before = copy();
      if (listOf(which)) {
        kept.change(function (value) { delete value.lists[nameIn(value, which)]; });
        offerUndo(fill(say.sayRemoved, { title: which.title }));
        if (page) settle(which, true);
      } else {
        change(which, function () { /* It is kept with nothing ticked. */ });
        offerUndo("");
        if (page) settle(which, true);
        which.button.focus();
      }
    },
    undo: function () {
      kept.change(function (value) { value.lists = before; });
      offerUndo("");
      (page ? one("[data-mine] a, [data-do=print]") : cards[0].button).focus();
    },
    clear: function () {
      before = copy();
      kept.change(function (value) { value.lists = {}; });
      offerUndo(say.sayCleared);
    },
    json: function () {
      var file = Object.assign({ kind: "cx-hub-checklists", on: window.hubToday() }, kept.value);
      window.hubSave(say.sayFile + "-" + file.on + ".json", "application/json", JSON.stringify(file, null, 1) + "\n");
      tell(say.saySaved);
    },
    text: function () {
      window.hubSave(say.sayFile + "-" + window.hubToday() + ".txt", "text/plain", asText());
      tell(say.saySaved);
    },
    print: function () { window.print(); }
  };

  function cardOf(element) { return cards.find(function (which) { return which.element.contains(element); }); }

  root.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) doing[button.dataset.do](cardOf(button));
  });
  root.addEventListener("input", function (event) {
    var field = event.target;
    var which = cardOf(field);
    if (!which) return;
    change(which, function (list) {
      if (field === which.note) { list.note = field.value; return; }
      var item = which.items.find(function (other) { return other.box === field; });
      list.done = without(list.done, item.mark).concat(field.checked ? [item.mark] : []);
      list.seen = without(list.seen, item.mark).concat([item.mark]);
    });
  });

  var cards = (page ? Array.from(page.querySelectorAll("[data-checks]")) : [root]).map(card);
  var kept = window.hubKept("hub-checklists-1", clean, draw);
  draw();
  document.querySelectorAll("[data-when]").forEach(function (part) { part.hidden = part.dataset.when !== "script"; });
  if (page) {
    one("#checklist-file").addEventListener("change", function (event) {
      var input = event.target;
      window.hubOpened(input.files[0], 1000000).then(function (raw) {
        var opened = raw && raw.kind === "cx-hub-checklists" && clean(raw);
        input.value = "";
        if (!opened) { tell(say.sayBadFile); return; }
        before = copy();
        kept.change(function (value) { Object.assign(value.lists, opened.lists); });
        tell("");
        offerUndo(fill(say.sayOpened, { n: Object.keys(opened.lists).length }));
      });
    });
  }
})();
