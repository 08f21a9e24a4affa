"use strict";
/* The graph: drawing, choosing, filtering, searching. */
kg.state = { selected: null, edge: null, near: new Set(), kinds: new Set(Object.keys(kg.data.looks.nodes)), values: new Set(Object.keys(kg.data.looks.edges).filter((value) => value !== "broader")), least: 1 };
const byId = (id) => document.getElementById(id);
const drawn = new Map(kg.data.network.nodes.map((node) => [node.id, node]));
const nodeSet = new vis.DataSet(kg.data.network.nodes.map((node) => ({ ...node, label: undefined })));
const edgeSet = new vis.DataSet(kg.data.network.edges);

kg.edgeVisible = function (edge) {
  const ends = [kg.nodes.get(edge.source), kg.nodes.get(edge.target)];
  return kg.state.values.has(edge.value) && ends.every((node) => kg.state.kinds.has(node.kind) && (!isPractice(node) || node.towns >= kg.state.least));
};
kg.visible = function (node) {
  if (node.kind === "town") return kg.state.kinds.has("town");
  const ties = kg.edgesOf.get(node.id);
  return kg.state.kinds.has(node.kind) && (!isPractice(node) || node.towns >= kg.state.least) && (!kg.state.kinds.has("town") || ties.some((edge) => edge.relation !== "broader" && kg.edgeVisible(edge)));
};
function isPractice(node) {
  return node.kind === "practice" || node.kind === "discovered";
}

const container = byId("graph");
const network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, {
  autoResize: true,
  physics: { enabled: false, solver: "barnesHut", barnesHut: { gravitationalConstant: -6000, springLength: 120, damping: 0.4, avoidOverlap: 0.3 } },
  layout: { improvedLayout: false },
  interaction: { hover: true, multiselect: false, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e6, selectConnectedEdges: false },
  nodes: { chosen: false, font: { size: 0 } },
  edges: { hoverWidth: 1, selectionWidth: 1.5 },
});
kg.network = network;
network.on("afterDrawing", (context) => kg.labels.draw(context, network, (node) => drawn.get(node.id).size));

/* Thousands of lines would hide everything else. */
const faint = Math.min(1, Math.max(0.15, 600 / kg.data.edges.length));

/** Shows what is chosen, and dims what has nothing to do with it. */
function paint() {
  const near = kg.state.near;
  nodeSet.update(kg.data.nodes.map((node) => ({
    id: node.id,
    hidden: !kg.visible(node),
    opacity: near.size && !near.has(node.id) ? 0.12 : 1,
    borderWidth: kg.state.selected === node.id ? 5 : 2,
  })));
  edgeSet.update(kg.data.edges.map((edge) => {
    const look = kg.data.looks.edges[edge.value];
    const mine = kg.state.edge === edge.number || edge.source === kg.state.selected || edge.target === kg.state.selected;
    const opacity = near.size === 0 ? (edge.value === "implemented" ? 0.45 : 0.8) * faint : mine ? 1 : 0.06;
    return { id: edge.number, hidden: !kg.edgeVisible(edge), width: mine && near.size ? look.width + 0.8 : look.width, color: { color: look.colour, highlight: look.colour, hover: look.colour, opacity } };
  }));
}

kg.select = function (id, move) {
  kg.state.selected = id;
  kg.state.edge = null;
  kg.state.near = new Set(id === null ? [] : [id, ...kg.edgesOf.get(id).filter(kg.edgeVisible).map((edge) => kg.otherEnd(edge, id).id)]);
  paint();
  if (id === null) {
    network.unselectAll();
    kg.panel.overview();
  } else {
    kg.panel.node(kg.nodes.get(id));
  }
  kg.panel.at.scrollTop = 0;
  if (move) kg.panel.at.focus({ preventScroll: true });
  makeRoom(move || narrow());
};

function selectEdge(number) {
  const edge = kg.data.edges[number];
  kg.state.selected = null;
  kg.state.edge = number;
  kg.state.near = new Set([edge.source, edge.target]);
  paint();
  kg.panel.edge(edge);
  kg.panel.at.scrollTop = 0;
  makeRoom(narrow());
}

