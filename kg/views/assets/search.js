"use strict";
/* Finding nodes by name, by pinyin or by its first letters; the list is moved through by arrow keys from the box. */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》、·]/g, "");
let names = null; // made when first asked for
function namesOf(node) {
  const forms = kg.edgesOf.get(node.id).filter((edge) => edge.target === node.id).flatMap((edge) => edge.forms);
  return [...[node.label, node.label_en, node.kind === "town" ? node.detail : "", ...forms].map(folded), ...node.said.split(" ")].filter(Boolean);
}
const MOST_HITS = 12;
let hits = [];
let active = -1;

/** 0: called so; 1: begins so; 2: holds it; 3: not. */
function rank(node, wanted) {
  let best = 3;
  for (const name of names.get(node.id)) {
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) best = Math.min(best, 1);
    else if (name.includes(wanted)) best = Math.min(best, 2);
  }
  return best;
}

function closeHits() {
  byId("hits").hidden = true;
  byId("search").setAttribute("aria-expanded", "false");
  byId("search").removeAttribute("aria-activedescendant");
  active = -1;
}
function point(at) {
  const options = [...byId("hits").querySelectorAll("[role=option]")];
  active = options.length ? (at + options.length) % options.length : -1;
  options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
  if (active < 0) return;
  byId("search").setAttribute("aria-activedescendant", options[active].id);
  options[active].scrollIntoView({ block: "nearest" });
}
function choose(node) {
  closeHits();
  kg.select(node.id, true);
}
function search() {
  names ??= new Map(kg.data.nodes.map((node) => [node.id, namesOf(node)]));
  const wanted = folded(byId("search").value);
  const list = byId("hits");
  if (!wanted) return closeHits();
  hits = kg.data.nodes
    .map((node) => [rank(node, wanted), node])
    .filter(([how]) => how < 3)
    .sort(([i, a], [j, b]) => i - j || (a.kind === "town" ? 0 : 1) - (b.kind === "town" ? 0 : 1) || b.towns - a.towns || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_HITS).map(([, node]) => node);
  list.replaceChildren(...hits.map((node, at) => {
    const option = kg.element("li", "", kg.nodeIcon(node.kind), kg.element("span", "grow", kg.short(kg.nameOf(node), 40)));
    if (!kg.state.drawn.has(node.id)) option.append(kg.element("span", "chip", kg.say("not_drawn")));
    option.id = `hit-${at}`;
    option.setAttribute("role", "option");
    option.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    option.addEventListener("click", () => choose(node));
    return option;
  }));
  list.hidden = false;
  byId("search").setAttribute("aria-expanded", "true");
  if (!hits.length) {
    const none = kg.element("li", "none", kg.say("no_hits"));
    none.setAttribute("role", "option");
    none.setAttribute("aria-disabled", "true");
    list.append(none);
  }
  point(hits.length ? 0 : -1);
}
byId("search").addEventListener("input", search);
byId("search").addEventListener("focus", search);
byId("search").addEventListener("blur", closeHits);
byId("search").addEventListener("keydown", (event) => {
  const open = !byId("hits").hidden && hits.length > 0;
  if (event.isComposing) return; // an input method is choosing characters
  if (event.key === "Enter" && open) choose(hits[active]);
  else if (event.key === "ArrowDown" && open) point(active + 1);
  else if (event.key === "ArrowUp" && open) point(active - 1);
  else if (event.key === "Escape" && !byId("hits").hidden) closeHits();
  else return;
  event.preventDefault();
});
