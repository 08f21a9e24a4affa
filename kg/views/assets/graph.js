"use strict";
/* The graph: what is drawn, what is chosen, what is hidden by the filters. */
const firstNodes = kg.data.nodes.slice(0, kg.data.drawn.nodes);
kg.years = [...new Set(kg.data.edges.flatMap((edge) => edge.years))].sort();
kg.state = {
  selected: null, edge: null, near: new Set(), least: 1, province: null,
  drawn: new Set(firstNodes.map((node) => node.id)),
  kinds: new Set(firstNodes.map((node) => node.kind)),
  values: new Set(Object.keys(kg.data.looks.edges).filter((value) => value !== "broader")),
  years: new Set(kg.years),
};

/* What passes the filters. Kinds are asked apart: a practice stays when its towns are switched off. */
const inYears = (edge) => !edge.years.length || edge.years.some((year) => kg.state.years.has(year));
const inProvince = (node) => kg.state.province === null || node.kind !== "town" || node.province === kg.state.province;
const wideEnough = (node) => !kg.isPractice(node) || node.towns >= kg.state.least;
function passes(edge) {
  return kg.state.values.has(edge.value) && inYears(edge) && [edge.source, edge.target].every((id) => {
    const node = kg.nodes.get(id);
    return kg.state.drawn.has(id) && inProvince(node) && wideEnough(node);
  });
}
kg.edgeVisible = (edge) => passes(edge) && kg.state.kinds.has(kg.nodes.get(edge.source).kind) && kg.state.kinds.has(kg.nodes.get(edge.target).kind);
kg.visible = function (node) {
  if (!kg.state.drawn.has(node.id) || !kg.state.kinds.has(node.kind) || !wideEnough(node)) return false;
  const ties = kg.edgesOf.get(node.id);
  if (node.kind !== "town") return ties.some((edge) => edge.relation !== "broader" && passes(edge));
  const dated = ties.filter((edge) => edge.years.length);
  return inProvince(node) && (!dated.length || kg.state.years.size === kg.years.length || dated.some(inYears));
};

/* How things look now. Only what changes is told to vis-network. */
const looks = { nodes: new Map(), edges: new Map() };
/* Thousands of lines would hide everything else. */
const faint = Math.min(1, Math.max(0.15, 600 / kg.data.drawn.edges));
function nodeLook(node) {
  const near = kg.state.near;
  return { hidden: !kg.shown.has(node.id), opacity: near.size && !near.has(node.id) ? 0.12 : 1, borderWidth: kg.state.selected === node.id ? 5 : node.id === kg.data.focus ? 4 : 2 };
}
function edgeLook(edge) {
  const look = kg.data.looks.edges[edge.value];
  const { near, selected } = kg.state;
  const mine = kg.state.edge === edge.number || edge.source === selected || edge.target === selected;
  const opacity = near.size === 0 ? (edge.value === "implemented" ? 0.45 : 0.8) * (edge.weight ? Math.max(faint, 0.6) : faint) : mine ? 1 : 0.06;
  const width = edge.weight ? 1 + 9 * edge.weight : look.width;
  return { hidden: !kg.edgeVisible(edge), opacity, width: mine && near.size ? width + 0.8 : width, colour: look.colour };
}
const edgeOptions = (number, look) => ({ id: number, hidden: look.hidden, width: look.width, color: { color: look.colour, highlight: look.colour, hover: look.colour, opacity: look.opacity } });

function changes(kept, things, key, lookOf) {
  const changed = [];
  for (const thing of things) {
    const look = lookOf(thing);
    const seen = kept.get(thing[key]);
    if (seen && Object.keys(look).every((name) => look[name] === seen[name])) continue;
    kept.set(thing[key], look);
    changed.push([thing[key], look]);
  }
  return changed;
}
const drawnNodes = () => kg.data.nodes.filter((node) => kg.state.drawn.has(node.id));
const drawnEdges = () => kg.data.edges.filter((edge) => kg.state.drawn.has(edge.source) && kg.state.drawn.has(edge.target));
function seen() {
  kg.shown = new Set(drawnNodes().filter(kg.visible).map((node) => node.id));
  kg.labels.order = null;
}

/** Shows what is chosen, and dims what has nothing to do with it. */
function paint() {
  seen();
  const nodes = changes(looks.nodes, drawnNodes(), "id", nodeLook);
  const edges = changes(looks.edges, drawnEdges(), "number", edgeLook);
  if (nodes.length) nodeSet.update(nodes.map(([id, look]) => ({ id, ...look })));
  if (edges.length) edgeSet.update(edges.map(([number, look]) => edgeOptions(number, look)));
}

seen();
changes(looks.nodes, drawnNodes(), "id", nodeLook);
changes(looks.edges, drawnEdges(), "number", edgeLook);
const nodeSet = new vis.DataSet(kg.data.network.nodes.map((node) => ({ ...node, label: undefined, ...looks.nodes.get(node.id) })));
const edgeSet = new vis.DataSet(kg.data.network.edges.map((edge) => ({ arrows: "", smooth: false, ...edge, ...edgeOptions(edge.id, looks.edges.get(edge.id)) })));
const radius = new Map(kg.data.network.nodes.map((node) => [node.id, node.size]));

