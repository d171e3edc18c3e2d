// Tells a learning system (SCORM 1.2) that a chapter was begun, where the reader is, how long it took, and that it was read.
// Without one, the page stays as it is written: it says that nothing is recorded, and the button is not shown.
"use strict";
(() => {
  const element = (id) => document.getElementById(id);
  const button = element("record-read");
  const isYes = (answer) => String(answer) === "true";
  let system = null; // the API while a session is open
  let began = 0;
  let isRead = false;

  // The window that holds the API is a parent of this one or of the one that opened it. Another host's windows may not be looked into.
  const systemAbove = (start) => {
    let here = start;
    for (let steps = 0; here && steps < 20; steps += 1) {
      try {
        if (here.API && here.API.LMSInitialize) return here.API;
      } catch {
        // not ours to read: its parent may be
      }
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  };

  const set = (name, value) => isYes(system.LMSSetValue(`cmi.core.${name}`, value));
  const get = (name) => String(system.LMSGetValue(`cmi.core.${name}`) || "");

  const timeSpent = () => {
    const seconds = Math.round((Date.now() - began) / 1000);
    const two = (number) => String(number).padStart(2, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  };

  const showRead = () => {
    isRead = true;
    button.textContent = button.dataset.done;
    button.setAttribute("aria-disabled", "true"); // and not disabled, which would take the focus away
    element("record-status").textContent = element("record-status").dataset.done;
  };

  const showPlace = (heading) => {
    const link = element("place").querySelector("a");
    link.textContent = heading.textContent;
    link.href = `#${heading.id}`;
    element("place").hidden = false;
  };

  const begin = () => {
    if (system) return;
    system = systemAbove(window) || (window.opener ? systemAbove(window.opener) : null);
    if (!system || !isYes(system.LMSInitialize(""))) {
      system = null;
      return;
    }
    began = Date.now();
    element("record-how").textContent = element("record-how").dataset.connected;
    button.hidden = false;
    if (["completed", "passed"].includes(get("lesson_status"))) {
      showRead();
    } else {
      set("lesson_status", "incomplete");
      system.LMSCommit("");
    }
    const place = get("lesson_location");
    if (place && element(place)) showPlace(element(place));
  };

  const keepPlace = () => {
    const above = [...document.querySelectorAll("article h2[id], article h3[id]")].filter((heading) => heading.getBoundingClientRect().top < innerHeight / 2);
    if (above.length) set("lesson_location", above[above.length - 1].id);
    set("session_time", timeSpent());
  };

  const end = () => {
    if (!system) return;
    keepPlace();
    set("exit", isRead ? "" : "suspend"); // else the next visit is a new attempt, without the place
    system.LMSFinish("");
    system = null;
  };

  button.addEventListener("click", () => {
    if (!system || isRead) return;
    if (set("lesson_status", "completed") && isYes(system.LMSCommit(""))) {
      showRead();
    } else {
      element("record-status").textContent = element("record-status").dataset.failed;
    }
  });
  addEventListener("pageshow", begin);
  addEventListener("pagehide", end);
  document.addEventListener("visibilitychange", () => {
    if (!system || document.visibilityState !== "hidden") return;
    keepPlace(); // a phone may never come back to say goodbye
    system.LMSCommit("");
  });
})();