function narrow() {
  return window.matchMedia("(max-width: 820px)").matches;
}

/** On a narrow screen the panel takes more of the height once something is chosen; what is chosen stays in view. */
function makeRoom(follow) {
  document.body.classList.toggle("chosen", kg.state.near.size > 0);
  if (!follow) return;
  requestAnimationFrame(() => {
    network.setSize("100%", "100%");
    const near = [...kg.state.near].filter((one) => kg.visible(kg.nodes.get(one)));
    frame(near.length ? near : shownIds(), near.length ? 1.2 : 2);
  });
}

kg.calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

network.on("click", (event) => {
  if (event.nodes.length) kg.select(event.nodes[0], false);
  else if (event.edges.length) selectEdge(event.edges[0]);
  else if (kg.state.near.size) kg.select(null, false);
});
network.on("hoverNode", () => (container.style.cursor = "pointer"));
network.on("blurNode", () => (container.style.cursor = ""));
network.on("hoverEdge", () => (container.style.cursor = "pointer"));
network.on("blurEdge", () => (container.style.cursor = ""));

/** Moves and scales the drawing so that these nodes fill it, with room for the names around them. */
function frame(ids, most, animated = true) {
  if (!ids.length) return;
  const at = Object.values(network.getPositions(ids));
  const [xs, ys] = [at.map((one) => one.x), at.map((one) => one.y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const canvas = network.canvas.frame.canvas;
  const room = (size, margin) => Math.max(size - 2 * Math.min(margin, size / 6), 40);
  const scale = Math.min(room(canvas.clientWidth, narrow() ? 26 : 56) / Math.max(right - left, 1), room(canvas.clientHeight, 36) / Math.max(bottom - top, 1), most);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.03),
    animation: kg.calm || !animated ? false : { duration: 300, easingFunction: "easeInOutQuad" },
  });
}
function shownIds() {
  return kg.data.nodes.filter(kg.visible).map((node) => node.id);
}
function fit() {
  frame(shownIds(), 2);
}
byId("fit").addEventListener("click", fit);
const zoom = (by) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, 0.05), 6) });
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
byId("physics").addEventListener("click", () => {
  const on = byId("physics").getAttribute("aria-pressed") !== "true";
  byId("physics").setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    byId("hits").hidden = true;
    if (kg.state.near.size) kg.select(null, false);
  }
});

/* Search */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s“”"'‘’《》、·]/g, "");
const names = new Map(kg.data.nodes.map((node) => {
  const forms = kg.edgesOf.get(node.id).filter((edge) => edge.target === node.id).flatMap((edge) => edge.forms);
  return [node.id, [node.label, node.label_en, node.kind === "town" ? node.detail : "", ...forms].map(folded)];
}));
function search() {
  const wanted = folded(byId("search").value);
  const list = byId("hits");
  list.hidden = wanted === "";
  byId("search").setAttribute("aria-expanded", String(!list.hidden));
  const found = kg.data.nodes
    .filter((node) => names.get(node.id).some((name) => name.includes(wanted)))
    .sort((a, b) => (a.kind === "town" ? 0 : 1) - (b.kind === "town" ? 0 : 1) || b.towns - a.towns || (a.id < b.id ? -1 : 1))
    .slice(0, 12);
  list.replaceChildren(...found.map((node) => {
    const button = kg.element("button", "", kg.nodeIcon(node.kind), kg.nameOf(node));
    button.type = "button";
    button.addEventListener("click", () => { list.hidden = true; kg.select(node.id, true); });
    return kg.element("li", "", button);
  }));
  if (!found.length) list.append(kg.element("li", "none", kg.say("no_hits")));
}
byId("search").addEventListener("input", search);
byId("search").addEventListener("keydown", (event) => {
  const first = byId("hits").querySelector("button");
  if (event.key === "Enter" && first) first.click();
  if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
});
byId("hits").addEventListener("keydown", (event) => {
  const buttons = [...byId("hits").querySelectorAll("button")];
  const next = buttons.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") { event.preventDefault(); (buttons[next] || byId("search")).focus(); }
});
document.addEventListener("click", (event) => { if (!event.target.closest(".search")) byId("hits").hidden = true; });

