/* What a page keeps in the reader's browser, in step with other tabs, and how it is saved as a file. Nothing leaves the machine. */
(function () {
  "use strict";

  /* `clean` makes a value that can be trusted, or null of what cannot be read. `changed` is told whenever the value may be another one. */
  window.hubKept = function (key, clean, changed) {
    var empty = JSON.stringify(clean({ version: 1 }));
    var kept = { value: JSON.parse(empty), state: "kept" };

    function read() {
      if (kept.state === "blocked" || kept.state === "full") return; /* What this page holds is newer than what could be kept. */
      var text, value = null;
      try { text = localStorage.getItem(key); } catch (blocked) { kept.state = "blocked"; return; }
      if (text) {
        try { value = clean(JSON.parse(text)); } catch (unreadable) { /* Somebody else's, or damaged: it goes. */ }
        if (!value) {
          kept.state = "broken";
          try { localStorage.removeItem(key); } catch (blocked) { /* It is left alone. */ }
        }
      }
      kept.value = value || JSON.parse(empty);
    }

    /* Read again first: another tab may have written meanwhile. */
    kept.change = function (how) {
      read();
      how(kept.value);
      var text = JSON.stringify(kept.value);
      try {
        if (text === empty) localStorage.removeItem(key);
        else localStorage.setItem(key, text);
        kept.state = "kept";
      } catch (refused) {
        if (kept.state !== "blocked") kept.state = "full";
      }
      changed();
    };

    function again(event) {
      if (event.type === "pageshow" ? !event.persisted : event.key !== null && event.key !== key) return;
      read();
      changed();
    }
    window.addEventListener("storage", again);
    window.addEventListener("pageshow", again);
    read();
    return kept;
  };

  window.hubSave = function (name, type, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 10000);
  };

  /* The content of a file as JSON, or null. */
  window.hubOpened = function (file, most) {
    if (!file || file.size > most) return Promise.resolve(null);
    return file.text().then(JSON.parse).catch(function () { return null; });
  };

  window.hubFill = function (words, values) {
    return words.replace(/\{(\w+)\}/g, function (all, name) { return name in values ? values[name] : all; });
  };

  window.hubToday = function () {
    var now = new Date();
    return new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  };
})();
