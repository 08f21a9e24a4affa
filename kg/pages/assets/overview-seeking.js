"use strict";
// A box that offers what matches while one types: keys, pointer, screen reader. Texts are set as text.
window.kgSeeking = (box, list, { find, take, none }) => {
  let hits = [], marked = -1;
  const mark = (next) => {
    marked = next;
    [...list.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === marked)));
    if (marked >= 0) {
      box.setAttribute("aria-activedescendant", list.children[marked].id);
      list.children[marked].scrollIntoView?.({ block: "nearest" });
    } else box.removeAttribute("aria-activedescendant");
  };
  const hide = () => {
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const accept = (turn) => {
    if (!(turn in hits)) return;
    hide();
    take(hits[turn].what);
  };
  const show = async () => {
    const typed = box.value;
    const found = await find(typed.trim().toLowerCase().replace(/\s+/g, ""));
    if (box.value !== typed || document.activeElement !== box) return;
    hits = found ?? [];
    list.replaceChildren(...hits.map(({ label, detail }, turn) => {
      const item = document.createElement("li"), small = document.createElement("small");
      small.textContent = ` ${detail}`;
      item.append(label, small);
      item.id = `${list.id}-${turn}`;
      item.setAttribute("role", "option");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); accept(turn); });
      return item;
    }));
    if (found && !hits.length) {
      const item = document.createElement("li");
      item.textContent = none;
      item.setAttribute("role", "option");
      item.setAttribute("aria-disabled", "true");
      list.append(item);
    }
    list.hidden = !found;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(hits.length && typed.trim() ? 0 : -1);
  };
  box.addEventListener("input", show);
  box.addEventListener("focus", show);
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") accept(Math.max(marked, 0));
    else if (event.key === "Escape" && !list.hidden) hide();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      if (list.hidden) { list.hidden = false; box.setAttribute("aria-expanded", "true"); }
      mark((marked + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else return;
    event.preventDefault();
  });
};
// How well a name matches what is wanted: 0 best, 9 not at all.
window.kgRank = (wanted, name, whole, pinyin, initials) => {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (initials === wanted || pinyin === wanted) return 2;
  if (name.includes(wanted)) return 3;
  if (whole.includes(wanted)) return 4;
  if (pinyin.startsWith(wanted) || initials.startsWith(wanted)) return 5;
  return pinyin.includes(wanted) ? 6 : 9;
};
