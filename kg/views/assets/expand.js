"use strict";
/* Looking further: neighbours that the first drawing left out and the file holds. */
const MOST_AT_ONCE = 60;
const APART = 46; // px between what is added
const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Neighbours of a node that the file holds and nobody has drawn yet, those that most towns name first. */
kg.undrawn = function (id) {
  const found = new Set();
  for (const edge of kg.edgesOf.get(id)) {
    const other = kg.otherEnd(edge, id);
    if (edge.relation !== "broader" && !kg.state.drawn.has(other.id)) found.add(other);
  }
  return [...found].sort((a, b) => b.towns - a.towns || (a.id < b.id ? -1 : 1));
};

/** How many neighbours a node has that are not in this file. */
kg.beyond = function (id) {
  const here = new Set(kg.edgesOf.get(id).filter((edge) => edge.relation !== "broader").map((edge) => kg.otherEnd(edge, id).id));
  return Math.max(0, kg.nodes.get(id).neighbours - here.size);
};

/** Places of nodes in cells of a grid, to look around in. */
class Places {
  constructor(all) {
    this.cells = new Map();
    for (const at of all) this.add(at);
  }
  add(at) {
    const key = `${Math.floor(at.x / APART)} ${Math.floor(at.y / APART)}`;
    this.cells.set(key, [...(this.cells.get(key) || []), at]);
  }
  free(at) {
    const [column, row] = [Math.floor(at.x / APART), Math.floor(at.y / APART)];
    for (const x of [column - 1, column, column + 1]) {
      for (const y of [row - 1, row, row + 1]) {
        if ((this.cells.get(`${x} ${y}`) || []).some((other) => Math.hypot(at.x - other.x, at.y - other.y) < APART * 0.9)) return false;
      }
    }
    return true;
  }
}

/** A free place near x, y, along a spiral. */
function freePlace(taken, x, y, start) {
  for (let step = start; ; step += 1) {
    const reach = 70 + APART * 0.75 * Math.sqrt(step);
    const at = { x: Math.round(x + reach * Math.cos(step * GOLDEN)), y: Math.round(y + reach * Math.sin(step * GOLDEN)) };
    if (step - start > 4000 || taken.free(at)) {
      taken.add(at);
      return { ...at, step };
    }
  }
}

/** Draws held nodes beside `middle`, else beside a neighbour that is drawn, with their lines to all that is drawn. */
kg.draw = function (ids, middle = null) {
  const places = network.getPositions([...kg.state.drawn]); // also of what the filters hide
  const taken = new Places(Object.values(places));
  const steps = new Map();
  const added = [];
  for (const id of ids) {
    if (kg.state.drawn.has(id)) continue;
    const node = kg.nodes.get(id);
    const anchor = middle || kg.edgesOf.get(id).map((edge) => kg.otherEnd(edge, id).id).find((other) => places[other]) || null;
    const from = anchor === null ? { x: 0, y: 0 } : places[anchor];
    const at = freePlace(taken, from.x, from.y, steps.get(anchor) || 0);
    steps.set(anchor, at.step + 1);
    const look = kg.data.looks.nodes[node.kind];
    const size = kg.data.held.sizes[kg.data.nodes.indexOf(node) - kg.data.drawn.nodes];
    radius.set(id, size);
    places[id] = { x: at.x, y: at.y };
    kg.laid.set(id, places[id]);
    kg.state.drawn.add(id);
    kg.state.kinds.add(node.kind);
    added.push({ id, shape: look.shape, color: { background: look.fill, border: look.border }, size, x: at.x, y: at.y });
  }
  const fresh = new Set(added.map((node) => node.id));
  if (!fresh.size) return 0;
  seen();
  const lines = drawnEdges().filter((edge) => fresh.has(edge.source) || fresh.has(edge.target));
  changes(looks.nodes, added.map((node) => kg.nodes.get(node.id)), "id", nodeLook);
  changes(looks.edges, lines, "number", edgeLook);
  nodeSet.add(added.map((node) => ({ ...node, ...looks.nodes.get(node.id) })));
  edgeSet.add(lines.map((edge) => ({
    arrows: "", smooth: false, ...kg.data.held.lines[edge.number - kg.data.drawn.edges],
    from: edge.source, to: edge.target, ...edgeOptions(edge.number, looks.edges.get(edge.number)),
  })));
  byId("collapse").hidden = false;
  legend();
  limits();
  return fresh.size;
};

/** Draws the neighbours of a node that were left out, so many at once. */
kg.expand = function (id) {
  const count = kg.draw(kg.undrawn(id).slice(0, MOST_AT_ONCE).map((node) => node.id), id);
  if (!count) return;
  kg.select(id, false);
  kg.announce(kg.say("expanded", { n: count }));
  frame([...kg.state.near].filter((one) => kg.shown.has(one)), 1.2);
};

/** Draws only what was drawn at first. */
kg.collapse = function () {
  const extra = kg.data.nodes.filter((node) => node.held && kg.state.drawn.has(node.id));
  const lines = kg.data.edges.slice(kg.data.drawn.edges).map((edge) => edge.number);
  kg.state.selected = null;
  kg.state.near = new Set();
  edgeSet.remove(lines.filter((number) => looks.edges.delete(number)));
  nodeSet.remove(extra.map((node) => node.id));
  for (const node of extra) {
    looks.nodes.delete(node.id);
    kg.state.drawn.delete(node.id);
  }
  const kinds = new Set(firstNodes.map((node) => node.kind));
  for (const node of extra) if (!kinds.has(node.kind)) kg.state.kinds.delete(node.kind);
  byId("collapse").hidden = true;
  legend();
  limits();
  kg.select(null, false);
  fit();
};
byId("collapse").addEventListener("click", kg.collapse);
