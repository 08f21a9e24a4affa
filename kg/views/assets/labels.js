"use strict";
/* Names in the graph, drawn as on a map: at one size whatever the zoom, the weightiest first, none over another name
   and none over a node. Each tries the places around its node in turn and stays away where none is free. */
kg.labels = { last: [], boxes: [], placed: [], order: null };
const AWAY = 15; // px
const FIRST = 12; // practices that most towns name: in the thick of it each may hide a few lesser nodes
const A_NAME = 100; // what it costs to stand over another name
const MOST_TRIED = 700; // names tried at each drawing: of thousands of nodes in view the weightiest

/** Towns, then what several towns share, then who advises them and what troubles them, then the rest; what is chosen
    before all. */
kg.labels.weight = function (node) {
  if (kg.state.selected === node.id) return 1e6;
  if (kg.data.focus === node.id) return 1e5;
  const near = kg.state.near.has(node.id) ? 1e4 : 0;
  if (node.kind === "town") return near + 1e3;
  return near + node.towns * 10 + (kg.isPractice(node) ? 0 : 35);
};

const overlaps = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Boxes in cells of a grid, so that a box is compared with those around it only. */
class Taken {
  constructor() {
    this.cells = new Map();
    this.found = new Set();
  }
  *keys(box) {
    for (let x = Math.floor(box[0] / 64); x <= Math.floor(box[2] / 64); x += 1) {
      for (let y = Math.floor(box[1] / 64); y <= Math.floor(box[3] / 64); y += 1) yield x * 4096 + y;
    }
  }
  add(box, weight) {
    box.weight = weight;
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }
  over(box) {
    this.found.clear();
    for (const key of this.keys(box)) for (const other of this.cells.get(key) || []) if (overlaps(box, other)) this.found.add(other);
    return this.found;
  }
}

/** Boxes around a node (x, y, its radius) where a name of this width and height may stand, the best place first. */
kg.labels.places = function (x, y, radius, width, height) {
  const [side, slant] = [radius + 4, radius * 0.7 + 2];
  const at = (left, top) => [left, top, left + width, top + height];
  return [
    at(x - width / 2, y + radius + 2), at(x - width / 2, y - radius - 2 - height),
    at(x + side, y - height / 2), at(x - side - width, y - height / 2),
    at(x + slant, y + slant), at(x - slant - width, y + slant),
    at(x + slant, y - slant - height), at(x - slant - width, y - slant - height),
    // A little further away, where names stand close.
    at(x - width / 2, y + radius + AWAY), at(x - width / 2, y - radius - AWAY - height),
    at(x + side, y + radius), at(x - side - width, y + radius), at(x + side, y - radius - height), at(x - side - width, y - radius - height),
  ];
};

kg.labels.ordered = function () {
  kg.labels.order ??= [...kg.shown].map((id) => kg.nodes.get(id))
    .filter((node) => kg.state.near.size === 0 || kg.state.near.has(node.id))
    .map((node) => [kg.labels.weight(node), node])
    .sort(([i, a], [j, b]) => j - i || (a.id < b.id ? -1 : 1));
  return kg.labels.order;
};

kg.labels.draw = function (context, network, radius) {
  const scale = network.getScale();
  const canvas = network.canvas.frame.canvas;
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const shown = kg.labels.ordered();
  const places = network.getPositions(shown.map(([, node]) => node.id));
  const seen = shown.filter(([, node]) => places[node.id])
    .map(([weight, node]) => ({ weight, node, at: network.canvasToDOM(places[node.id]), reach: radius(node) * scale }))
    .filter(({ at }) => at.x > -80 && at.y > -40 && at.x < wide + 80 && at.y < high + 40);
  const taken = new Taken();
  for (const { at, reach, weight } of seen) taken.add([at.x - reach, at.y - reach, at.x + reach, at.y + reach], weight);
  const first = new Set(seen.filter(({ node }) => kg.isPractice(node) && node.towns > 2).slice(0, FIRST).map(({ node }) => node.id));
  const few = seen.filter(({ node }) => node.kind === "town").length <= 30;
  Object.assign(kg.labels, { last: [], boxes: [], placed: [] });
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { weight, node, at, reach } of seen.slice(0, MOST_TRIED)) {
    const town = node.kind === "town";
    const size = town ? 15 : node.towns > 1 ? 13 : 12;
    const name = kg.short(kg.nameOf(node), 26);
    context.font = `${town ? "700" : "400"} ${size / scale}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    const width = context.measureText(name).width * scale + 4;
    const inside = at.x > 0 && at.y > 0 && at.x < wide && at.y < high;
    const around = kg.labels.places(at.x, at.y, reach, width, size + 4)
      // Near the border a name moves along it rather than being cut.
      .map((box) => {
        if (!inside || width > wide) return box;
        const shift = Math.max(2 - box[0], 0) - Math.max(box[2] + 2 - wide, 0);
        return [box[0] + shift, box[1], box[2] + shift, box[3]];
      })
      .filter((box) => !inside || (box[1] >= 0 && box[3] <= high));
    const must = [kg.state.selected, kg.data.focus].includes(node.id) || (town && few);
    let box = around.find((one) => taken.over(one).size === 0);
    // Where no place is free, what matters may hide one node that matters less, never a name.
    if (!box && (must || weight > 10)) {
      const cost = (other) => (other.weight === Infinity ? A_NAME : other.weight < weight ? 1 : 3);
      const clashes = (one) => [...taken.over(one)].reduce((sum, other) => sum + cost(other), 0);
      const best = around.map((one) => [clashes(one), one]).sort((a, b) => a[0] - b[0])[0];
      const bearable = kg.state.selected === node.id ? Infinity : must ? A_NAME - 1 : first.has(node.id) ? 9 : 1;
      if (best && best[0] <= bearable) box = best[1];
    }
    if (!box) continue;
    taken.add(box, Infinity);
    const middle = { x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 };
    const colour = town ? "#003a5c" : "#1d2a33";
    kg.labels.last.push(node.id);
    kg.labels.boxes.push(box);
    kg.labels.placed.push({ name, ...middle, size, bold: town, colour });
    const on = network.DOMtoCanvas(middle);
    context.lineWidth = 3 / scale;
    context.strokeStyle = "rgba(244,246,247,.92)";
    context.strokeText(name, on.x, on.y);
    context.fillStyle = colour;
    context.fillText(name, on.x, on.y);
  }
  context.restore();
};
