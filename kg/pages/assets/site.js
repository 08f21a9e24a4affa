"use strict";
// Suggestions while one types in the search box. Everything works without them.
(() => {
  const box = document.getElementById("q");
  if (!box) return;
  const list = document.createElement("ul");
  list.className = "hints";
  list.id = "hints";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  box.after(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", "hints");
  box.setAttribute("aria-autocomplete", "list");
  let hits = [], at = -1, asked = "", timer = 0;

  const mark = (next) => {
    at = next;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    if (at >= 0) box.setAttribute("aria-activedescendant", list.children[at].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (found) => {
    hits = found;
    list.replaceChildren(...found.map((hit, i) => {
      const item = document.createElement("li");
      item.id = `hint-${i}`;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", "false");
      const detail = document.createElement("small");
      detail.textContent = ` ${hit.kind} ${hit.detail}`;
      item.append(hit.label, detail);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); location.href = hit.address; });
      return item;
    }));
    list.hidden = !found.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    mark(-1);
  };
  const ask = async () => {
    const wanted = box.value.trim();
    if (wanted === asked) return;
    asked = wanted;
    if (!wanted) return show([]);
    const where = new URL("/suggest", location.href);
    where.searchParams.set("q", wanted);
    where.searchParams.set("lang", document.documentElement.lang.slice(0, 2));
    const answer = await fetch(where);
    if (answer.ok && wanted === asked) show(await answer.json());
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 120); });
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark((at + step + hits.length + (at < 0 && step < 0 ? 1 : 0)) % hits.length);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.href = hits[at].address;
    } else if (event.key === "Escape") {
      event.preventDefault(); // the browser would empty the box
      show([]);
    }
  });
  box.addEventListener("blur", () => show([]));
})();