/* Filter and legend in one: what a line or shape means, and whether it is shown */
function choice(icon, text, set, key) {
  const box = kg.element("input");
  box.type = "checkbox";
  box.checked = set.has(key);
  box.dataset.key = key;
  box.addEventListener("change", () => {
    if (box.checked) set.add(key);
    else set.delete(key);
    paint();
  });
  return kg.element("label", "choice", box, icon, text);
}
function group(title, ...choices) {
  return kg.element("fieldset", "", kg.element("legend", "", title), ...choices);
}
function legend() {
  const used = new Set(kg.data.nodes.map((node) => node.kind));
  const drawnValues = new Set(kg.data.edges.map((edge) => edge.value));
  const lines = (table) => Object.keys(kg.data.words[table]).filter((key) => drawnValues.has(key)).map((key) => choice(kg.lineIcon(key), kg.word(table, key), kg.state.values, key));
  const kinds = Object.keys(kg.data.words.kind).filter((kind) => used.has(kind)).map((kind) => choice(kg.nodeIcon(kind), kg.word("kind", kind), kg.state.kinds, kind));
  const groups = [group(kg.say("kinds"), ...kinds), group(kg.say("statuses"), ...lines("status"))];
  if (lines("role").length) groups.push(group(kg.say("roles"), ...lines("role")));
  if (drawnValues.has("broader")) groups.push(group(kg.say("links"), choice(kg.lineIcon("broader"), kg.say("families"), kg.state.values, "broader")));
  const most = Math.max(1, ...kg.data.nodes.filter(isPractice).map((node) => node.towns));
  if (most > 1) {
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
    groups.push(kg.element("fieldset", "", kg.element("label", "range", text, range)));
  }
  byId("legend").replaceChildren(...groups);
}

/* Words */
function words() {
  const scope = kg.data.scope;
  const count = (...kinds) => kg.data.nodes.filter((node) => kinds.includes(node.kind)).length;
  document.documentElement.lang = kg.lang === "zh" ? "zh-CN" : "en";
  document.title = kg.say("title");
  byId("title").textContent = kg.say("title");
  const years = scope.years.length > 2 ? `${scope.years[0]}–${scope.years.at(-1)}` : scope.years.join("、");
  const only = Object.entries(scope.only).filter(([, name]) => name).map(([key, name]) => kg.say("only_" + key, { name }));
  const summary = kg.say("summary", { reports: scope.reports, towns: scope.towns, years, practices: count("practice", "discovered"), firms: count("firm", "office") });
  byId("summary").textContent = [summary, ...only].join(" · ");
  byId("language").textContent = kg.say("other");
  byId("search").placeholder = kg.say("search");
  byId("search").setAttribute("aria-label", kg.say("search"));
  byId("filters-title").textContent = kg.say("filters");
  byId("fit").textContent = kg.say("fit");
  byId("physics").textContent = kg.say("physics");
  byId("zoom-in").setAttribute("aria-label", kg.say("zoom_in"));
  byId("zoom-out").setAttribute("aria-label", kg.say("zoom_out"));
  container.setAttribute("aria-label", kg.say("graph"));
  byId("silence").textContent = kg.say("silence");
  const limits = [];
  if (Object.values(scope.left_out).some((n) => n > 0)) limits.push(kg.say("left_out", scope.left_out));
  if (scope.unplaced) limits.push(kg.say("unplaced", { n: scope.unplaced }));
  byId("limits").textContent = limits.join(" ");
  legend();
  if (kg.state.edge !== null) selectEdge(kg.state.edge);
  else if (kg.state.selected !== null) kg.panel.node(kg.nodes.get(kg.state.selected));
  else kg.panel.overview();
  network.redraw();
}
byId("language").addEventListener("click", () => {
  kg.lang = kg.lang === "zh" ? "en" : "zh";
  words();
});

byId("filters").open = !narrow();
words();
paint();
network.once("afterDrawing", () => frame(shownIds(), 2, false));
document.fonts.ready.then(() => network.redraw());
