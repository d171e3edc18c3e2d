/* The definition of a dotted word, beside it: with the pointer over it or the keyboard on it. Without this file the word is a link to the glossary.
   A screen reader reads the description that the link has in the page, so what is shown here is hidden from it. */
(function () {
  "use strict";

  var tip, link, waiting;

  function close() {
    clearTimeout(waiting);
    if (tip) tip.remove();
    tip = link = null;
  }

  /* Time enough to move the pointer onto the definition; and it stays as long as the keyboard is on its word. */
  function closeSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(function () { if (link !== document.activeElement || !link.matches(":focus-visible")) close(); }, 250);
  }

  function open(word) {
    clearTimeout(waiting);
    if (word === link) return;
    close();
    var told = document.getElementById(word.getAttribute("aria-describedby"));
    if (!told) return;
    link = word;
    tip = document.createElement("span");
    tip.className = "term-tip";
    tip.setAttribute("aria-hidden", "true");
    tip.textContent = told.textContent;
    document.body.append(tip);
    var at = word.getBoundingClientRect(); /* Of all its lines: none of them is covered. */
    var left = Math.max(16, Math.min(word.getClientRects()[0].left, document.documentElement.clientWidth - tip.offsetWidth - 16));
    var isAbove = at.bottom + tip.offsetHeight + 8 > innerHeight && at.top > tip.offsetHeight + 8;
    tip.style.left = left + scrollX + "px";
    tip.style.top = (isAbove ? at.top - tip.offsetHeight - 4 : at.bottom + 4) + scrollY + "px";
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return; /* A tap follows the link. */
    var over = event.target.closest(".term, .term-tip");
    if (!over) { if (tip) closeSoon(); }
    else if (over === tip) clearTimeout(waiting);
    else open(over);
  });
  document.addEventListener("focusin", function (event) {
    if (event.target.matches(".term:focus-visible")) open(event.target);
    else close();
  });
  document.addEventListener("focusout", function () { if (tip) closeSoon(); });
  document.addEventListener("keydown", function (event) { if (event.key === "Escape") close(); });
  window.addEventListener("resize", close);
})();
