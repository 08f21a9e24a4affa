"use strict";
/* Names in the graph, drawn as on a map: at one size whatever the zoom, the weightiest first, none over another. */
kg.labels = { last: [] };

kg.labels.weight = function (node) {
  if (kg.state.selected === node.id) return 1e6;
  const near = kg.state.near.has(node.id) ? 1e4 : 0;
  if (node.kind === "town") return near + 1e3;
  return near + node.towns * 10 + (node.kind === "firm" || node.kind === "office" ? 8 : 0);
};

kg.labels.draw = function (context, network, radius) {
  const scale = network.getScale();
  const canvas = network.canvas.frame.canvas;
  const shown = kg.data.nodes
    .filter((node) => kg.visible(node) && (kg.state.near.size === 0 || kg.state.near.has(node.id)))
    .sort((a, b) => kg.labels.weight(b) - kg.labels.weight(a) || (a.id < b.id ? -1 : 1));
  const places = network.getPositions(shown.map((node) => node.id));
  // No name may cover a town's circle.
  const boxes = shown.filter((node) => node.kind === "town" && places[node.id]).map((node) => {
    const on = network.canvasToDOM(places[node.id]);
    const reach = radius(node) * scale;
    return [on.x - reach, on.y - reach, on.x + reach, on.y + reach];
  });
  const few = boxes.length <= 30;
  if (!few) boxes.length = 0;
  kg.labels.last = [];
  context.save();
  context.textAlign = "center";
  context.textBaseline = "top";
  context.lineJoin = "round";
  for (const node of shown) {
    const at = places[node.id];
    if (!at) continue;
    const town = node.kind === "town";
    const size = town ? 15 : node.towns > 1 ? 13 : 12;
    const on = network.canvasToDOM(at);
    if (on.x < -80 || on.y < -40 || on.x > canvas.clientWidth + 80 || on.y > canvas.clientHeight + 20) continue;
    const full = kg.nameOf(node);
    const name = full.length > 26 ? full.slice(0, 25) + "…" : full;
    context.font = `${town ? "700" : "400"} ${size / scale}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
    const width = context.measureText(name).width * scale;
    const top = on.y + radius(node) * scale + 2;
    // Near the border a name moves inwards rather than being cut.
    const half = width / 2 + 4;
    const inside = on.x > 0 && on.x < canvas.clientWidth && 2 * half < canvas.clientWidth;
    const shift = inside ? Math.max(half - on.x, 0) - Math.max(on.x + half - canvas.clientWidth, 0) : 0;
    const box = [on.x + shift - half, top - 1, on.x + shift + half, top + size + 3];
    const must = kg.state.selected === node.id || (town && few);
    if (!must && boxes.some((b) => box[0] < b[2] && box[2] > b[0] && box[1] < b[3] && box[3] > b[1])) continue;
    boxes.push(box);
    kg.labels.last.push(node.id);
    const y = at.y + radius(node) + 2 / scale;
    context.lineWidth = 4 / scale;
    context.strokeStyle = "rgba(244,246,247,.92)";
    context.strokeText(name, at.x + shift / scale, y);
    context.fillStyle = town ? "#003a5c" : "#1d2a33";
    context.fillText(name, at.x + shift / scale, y);
  }
  context.restore();
};