const container = byId("graph");
const network = new vis.Network(container, { nodes: nodeSet, edges: edgeSet }, {
  autoResize: true,
  // Where a node has many lines each pulls less: else all would end in one heap.
  physics: { enabled: false, solver: "barnesHut", barnesHut: {
    gravitationalConstant: -20000, springLength: 160, springConstant: 0.04 / Math.max(1, kg.data.drawn.edges / kg.data.drawn.nodes / 1.5), damping: 0.5, avoidOverlap: 0.3,
  } },
  layout: { improvedLayout: false },
  interaction: {
    hover: kg.data.edges.length < 5000, multiselect: false, keyboard: { enabled: true, bindToWindow: false }, tooltipDelay: 1e6,
    selectConnectedEdges: false, hideEdgesOnDrag: kg.data.edges.length > 8000, hideEdgesOnZoom: kg.data.edges.length > 8000,
  },
  nodes: { chosen: false, font: { size: 0 } },
  edges: { hoverWidth: 1, selectionWidth: 1.5, arrows: { to: { scaleFactor: 0.6 } } },
});
kg.network = network;
kg.radius = (node) => radius.get(node.id);
network.on("afterDrawing", (context) => kg.labels.draw(context, network, kg.radius));

kg.select = function (id, move) {
  if (id !== null && !kg.state.drawn.has(id)) {
    kg.draw([id]);
    // Found by name, and nothing that it hangs on is drawn either.
    if (!kg.shown.has(id)) kg.draw(kg.undrawn(id).slice(0, 12).map((node) => node.id), id);
  }
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
    const near = [...kg.state.near].filter((one) => kg.shown.has(one));
    frame(near.length ? near : shownIds(), 1.3);
  });
}

kg.calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

network.on("click", (event) => {
  if (event.nodes.length) kg.select(event.nodes[0], false);
  else if (event.edges.length) selectEdge(event.edges[0]);
  else if (kg.state.near.size) kg.select(null, false);
});
network.on("doubleClick", (event) => {
  if (event.nodes.length) kg.expand(event.nodes[0]);
});
network.on("hoverNode", () => (container.style.cursor = "pointer"));
network.on("blurNode", () => (container.style.cursor = ""));
network.on("hoverEdge", () => (container.style.cursor = "pointer"));
network.on("blurEdge", () => (container.style.cursor = ""));

/** Moves and scales the drawing so that these nodes fill it, with room for the names around them. */
function frame(ids, most, animated = true) {
  if (!ids.length) return;
  const at = Object.values(network.getPositions(ids));
  const reach = (pick, which) => at.reduce((found, one) => which(found, pick(one)), pick(at[0]));
  const [left, right] = [Math.min, Math.max].map((which) => reach((one) => one.x, which));
  const [top, bottom] = [Math.min, Math.max].map((which) => reach((one) => one.y, which));
  const canvas = network.canvas.frame.canvas;
  const room = (size, margin) => Math.max(size - 2 * Math.min(margin, size / 6), 40);
  const scale = Math.min(room(canvas.clientWidth, narrow() ? 26 : 56) / Math.max(right - left, 1), room(canvas.clientHeight, 36) / Math.max(bottom - top, 1), most);
  network.moveTo({
    position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale: Math.max(scale, 0.005),
    animation: kg.calm || !animated ? false : { duration: 300, easingFunction: "easeInOutQuad" },
  });
}
const shownIds = () => [...kg.shown];
const fit = () => frame(shownIds(), 1.3);
byId("fit").addEventListener("click", fit);
const zoom = (by) => network.moveTo({ scale: Math.min(Math.max(network.getScale() * by, 0.01), 6) });
byId("zoom-in").addEventListener("click", () => zoom(1.4));
byId("zoom-out").addEventListener("click", () => zoom(1 / 1.4));
function move(on) {
  byId("physics").setAttribute("aria-pressed", String(on));
  network.setOptions({ physics: { enabled: on } });
  if (on) byId("layout").hidden = false;
}
byId("physics").addEventListener("click", () => move(byId("physics").getAttribute("aria-pressed") !== "true"));
network.on("dragEnd", (event) => {
  if (event.nodes.length) byId("layout").hidden = false;
});

/** Where nodes stand that nobody has moved: as computed, or as placed when they were expanded. */
kg.laid = new Map(kg.data.network.nodes.map(({ id, x, y }) => [id, { x, y }]));
byId("layout").addEventListener("click", () => {
  move(false);
  network.stopSimulation();
  nodeSet.update([...kg.state.drawn].map((id) => ({ id, ...kg.laid.get(id) })));
  byId("layout").hidden = true;
  byId("physics").focus(); // the button that was pressed is gone
  kg.announce(kg.say("laid"));
  fit();
});
document.addEventListener("keydown", (event) => {
  const typing = ["INPUT", "SELECT", "TEXTAREA"].includes(event.target.tagName) && event.target.type !== "checkbox";
  if (event.key === "Escape" && !event.defaultPrevented && kg.state.near.size) kg.select(null, false);
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.toLowerCase() === "e" && kg.state.selected !== null) kg.expand(kg.state.selected);
});
