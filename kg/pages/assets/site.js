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
  // Of a site without a server the names stand in a script, which is read when someone begins to type.
  const form = box.form;
  const still = form.dataset.names;
  let names = null;
  if (still) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (hits.length) location.href = hits[Math.max(at, 0)].address;
    });
  }
  const load = () => names ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = still;
    script.addEventListener("load", () => done(window.kgNames));
    document.head.append(script);
  });
  const rank = ([, label, detail, , pinyin, initials], wanted) => {
    const name = label.toLowerCase();
    if (name === wanted || detail + name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.includes(wanted)) return 2;
    if ((detail.toLowerCase() + name).includes(wanted)) return 3;
    if (pinyin.startsWith(wanted) || initials.startsWith(wanted)) return 4;
    return pinyin.includes(wanted) ? 5 : 9;
  };
  const look = async (wanted) => {
    const kinds = form.dataset.kinds.split("|");
    const ranked = (await load()).map((one) => [rank(one, wanted.toLowerCase()), one]).filter(([place]) => place < 9);
    ranked.sort(([a, one], [b, other]) => a - b || one[0] - other[0] || one[1].length - other[1].length);
    return ranked.slice(0, 12).map(([, [kind, label, detail, folder]]) => (
      { kind: kinds[kind], label, detail, address: `${form.dataset.root}${encodeURI(folder)}/index.html` }
    ));
  };
  const inquire = async (wanted) => {
    const where = new URL("/suggest", location.href);
    where.searchParams.set("q", wanted);
    where.searchParams.set("lang", document.documentElement.lang.slice(0, 2));
    const answer = await fetch(where);
    return answer.ok ? answer.json() : [];
  };
  const ask = async () => {
    const wanted = box.value.trim();
    if (wanted === asked) return;
    asked = wanted;
    if (!wanted) return show([]);
    const found = await (still ? look(wanted) : inquire(wanted));
    if (wanted === asked) show(found);
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
// The query of a panel opens in the editor: behind # it may be as long as it is, and no server sees it.
document.querySelectorAll("a.try").forEach((link) => {
  link.hash = `query=${encodeURIComponent(link.parentElement.querySelector("pre").textContent)}`;
  link.hidden = false;
});
// On a phone filters would fill the first screen; tables by year begin at the newest.
if (window.innerWidth < 640) document.querySelectorAll("details.filters").forEach((one) => { one.open = false; });
document.querySelectorAll(".wide[data-newest]").forEach((one) => { one.scrollLeft = one.scrollWidth; });
