/* The page on feedback: says in the text to copy which page it is about. The page's id comes from the address, and nothing is sent. */
(() => {
  "use strict";
  const text = document.querySelector(".feedback-text"), button = document.querySelector(".feedback-copy"), told = document.querySelector(".feedback-copied");
  const asked = new URLSearchParams(location.search), id = asked.get("page"), part = asked.get("part"), isName = (word) => word && word.length < 200 && /^\w+([.-]+\w+)*$/.test(word);
  const { go, page, section } = text.dataset;

  if (isName(id)) {
    const lines = text.value.split("\n").map((line) => line.startsWith("Id: ") ? `Id: ${id}` : line.startsWith(`${page}: `) ? `${page}: ${go}${id}/` : line);
    if (isName(part)) lines.push(`${section}: (#${part})`);
    text.value = lines.join("\n");
  }
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.onclick = () => navigator.clipboard.writeText(text.value).then(() => { told.textContent = told.dataset.done; }, () => { told.textContent = told.dataset.failed; });
})();
