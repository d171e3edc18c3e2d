/* A self-assessment counts its points, draws them and remembers them. The form, the words and the links stand in the page. */
(function () {
  "use strict";

  var form = document.querySelector("form.assessment");
  if (!form || !window.hubKept) return;
  var say = form.dataset;
  var fill = window.hubFill;
  var day = /^\d{4}-\d\d-\d\d$/;
  var imported = null;
  var dropped = 0;

  function one(selector) { return form.querySelector(selector); }
  function all(selector, within) { return Array.from((within || form).querySelectorAll(selector)); }
  function words(element) { return element.textContent.trim(); }

  var areas = all("[data-area]").map(function (section) {
    var key = section.dataset.area;
    var row = one('[data-row="' + key + '"]');
    return {
      key: key,
      title: words(section.querySelector("h2")),
      most: Number(section.dataset.most),
      notes: section.querySelector("textarea"),
      axis: one('[data-axis="' + key + '"]'),
      cells: row.cells,
      blank: [1, 2].map(function (number) { return Array.from(row.cells[number].childNodes); }),
      steps: all("[data-level]", one('[data-steps="' + key + '"]')),
      questions: all("fieldset", section).map(function (box) {
        var answers = all("input", box);
        var values = answers.map(function (answer) { return answer.value; });
        return { key: answers[0].name, ask: words(box.querySelector("legend")), answers: answers, values: values, most: Math.max.apply(null, values.map(Number).filter(isFinite)) };
      })
    };
  });

  /* Answers to questions of this form only, and only such as can be given. */
  function answersOf(raw) {
    var answers = {};
    var known = 0;
    areas.forEach(function (area) {
      area.questions.forEach(function (question) {
        if (question.values.indexOf(raw[question.key]) >= 0) {
          answers[question.key] = raw[question.key];
          known += 1;
        }
      });
    });
    dropped = Object.keys(raw).length - known;
    return answers;
  }

  function clean(raw) {
    if (!raw || raw.version !== 1) return null;
    var value = { version: 1, answers: {}, notes: {} };
    if (raw.before && day.test(raw.before.on)) value.before = { on: raw.before.on, answers: answersOf(raw.before.answers || {}) };
    value.answers = answersOf(raw.answers || {});
    areas.forEach(function (area) {
      var note = (raw.notes || {})[area.key];
      if (note && typeof note === "string") value.notes[area.key] = note.slice(0, 2000);
    });
    if (day.test(raw.on)) value.on = raw.on;
    return value;
  }

  /* Open questions are counted and not guessed: the points are at least so many, and at most so many. */
  function points(area, answers) {
    var found = { least: 0, most: 0, open: 0, unknown: 0 };
    area.questions.forEach(function (question) {
      var answer = answers[question.key];
      if (answer === "unknown") found.unknown += 1;
      if (!answer || answer === "unknown") {
        found.open += 1;
        found.most += question.most;
      } else {
        found.least += Number(answer);
        found.most += Number(answer);
      }
    });
    found.isEmpty = found.open === area.questions.length;
    return found;
  }

  function told(area, found) {
    if (found.isEmpty) return say.sayNone;
    return fill(found.open ? say.sayRange : say.sayPoints, { n: found.least, most: found.most, all: area.most });
  }

  function stepsOf(area, found) {
    return area.steps.filter(function (step, number) {
      var next = area.steps[number + 1];
      return Number(step.dataset.least) <= found.most && (!next || Number(next.dataset.least) > found.least);
    });
  }

  function levelOf(area, found) {
    return found.isEmpty ? "" : stepsOf(area, found).map(function (step) { return step.dataset.level; }).join(say.sayOr);
  }

  function at(area, share) { return (area.axis.dataset.x * share).toFixed(1) + " " + (area.axis.dataset.y * share).toFixed(1); }

  function dateOf(iso) { return new Date(iso + "T12:00").toLocaleDateString(say.locale, { day: "numeric", month: "long", year: "numeric" }); }

  function shape(name, results) {
    one(".shape." + name).setAttribute("points", results ? areas.map(function (area, number) { return at(area, results[number].least / area.most); }).join(" ") : "");
  }

  function listed(results) {
    return areas.map(function (area, number) { return area.title + ", " + told(area, results[number]); }).join("; ");
  }

  /* Questions that were passed over, so that nobody looks for them in a long form. */
  function showMissing(questions) {
    one("[data-missing]").hidden = !questions.length;
    one("[data-missing] ul").replaceChildren.apply(one("[data-missing] ul"), questions.map(function (question) {
      var line = document.createElement("li");
      var link = document.createElement("a");
      link.href = "#question-" + question.key;
      link.textContent = question.ask;
      line.append(link);
      return line;
    }));
  }

  function draw() {
    var value = kept.value;
    var results = areas.map(function (area) { return points(area, value.answers); });
    var before = value.before && areas.map(function (area) { return points(area, value.before.answers); });
    var given = Object.keys(value.answers).length;
    var unknown = results.reduce(function (sum, found) { return sum + found.unknown; }, 0);
    var asked = areas.reduce(function (sum, area) { return sum + area.questions.length; }, 0);
    var progress = fill(say.sayProgress, { n: given, all: asked }) + (unknown ? " " + fill(say.sayOpen, { n: unknown }) : "");

    all("[data-progress]").forEach(function (line) { if (words(line) !== progress) line.textContent = progress; });
    one("[data-kept]").dataset.kept = kept.state;
    one("[data-kept]").textContent = say["say" + kept.state.charAt(0).toUpperCase() + kept.state.slice(1)] + (dropped > 0 && kept.state === "kept" ? " " + fill(say.sayDropped, { n: dropped }) : "");
    form.classList.toggle("is-answered", given > 0);
    showMissing(given ? areas.flatMap(function (area) { return area.questions; }).filter(function (question) { return !value.answers[question.key]; }) : []);
    one('[data-do="forget"]').hidden = !before;
    all("[data-before]").forEach(function (cell) { cell.hidden = !before; });
    if (before) {
      var head = one("th[data-before]").textContent = fill(say.sayOn, { date: dateOf(value.before.on) });
      all("td[data-before]").forEach(function (cell) { cell.dataset.label = head; });
    }

    var perhaps = "";
    areas.forEach(function (area, number) {
      var found = results[number];
      area.questions.forEach(function (question) {
        question.answers.forEach(function (answer) { answer.checked = value.answers[question.key] === answer.value; });
      });
      if (document.activeElement !== area.notes) area.notes.value = value.notes[area.key] || "";
      area.blank.forEach(function (blank, column) {
        var cell = area.cells[column + 1];
        if (given) cell.textContent = column ? levelOf(area, found) : told(area, found);
        else cell.replaceChildren.apply(cell, blank);
      });
      if (before) {
        var more = found.least - before[number].least;
        var moved = more ? fill(more > 0 ? say.sayChange : say.sayLess, { n: Math.abs(more) }) : say.saySame;
        area.cells[3].textContent = told(area, before[number]) + (found.open || before[number].open ? "" : ", " + moved);
      }
      var fitting = found.isEmpty ? area.steps : stepsOf(area, found);
      area.steps.forEach(function (step) { step.hidden = fitting.indexOf(step) < 0; });
      if (found.open && !found.isEmpty) perhaps += "M" + at(area, found.least / area.most) + "L" + at(area, found.most / area.most);
    });
    shape("now", given ? results : null);
    shape("earlier", before);
    one(".perhaps").setAttribute("d", perhaps);
    if (given || before) {
      one(".radar").setAttribute("aria-label", fill(say.sayChart, { list: listed(results) }) + (before ? " " + fill(say.sayChartBefore, { date: dateOf(value.before.on), list: listed(before) }) : ""));
    }
  }

  function tell(text) { one("[data-told]").textContent = text; }

  function ask(name, isOpen) {
    var box = one('[data-ask="' + name + '"]');
    box.hidden = !isOpen;
    if (isOpen) box.querySelector("p").focus();
  }

  /* The same rule as hub/compose/drawing/csvtext.py: no cell that a spreadsheet would run. */
  function csv(rows) {
    return "\ufeff" + rows.map(function (row) {
      return row.map(function (cell) { return '"' + String(cell).replace(/^( *[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])/, "'$1").replace(/"/g, '""') + '"'; }).join(",");
    }).join("\r\n") + "\r\n";
  }

  function rows() {
    var value = kept.value;
    var found = [say.sayColumns.split("|")];
    areas.forEach(function (area) {
      var result = points(area, value.answers);
      area.questions.forEach(function (question) {
        var number = question.values.indexOf(value.answers[question.key]);
        var answer = number < 0 ? say.sayNone : words(question.answers[number].nextElementSibling.firstChild);
        found.push([area.title, question.ask, answer, number < 0 || question.values[number] === "unknown" ? "" : question.values[number], ""]);
      });
      found.push([area.title, "", levelOf(area, result), told(area, result), value.notes[area.key] || ""]);
    });
    return found;
  }

  var doing = {
    result: function () { one("#result").focus(); },
    print: function () { window.print(); },
    keep: function () {
      kept.change(function (value) { value.before = { on: window.hubToday(), answers: Object.assign({}, value.answers) }; });
      tell(fill(say.sayCompared, { date: dateOf(kept.value.before.on) }));
    },
    forget: function () {
      kept.change(function (value) { delete value.before; });
      tell("");
      one('[data-do="keep"]').focus();
    },
    json: function () {
      var file = Object.assign({ kind: "cx-hub-self-assessment", assessment: say.assessment }, kept.value, { on: window.hubToday() });
      window.hubSave(say.assessment + "-" + file.on + ".json", "application/json", JSON.stringify(file, null, 1) + "\n");
      tell(say.saySaved);
    },
    csv: function () {
      window.hubSave(say.assessment + "-" + window.hubToday() + ".csv", "text/csv", csv(rows()));
      tell(say.saySaved);
    },
    clear: function () { ask("clear", true); },
    "clear-no": function () { ask("clear", false); one('[data-do="clear"]').focus(); },
    "clear-yes": function () {
      kept.change(function (value) { Object.assign(value, { answers: {}, notes: {} }); delete value.before; delete value.on; });
      dropped = 0;
      ask("clear", false);
      tell(say.sayCleared);
      one('[data-do="clear"]').focus();
    },
    "file-no": function () { ask("file", false); one("#answers_file").focus(); },
    "file-compare": function () {
      kept.change(function (value) { value.before = { on: imported.on, answers: imported.answers }; });
      tell(fill(say.sayCompared, { date: dateOf(imported.on) }));
      doing["file-no"]();
    },
    "file-use": function () {
      kept.change(function (value) { Object.assign(value, imported); });
      tell("");
      ask("file", false);
      one("#result").focus();
    }
  };

  form.addEventListener("click", function (event) {
    var button = event.target.closest("[data-do]");
    if (button) doing[button.dataset.do]();
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  form.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.name) return;
    kept.change(function (value) {
      var isNote = field.tagName === "TEXTAREA";
      var place = isNote ? value.notes : value.answers;
      var key = isNote ? field.closest("[data-area]").dataset.area : field.name;
      if (field.value) place[key] = field.value;
      else delete place[key];
      value.on = window.hubToday();
    });
  });
  one("#answers_file").addEventListener("change", function (event) {
    var input = event.target;
    window.hubOpened(input.files[0], 200000).then(function (raw) {
      input.value = "";
      imported = raw && raw.kind === "cx-hub-self-assessment" && raw.assessment === say.assessment && clean(raw);
      if (imported && !imported.on) imported.on = window.hubToday();
      tell(imported ? "" : say.sayBadFile);
      if (imported) one("#file_question").textContent = fill(say.sayFile, { date: dateOf(imported.on) });
      ask("file", !!imported);
    });
  });

  var kept = window.hubKept("hub-assessment-" + say.assessment + "-1", clean, draw);
  draw();
  form.classList.add("is-live");
  document.querySelectorAll("[data-when]").forEach(function (part) { part.hidden = part.dataset.when !== "script"; });
})();
