"use strict";
// Keys on cards, names offered while one types, words taken from the text. All of it works by forms without this file.
(() => {
  const cards = [...document.querySelectorAll(".card")];
  let at = -1;
  const go = (to) => {
    if (!cards.length) return;
    at = Math.max(0, Math.min(cards.length - 1, to));
    cards[at].focus();
    cards[at].scrollIntoView({ block: "center" });
  };
  document.addEventListener("focusin", (event) => {
    const found = cards.indexOf(event.target.closest(".card"));
    if (found >= 0) at = found;
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    if (event.key === "j") go(at + 1);
    else if (event.key === "k") go(at - 1);
    else if (at >= 0 && "arc".includes(event.key)) cards[at].querySelector(`[data-key="${event.key}"]`)?.click();
  });
  if (cards.length && location.hash !== "") go(Number(location.hash.slice(2)) || 0);

  const offered = document.getElementById("practices");
  let waiting = 0;
  document.addEventListener("input", (event) => {
    if (!offered || event.target.getAttribute("list") !== "practices" || event.target.value.length < 2) return;
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      const answer = await fetch(`/suggest?kind=practice&q=${encodeURIComponent(event.target.value)}`);
      if (!answer.ok) return;
      offered.replaceChildren(...(await answer.json()).map((one) => {
        const option = document.createElement("option");
        option.value = one.label;
        return option;
      }));
    }, 150);
  });

  const text = document.getElementById("text"), words = document.getElementById("words");
  text?.addEventListener("mouseup", () => {
    const chosen = String(getSelection());
    if (chosen.trim() && chosen.length < 400) words.value = chosen.trim();
  });
  if (document.querySelector("[data-busy]")) setTimeout(() => location.reload(), 1500);
})();
