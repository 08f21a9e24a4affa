"use strict";
/* Names in the graph, drawn as on a map: at one size whatever the zoom, the weightiest first, none over another name
   and none over a node. Each tries the places around its node in turn and stays away where none is free. */
kg.labels = { last: [] };

/** Towns, then what several towns share, then who advises them, then the rest; what is chosen before all. */
kg.labels.weight = function (node) {
  if (kg.state.selected === node.id) return 1e6;
  const near = kg.state.near.has(node.id) ? 1e4 : 0;
  if (node.kind === "town") return near + 1e3;
  return near + node.towns * 10 + (["firm", "office", "lawyers"].includes(node.kind) ? 15 : 0);
};

const overlaps = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** Boxes around a node (x, y, its radius) where a name of this width and height may stand, the best place first. */
kg.labels.places = function (x, y, radius, width, height) {
  const [side, slant] = [radius + 4, radius * 0.7 + 2];
  const at = (left, top) => [left, top, left + width, top + height];
  return [
    at(x - width / 2, y + radius + 2), at(x - width / 2, y - radius - 2 - height),
    at(x + side, y - height / 2), at(x - side - width, y - height / 2),
    at(x + slant, y + slant), at(x - slant - width, y + slant),
    at(x + slant, y - slant - height), at(x - slant - width, y - slant - height),
  ];
};

kg.labels.draw = function (context, network, radius) {
  const scale = network.getScale();
  const canvas = network.canvas.frame.canvas;
  const [wide, high] = [canvas.clientWidth, canvas.clientHeight];
  const shown = kg.data.nodes
    .filter((node) => kg.visible(node) && (kg.state.near.size === 0 || kg.state.near.has(node.id)))
    .sort((a, b) => kg.labels.weight(b) - kg.labels.weight(a) || (a.id < b.id ? -1 : 1));
  const places = network.getPositions(shown.map((node) => node.id));
  const seen = shown.filter((node) => places[node.id]).map((node) => ({ node, at: network.canvasToDOM(places[node.id]), reach: radius(node) * scale }))
    .filter(({ at }) => at.x > -80 && at.y > -40 && at.x < wide + 80 && at.y < high + 40);
  const taken = seen.map(({ at, reach }) => [at.x - reach, at.y - reach, at.x + reach, at.y + reach]);
  const nodes = taken.length;
  const few = seen.filter(({ node }) => node.kind === "town").length <= 30;
  kg.labels.last = [];
  kg.labels.boxes = [];
  context.save();
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { node, at, reach } of seen) {
    const town = node.kind === "town";
    const size = town ? 15 : node.towns > 1 ? 13 : 12;
    const full = kg.nameOf(node);
    const name = full.length > 26 ? full.slice(0, 25) + "…" : full;
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
    const weight = kg.labels.weight(node);
    const must = kg.state.selected === node.id || (town && few);
    const clashes = (box) => taken.reduce((sum, other, i) => sum + (overlaps(box, other) ? (i < nodes && kg.labels.weight(seen[i].node) < weight ? 1 : 3) : 0), 0);
    let box = around.find((one) => !taken.some((other) => overlaps(one, other)));
    // Where no place is free, what matters may hide one node that matters less, never a name.
    if (!box && (must || weight > 10)) {
      const best = around.map((one) => [clashes(one), one]).sort((a, b) => a[0] - b[0])[0];
      if (best && (must || best[0] <= 1)) box = best[1];
    }
    if (!box) continue;
    taken.push(box);
    kg.labels.last.push(node.id);
    kg.labels.boxes.push(box);
    const middle = network.DOMtoCanvas({ x: (box[0] + box[2]) / 2, y: (box[1] + box[3]) / 2 });
    context.lineWidth = 3 / scale;
    context.strokeStyle = "rgba(244,246,247,.92)";
    context.strokeText(name, middle.x, middle.y);
    context.fillStyle = town ? "#003a5c" : "#1d2a33";
    context.fillText(name, middle.x, middle.y);
  }
  context.restore();
};
