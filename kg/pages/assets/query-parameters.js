"use strict";
// What a saved question is asked of: names offered while one types, and the query that the service makes of them.
window.kgParameters = (told, say, put) => {
  const forms = [...document.querySelectorAll("form.parameters")];
  const BETWEEN = /[、;；]/;
  let offering = 0;

  // ---- Names -----------------------------------------------------------------------
  const names = async (kind, wanted) => {
    const known = told.names[kind];
    if (known) {
      const within = known.filter((one) => one.some((name) => name.toLowerCase().includes(wanted.toLowerCase())));
      return within.map(([label, detail]) => ({ label, detail }));
    }
    if (!wanted) return [];
    const answer = await fetch(`/suggest?${new URLSearchParams({ q: wanted, kind, lang: told.lang })}`);
    return answer.ok ? answer.json() : [];
  };
  const offer = (box) => {
    const list = document.createElement("ul");
    Object.assign(list, { className: "hints", id: `${box.id}-names`, hidden: true });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0].textContent);
    box.after(list);
    for (const [key, value] of Object.entries({ role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list" })) {
      box.setAttribute(key, value);
    }
    let hits = [], at = -1, timer = 0;
    const mark = (next) => {
      at = next;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
      if (at < 0) return box.removeAttribute("aria-activedescendant");
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    };
    const show = (found) => {
      hits = found;
      list.replaceChildren(...found.map(({ label, detail }, i) => {
        const item = document.createElement("li"), small = document.createElement("small");
        Object.assign(item, { id: `${list.id}-${i}` });
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        small.textContent = detail ? ` ${detail}` : "";
        item.append(label, small);
        item.addEventListener("mousedown", (event) => { event.preventDefault(); take(i); });
        return item;
      }));
      list.hidden = !found.length;
      box.setAttribute("aria-expanded", String(!list.hidden));
      mark(-1);
    };
    // Of several names the last one is being typed.
    const parts = () => (box.dataset.several === undefined ? [box.value] : box.value.split(BETWEEN));
    const take = (i) => {
      box.value = [...parts().slice(0, -1).map((one) => one.trim()), hits[i].label].join(told.lang === "zh" ? "、" : "; ");
      show([]);
    };
    // What stands there before anybody types is no beginning of a name, nor is what is none.
    const untold = () => box.value === box.dataset.default || box.getAttribute("aria-invalid") === "true";
    const look = async (typed) => {
      const mine = offering += 1;
      const found = await names(box.name, !typed && untold() ? "" : parts().at(-1).trim());
      if (mine === offering && document.activeElement === box) show(found);
    };
    box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(() => look(true), 120); });
    box.addEventListener("keydown", (event) => {
      const down = event.key === "ArrowDown";
      if (list.hidden) {
        if (down) { event.preventDefault(); look(false); }
        return;
      }
      if (down || event.key === "ArrowUp") {
        event.preventDefault();
        mark((at + (down ? 1 : -1) + hits.length + (at < 0 && !down ? 1 : 0)) % hits.length);
      } else if (event.key === "Enter") {
        if (at < 0) return show([]);
        event.preventDefault();
        take(at);
      } else if (event.key === "Escape") {
        event.preventDefault();
        show([]);
      }
    });
    box.addEventListener("focus", () => box.select());
    box.addEventListener("click", () => { if (list.hidden && told.names[box.name]) look(false); });
    box.addEventListener("blur", () => { clearTimeout(timer); offering += 1; show([]); });
  };

  // ---- The query -------------------------------------------------------------------
  const said = (form) => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
  const blame = (form, why) => {
    form.querySelector(".fault").textContent = why;
    form.querySelectorAll("input:not([type=hidden])").forEach((box) => box.setAttribute("aria-invalid", String(Boolean(why))));
  };
  for (const form of forms) {
    form.querySelectorAll("input:not([type=hidden])").forEach(offer);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const given = said(form);
      let told_;
      try {
        const answer = await fetch(`/query?${given}&panel=question&format=json`);
        if (!answer.ok) return say((await answer.text()).slice(0, 200), true);
        told_ = await answer.json();
      } catch { return say(told.words.unreachable, true); }
      blame(form, told_.headline);
      if (!told_.headline) put(told_.sparql, given);
    });
  }
  return {
    // The fields of the question called so, with what it asks of by itself; none of another.
    show: (name) => {
      const form = forms.find((one) => one.dataset.saved === name);
      forms.forEach((one) => { one.hidden = one !== form; });
      if (!form) return null;
      blame(form, "");
      form.querySelectorAll("[data-default]").forEach((box) => { box.value = box.dataset.default; });
      return said(form);
    },
    // What stands in the fields that are shown.
    shown: () => {
      const form = forms.find((one) => !one.hidden);
      return form ? said(form) : null;
    },
    focus: () => forms.find((one) => !one.hidden)?.querySelector("[data-default]").focus(),
  };
};
