/* Tools to fill in. What is typed stays in this browser: it is never sent, and every page works as paper without this file. */
(function () {
  "use strict";

  /* Shared: words to the reader, what is kept, copying, files. */

  const one = (scope, selector) => scope.querySelector(selector);
  const all = (scope, selector) => Array.from(scope.querySelectorAll(selector));

  function make(name, text, className) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function say(tool, text, where = "[data-status]") {
    const status = one(tool, where);
    status.textContent = "";
    setTimeout(() => { status.textContent = text; }, 50); /* The same words twice are read twice. */
  }

  const KEPT = "What you enter is kept in this browser only. On a shared computer, delete it when you are done.";
  const BLOCKED = "This browser keeps nothing for this page. Download or copy your work before you leave.";
  const BROKEN = "What was kept here could not be read, so you start afresh.";

  /* What is kept for a tool, judged by `sound`: somebody else may have written it, or half of it. */
  function keeper(tool, sound) {
    const name = "hub-tool-" + tool.dataset.id;
    const note = one(tool, "[data-kept]");
    let works = true;
    return {
      load() {
        let text = null;
        try { text = localStorage.getItem(name); } catch (blocked) { works = false; }
        note.textContent = works ? KEPT : BLOCKED;
        if (text === null) return null;
        let found = null;
        try { found = JSON.parse(text); } catch (broken) { /* told below */ }
        if (found && typeof found === "object" && sound(found.typed)) return found.typed;
        note.textContent = BROKEN + " " + KEPT;
        return null;
      },
      save(typed) {
        try {
          localStorage.setItem(name, JSON.stringify({ version: tool.dataset.version, typed }));
          note.textContent = KEPT;
        } catch (blocked) { note.textContent = BLOCKED; }
      },
      forget() {
        try { localStorage.removeItem(name); } catch (blocked) { /* then nothing was kept */ }
      },
    };
  }

  const isText = (value) => typeof value === "string";
  const isTexts = (value) => value && typeof value === "object" && !Array.isArray(value) && Object.values(value).every(isText);

  function later(work) {
    let waiting;
    return () => { clearTimeout(waiting); waiting = setTimeout(work, 300); };
  }

  async function copy(tool, text, button) {
    const box = one(tool, "[data-copy-box]");
    try {
      await navigator.clipboard.writeText(text);
      box.hidden = true;
      button.classList.add("is-done");
      setTimeout(() => button.classList.remove("is-done"), 3000);
      say(tool, "Copied.");
    } catch (refused) {
      box.hidden = false;
      const area = one(box, "[data-copy-text]");
      area.value = text;
      area.focus();
      area.select();
      say(tool, "Your browser does not let a page copy. The text is selected: copy it with your keys.");
    }
  }

  function download(tool, ending, text, type) {
    const link = make("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + text], { type: type + ";charset=utf-8" }));
    link.download = tool.dataset.id + "-filled" + ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(tool, "The file " + link.download + " is in your downloads.");
  }

  /* The same rule as hub/compose/drawing/csvtext.py: no cell that a spreadsheet would run. */
  function csv(rows) {
    const cell = (text) => {
      const safe = /^ *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;
      return /[",\r\n]/.test(safe) ? '"' + safe.replace(/"/g, '""') + '"' : safe;
    };
    return rows.map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
  }

  function onDo(tool, ways) {
    tool.addEventListener("click", (event) => {
      const button = event.target.closest("button[data-do]");
      if (button && ways[button.dataset.do]) ways[button.dataset.do](button);
    });
  }

  const sure = () => window.confirm("Delete all that you typed here? This cannot be undone.");

  /* A table filled in row by row. */

  function inventory(tool) {
    const list = one(tool, "[data-rows]");
    const heads = all(tool, "[data-table] th");
    const MOST = 500;
    const kept = keeper(tool, (typed) => Array.isArray(typed) && typed.length <= MOST && typed.every(isTexts));
    const rows = () => all(list, ":scope > li");
    const value = (row, key) => one(row, `[data-column="${key}"]`).value.trim();
    const values = () => rows().map((row) => Object.fromEntries(heads.map((head) => [head.dataset.key, value(row, head.dataset.key)])))
      .filter((row) => Object.values(row).some(Boolean));

    function add(typed) {
      const row = one(tool, "template[data-row]").content.firstElementChild.cloneNode(true);
      const number = String(add.count = (add.count || 0) + 1);
      all(row, "[data-column]").forEach((field) => {
        const box = field.parentElement;
        const key = field.dataset.column;
        field.id = `row-${number}-${key}`;
        one(box, "label").htmlFor = field.id;
        one(box, ".tool-hint").id = field.id + "-hint";
        field.setAttribute("aria-describedby", field.id + "-hint");
        if (typed && isText(typed[key])) field.value = typed[key];
      });
      list.append(row);
      name();
      return row;
    }

    function name() {
      rows().forEach((row, number) => {
        const called = value(row, heads[0].dataset.key);
        one(row, "legend").textContent = `${number + 1}. ${called || "New row"}`;
        one(row, "[data-do=remove]").textContent = `Remove row ${number + 1}`;
      });
    }

    function show() {
      const held = values();
      name();
      one(tool, "[data-result]").hidden = !held.length;
      document.querySelectorAll("[data-blank]").forEach((blank) => { blank.classList.toggle("no-print", held.length > 0); });
      one(tool, "[data-table] tbody").replaceChildren(...held.map((row) => {
        const line = make("tr");
        line.append(...heads.map((head) => make("td", row[head.dataset.key])));
        return line;
      }));
      const lines = [held.length === 1 ? "1 row." : held.length + " rows."];
      heads.forEach((head) => {
        const key = head.dataset.key;
        const empty = held.filter((row) => !row[key]).length;
        if ("choices" in head.dataset) {
          const counts = Object.create(null);
          held.forEach((row) => { if (row[key]) counts[row[key]] = (counts[row[key]] || 0) + 1; });
          const parts = Object.keys(counts).map((word) => `${word}: ${counts[word]}`);
          lines.push(`${head.textContent}: ` + [...parts, ...(empty ? [`not decided: ${empty}`] : [])].join(", ") + ".");
        } else if ("needed" in head.dataset && empty) {
          lines.push(`${head.textContent} is empty in ${empty} of ${held.length}.`);
        }
      });
      one(tool, "[data-summary]").replaceChildren(...lines.map((line) => make("li", line)));
    }

    const keep = later(() => { show(); if (values().length) kept.save(values()); else kept.forget(); });
    tool.addEventListener("input", keep);
    onDo(tool, {
      add() {
        if (rows().length >= MOST) { say(tool, `This page holds ${MOST} rows. Go on in a spreadsheet.`); return; }
        one(add(), "[data-column]").focus();
        say(tool, `Row ${rows().length} added.`);
      },
      remove(button) {
        const row = button.closest("li");
        const near = row.nextElementSibling || row.previousElementSibling;
        if (Object.values(heads.map((head) => value(row, head.dataset.key))).some(Boolean) && !window.confirm("Remove this row and what you typed in it?")) return;
        row.remove();
        keep();
        name();
        (near ? one(near, "[data-column]") : one(tool, "[data-do=add]")).focus();
        say(tool, "Row removed.");
      },
      csv() {
        const held = values();
        if (!held.length) { say(tool, "There is nothing to download yet: fill in a row."); return; }
        download(tool, ".csv", csv([heads.map((head) => head.textContent), ...held.map((row) => heads.map((head) => row[head.dataset.key]))]), "text/csv");
      },
      clear() {
        if (!sure()) return;
        kept.forget();
        list.replaceChildren();
        add();
        show();
        one(list, "[data-column]").focus();
        say(tool, "Deleted.");
      },
    });
    (kept.load() || []).forEach((row) => add(row));
    if (!rows().length) add();
    show();
  }

  /* Questions to choose and copy. */

  function bank(tool) {
    const boxes = all(tool, ".tool-tick input");
    const words = (id) => document.getElementById(id).dataset.copied;
    const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);
    const kept = keeper(tool, (typed) => Array.isArray(typed) && typed.every(isText));
    const main = one(tool, "[data-do=copy-chosen]");

    function show() {
      const many = chosen().length;
      main.textContent = many ? `Copy the ${many === 1 ? "question" : many + " questions"} you ticked` : "Copy the questions you ticked";
      main.setAttribute("aria-disabled", String(!many));
    }

    function changed() {
      show();
      if (chosen().length) kept.save(chosen()); else kept.forget();
    }

    tool.addEventListener("change", changed);
    onDo(tool, {
      copy(button) { copy(tool, words(button.closest("[data-copied]").id), button); },
      "copy-chosen"(button) {
        if (chosen().length) copy(tool, chosen().map((id, number) => `${number + 1}. ${words(id)}`).join("\n\n"), button);
        else say(tool, "Tick a question first.");
      },
      untick() { boxes.forEach((box) => { box.checked = false; }); changed(); say(tool, "No question is ticked."); },
    });
    const before = kept.load() || [];
    boxes.forEach((box) => { box.checked = before.includes(box.value); });
    show();
  }

  /* Sums. The formula comes with the page as data: names, factors, divisors. Nothing is evaluated. */

  const CASES = ["low", "likely", "high"];
  const CASE_TITLES = { low: "Low case", likely: "Likely case", high: "High case" };

  /* A number as people type it, or why it is none. Empty is neither. */
  function read(text) {
    const typed = text.replace(/[\s\u00a0\u202f]/g, "").replace(/^\$/, "");
    if (!typed) return { value: null };
    if (/^[-\u2212]/.test(typed)) return { wrong: "Write a number that is not below zero." };
    if (/^\d+,\d{1,2}$/.test(typed)) return { wrong: "Write a point before parts of a whole, such as 12.50, and a comma only between thousands." };
    if (!/^(\d{1,3}(,\d{3})+|\d+)(\.\d+)?$|^\.\d+$/.test(typed)) return { wrong: "Write digits only, such as 1200, 1,200 or 12.50." };
    const digits = typed.replace(/,/g, "");
    if (digits.replace(/\..*/, "").replace(/^0+/, "").length > 12) return { wrong: "This number is too large to be true. The most is 12 digits." };
    return { value: Number(digits) };
  }

  /* A number that was typed keeps all its digits; one that was worked out is rounded. */
  function shown(value, unit, isTyped) {
    const size = Math.abs(value);
    const cents = unit === "dollars" && !Number.isInteger(value) ? 2 : 0;
    const places = size >= 100 || Number.isInteger(value) ? 0 : cents || 1;
    const text = size.toLocaleString("en-US", isTyped ? { minimumFractionDigits: cents, maximumFractionDigits: 12 } : { minimumFractionDigits: places, maximumFractionDigits: places });
    const isNought = Number(text.replace(/,/g, "")) === 0;
    return (value < 0 && !isNought ? "-" : "") + (unit === "dollars" ? "$" : "") + text;
  }

  function calculator(tool) {
    const plan = JSON.parse(tool.dataset.sums);
    const fields = all(tool, "[data-input]");
    const kept = keeper(tool, isTexts);
    const titles = {};
    const units = {};
    [...plan.inputs, ...plan.sums].forEach((item) => { titles[item.key] = item.title; units[item.key] = item.unit; });
    const number = (values, key) => shown(values[key], units[key], plan.inputs.some((item) => item.key === key));
    const field = (key, which) => fields.find((input) => input.dataset.input === key && input.dataset.case === which);
    let isExample = false;

    /* What was typed, for each case; low and high fall back to likely. */
    function typed() {
      const values = { low: {}, likely: {}, high: {} };
      fields.forEach((input) => {
        const { value, wrong } = read(input.value);
        input.setAttribute("aria-invalid", String(Boolean(wrong)));
        document.getElementById(`wrong_${input.dataset.input}_${input.dataset.case}`).textContent = wrong || "";
        values[input.dataset.case][input.dataset.input] = wrong ? null : value;
      });
      plan.inputs.forEach(({ key }) => {
        ["low", "high"].forEach((which) => {
          const own = field(key, which);
          if (!own || !own.value.trim()) values[which][key] = values.likely[key];
        });
      });
      return values;
    }

    /* Each sum with its steps. A part whose numbers are missing is left out, and named; without its first part a sum has no answer. */
    function work(values) {
      const held = { ...values };
      return plan.sums.map((sum) => {
        let total = 0;
        let words = "";
        let why = "";
        const without = [];
        sum.terms.forEach((term, at) => {
          const lacking = [...term.multiply, ...term.over].filter((key) => held[key] === null || held[key] === undefined);
          const nought = term.over.find((key) => !lacking.includes(key) && held[key] <= 0);
          if (lacking.length || nought) {
            if (at === 0) why = lacking.length ? "needs " + lacking.map((key) => titles[key]).join(", ") : `is not reached, since ${titles[nought]} is not above zero`;
            else without.push(...lacking.map((key) => titles[key]));
            return;
          }
          const value = term.over.reduce((left, key) => left / held[key], term.multiply.reduce((left, key) => left * held[key], term.times) / term.divide);
          const factors = [...term.multiply.map((key) => number(held, key)), ...(term.times > 1 ? [term.times.toLocaleString("en-US")] : [])].join(" \u00d7 ");
          const divisors = [...(term.divide > 1 ? [term.divide.toLocaleString("en-US")] : []), ...term.over.map((key) => number(held, key))];
          words += (term.minus ? (words ? " \u2212 " : "\u2212") : words ? " + " : "") + [factors, ...divisors].join(" \u00f7 ");
          total += term.minus ? -value : value;
        });
        const isKnown = !why && isFinite(total);
        const text = isKnown ? shown(Number(total.toPrecision(14)), sum.unit) : ""; /* without the dust of floats */
        held[sum.key] = isKnown ? Number(text.replace(/[$,]/g, "")) : null; /* the next step takes what is shown, as somebody with a pencil would */
        return { sum, value: held[sum.key], why, without, words, text };
      });
    }

    const unit = (item) => (item.unit === "dollars" ? "" : " " + plan.units[item.unit]);
    const step = (line) => line.value === null
      ? `${line.sum.title} ${line.why || "is too large"}.`
      : `${line.sum.title} = ${line.words} = ${line.text}${unit(line.sum)}${line.without.length ? ` (without ${line.without.join(", ")}, which you left empty)` : ""}`;
    const answers = () => Object.fromEntries(Object.entries(typed()).map(([which, values]) => [which, work(values)]));
    const typedLines = () => plan.inputs.map((item) => {
      const given = CASES.map((which) => [which, field(item.key, which)]).filter(([, input]) => input && input.value.trim() && input.getAttribute("aria-invalid") !== "true");
      const parts = given.map(([which, input]) => (field(item.key, "low") ? which + " " : "") + shown(read(input.value).value, item.unit, true));
      return parts.length ? `${item.title}: ${parts.join(", ")}${unit(item)}` : "";
    }).filter(Boolean);

    function show(isSaid) {
      const found = answers();
      const has = found.likely.some((line) => line.value !== null) || found.low.some((line) => line.value !== null) || found.high.some((line) => line.value !== null);
      one(tool, "[data-result]").hidden = !has;
      one(tool, "[data-empty]").hidden = has;
      one(tool, "[data-example]").hidden = !(isExample && has);
      document.querySelectorAll("[data-blank]").forEach((blank) => { blank.classList.toggle("no-print", has); });
      one(tool, "[data-lines]").replaceChildren(...plan.sums.map((sum, number) => {
        const line = make("tr");
        const head = make("th", sum.title + (sum.unit === "dollars" ? "" : ` (${plan.units[sum.unit]})`));
        head.scope = "row";
        line.append(head, ...CASES.map((which) => {
          const { value, text, why, without } = found[which][number];
          const cell = make("td", value === null ? "\u2013 " : text, "figure");
          cell.dataset.label = CASE_TITLES[which];
          if (value === null) cell.append(make("span", why || "is too large", "small"));
          else if (without.length) cell.append(make("br"), make("span", "without " + without.join(", "), "small"));
          return cell;
        }));
        return line;
      }));
      const odd = plan.sums.filter((sum, number) => {
        const low = found.low[number].value;
        const high = found.high[number].value;
        return low !== null && high !== null && (sum.unit === "months" ? low < high : low > high);
      });
      const order = one(tool, "[data-order]");
      order.hidden = !odd.length;
      order.textContent = odd.length ? `The low case is better than the high case in: ${odd.map((sum) => sum.title).join(", ")}. Look at your numbers again.` : "";
      one(tool, "[data-typed]").replaceChildren(...typedLines().map((line) => make("li", line)));
      one(tool, "[data-steps]").replaceChildren(...CASES.flatMap((which) => {
        const list = make("ol");
        list.append(...found[which].map((line) => make("li", step(line))));
        return [make("h4", CASE_TITLES[which]), list];
      }));
      if (isSaid && has) {
        const told = found.likely.filter((line) => line.value !== null);
        say(tool, "Likely case: " + told.map((line) => `${line.sum.title}, ${line.text}${unit(line.sum)}`).join("; ") + ".", "[data-said]");
      } else if (isSaid && fields.some((input) => input.getAttribute("aria-invalid") === "true")) say(tool, "One of your numbers cannot be read.", "[data-said]");
    }

    function asText() {
      const found = answers();
      return [
        tool.dataset.label, "", ...(isExample ? ["MADE-UP NUMBERS. This says nothing about any agency.", ""] : []), "Numbers typed in:", ...typedLines().map((line) => "- " + line), "",
        ...CASES.flatMap((which) => [CASE_TITLES[which] + ":", ...found[which].map((line) => "- " + step(line)), ""]),
        "Time saved is not money saved. Hours of the public are not part of the money lines.",
      ].join("\n");
    }

    function asRows() {
      const found = answers();
      const plain = (value) => (value === null || value === undefined ? "" : String(Math.round(value * 100) / 100));
      const values = typed();
      return [
        ["Kind", "What", "Unit", ...CASES.map((which) => CASE_TITLES[which]), "How, in the likely case"],
        ...(isExample ? [["MADE-UP NUMBERS", "", "", "", "", "", ""]] : []),
        ...plan.inputs.map((item) => ["Typed in", item.title, plan.units[item.unit], ...CASES.map((which) => plain(values[which][item.key])), ""]),
        ...plan.sums.map((sum, number) => ["Result", sum.title, plan.units[sum.unit], ...CASES.map((which) => plain(found[which][number].value)), step(found.likely[number])]),
        ["Source", tool.dataset.label, "", "", "", "", ""],
      ];
    }

    const held = () => Object.fromEntries(fields.filter((input) => input.value.trim()).map((input) => [input.dataset.input + "." + input.dataset.case, input.value]));
    const settle = later(() => { show(true); if (isExample) return; if (Object.keys(held()).length) kept.save(held()); else kept.forget(); });
    tool.addEventListener("input", () => { isExample = false; settle(); });
    one(tool, "form").addEventListener("submit", (event) => event.preventDefault());
    onDo(tool, {
      example() {
        if (!isExample && Object.keys(held()).length && !window.confirm("The made-up numbers take the place of yours. Go on?")) return;
        plan.inputs.forEach((item) => {
          CASES.forEach((which, number) => {
            const input = field(item.key, which);
            if (input) input.value = item.example[item.example.length > 1 ? number : 0].toLocaleString("en-US");
          });
        });
        isExample = true;
        show(true);
      },
      clear() {
        if (Object.keys(held()).length && !isExample && !sure()) return;
        kept.forget();
        isExample = false;
        fields.forEach((input) => { input.value = ""; });
        show();
        fields[0].focus();
        say(tool, "Deleted.");
      },
      "copy-result"(button) { copy(tool, asText(), button); },
      csv() { download(tool, ".csv", csv(asRows()), "text/csv"); },
    });
    const before = kept.load() || {};
    fields.forEach((input) => { input.value = before[input.dataset.input + "." + input.dataset.case] || ""; });
    show();
  }

  /* Headings to write under. */

  function outline(tool) {
    const parts = all(tool, "[data-section]");
    const kept = keeper(tool, isTexts);
    const area = (part) => one(part, "[data-draft]");
    const held = () => Object.fromEntries(parts.filter((part) => area(part).value.trim()).map((part) => [part.dataset.section, area(part).value]));

    function show() {
      const filled = Object.keys(held()).length;
      parts.forEach((part) => { one(part, "[data-printed]").textContent = area(part).value; });
      tool.classList.toggle("is-filled", filled > 0);
    }

    function draft(mark) {
      return parts.map((part, number) => `${mark}${number + 1}. ${part.dataset.heading}\n\n${area(part).value.trim() || "[to be written]"}`).join("\n\n") + "\n";
    }

    const keep = later(() => { show(); if (Object.keys(held()).length) kept.save(held()); else kept.forget(); });
    tool.addEventListener("input", keep);
    onDo(tool, {
      sample(button) {
        const part = button.closest("[data-section]");
        const words = all(part, "blockquote p").map((text) => text.textContent).join("\n\n");
        area(part).value = (area(part).value.trim() ? area(part).value.trimEnd() + "\n\n" : "") + words;
        area(part).focus();
        keep();
        say(tool, "Our words are in the box. Change them.");
      },
      text() { download(tool, ".txt", draft(""), "text/plain"); },
      markdown() { download(tool, ".md", draft("## "), "text/markdown"); },
      "copy-draft"(button) { copy(tool, draft(""), button); },
      clear() {
        if (!sure()) return;
        kept.forget();
        parts.forEach((part) => { area(part).value = ""; });
        show();
        area(parts[0]).focus();
        say(tool, "Deleted.");
      },
    });
    const before = kept.load() || {};
    parts.forEach((part) => { area(part).value = before[part.dataset.section] || ""; });
    show();
  }

  /* A tool is shown once it works; one that fails leaves the paper as it is. */

  const KINDS = { inventory, bank, calculator, outline };
  all(document, "[data-do=print]").forEach((button) => {
    button.addEventListener("click", () => window.print());
    const holder = button.closest("li[data-script]");
    if (holder) holder.hidden = false;
  });
  all(document, "[data-tool]").forEach((tool) => {
    KINDS[tool.dataset.tool](tool);
    all(tool, "[data-script]").forEach((part) => { part.hidden = false; });
    all(tool, "[data-without]").forEach((part) => { part.hidden = true; });
  });
})();
