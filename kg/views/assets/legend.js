"use strict";
/* Filter and legend in one: what a line or shape means, and whether it is shown. */
function choice(icon, text, set, key, switched) {
  const box = kg.element("input");
  box.type = "checkbox";
  box.checked = set.has(key);
  box.dataset.key = key;
  box.addEventListener("change", () => {
    if (box.checked) set.add(key);
    else set.delete(key);
    if (switched) switched(box.checked);
    paint();
    kg.announce(kg.say("nodes_shown", { n: kg.shown.size }));
  });
  return kg.element("label", "choice", box, icon, text);
}
function group(title, ...choices) {
  return kg.element("fieldset", "", kg.element("legend", "", title), ...choices);
}

const MOST_OF_A_KIND = 300;
/** A kind of nodes. One that nothing drawn belongs to is drawn when it is switched on, as far as it hangs on anything. */
function kindChoice(kind, of) {
  const held = of.filter((node) => !kg.state.drawn.has(node.id));
  const drawn = of.length - held.length;
  const text = kg.element("span", "", kg.word("kind", kind), " ", kg.element("span", "count", String(drawn || of.length)));
  return choice(kg.nodeIcon(kind), text, kg.state.kinds, kind, (on) => {
    if (!on || drawn) return;
    const tied = (node) => kg.edgesOf.get(node.id).some((edge) => kg.state.drawn.has(kg.otherEnd(edge, node.id).id));
    kg.draw(held.filter(tied).slice(0, MOST_OF_A_KIND).map((node) => node.id));
    byId("legend").querySelector(`input[data-key="${kind}"]`).focus();
    fit();
  });
}

function slider() {
  const most = Math.max(1, ...kg.data.nodes.filter(kg.isPractice).map((node) => node.towns));
  if (most === 1) return null;
  const range = kg.element("input");
  range.type = "range";
  range.id = "least";
  Object.assign(range, { min: 1, max: most, step: 1, value: kg.state.least });
  const text = kg.element("span", "", kg.say("least", { n: kg.state.least }));
  range.addEventListener("input", () => {
    kg.state.least = Number(range.value);
    text.textContent = kg.say("least", { n: kg.state.least });
    paint();
    fit();
  });
  return kg.element("fieldset", "", kg.element("label", "range", text, range));
}

function provinces() {
  const found = [...new Set(kg.data.nodes.filter((node) => node.kind === "town").map((node) => node.province))].sort();
  if (found.length < 2) return null;
  const list = kg.element("select");
  list.id = "province";
  for (const name of [null, ...found]) {
    const option = kg.element("option", "", name === null ? kg.say("every_province") : name || "–");
    option.value = name === null ? "*" : `=${name}`;
    option.selected = name === kg.state.province;
    list.append(option);
  }
  list.addEventListener("change", () => {
    kg.state.province = list.value === "*" ? null : list.value.slice(1);
    paint();
    fit();
  });
  return kg.element("fieldset", "", kg.element("label", "range", kg.element("span", "", kg.say("province")), list));
}

function legend() {
  const byKind = new Map();
  for (const node of kg.data.nodes) {
    if (!byKind.has(node.kind)) byKind.set(node.kind, []);
    byKind.get(node.kind).push(node);
  }
  const values = new Set(drawnEdges().map((edge) => edge.value));
  const lines = (table, keys) => keys.filter((key) => values.has(key)).map((key) => choice(kg.lineIcon(key), kg.word(table, key), kg.state.values, key));
  const groups = [
    [kg.say("kinds"), Object.keys(kg.data.words.kind).filter((kind) => byKind.has(kind)).map((kind) => kindChoice(kind, byKind.get(kind)))],
    [kg.say("statuses"), lines("status", Object.keys(kg.data.words.status))],
    [kg.say("roles"), lines("role", Object.keys(kg.data.words.role))],
    [kg.say("relations"), lines("relation", ["problem", "cause", "plan", "addresses", "concerns"])],
    [kg.say("kin"), lines("relation", ["likeness"])],
    [kg.say("links"), values.has("broader") ? [choice(kg.lineIcon("broader"), kg.say("families"), kg.state.values, "broader")] : []],
    [kg.say("years"), kg.years.length > 1 ? kg.years.map((year) => choice(null, String(year), kg.state.years, year)) : []],
  ];
  byId("legend").replaceChildren(...groups.filter(([, of]) => of.length).map(([title, of]) => group(title, ...of)), ...[provinces(), slider()].filter(Boolean));
}
