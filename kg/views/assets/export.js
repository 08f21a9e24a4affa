"use strict";
/* Pictures of what is in view: an SVG of our own, and a PNG made of it. Names become text nodes, so nothing needs escaping. */
const FONT = '"Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif';
/* What XML cannot hold, and half characters. */
const printable = (text) => [...text].filter((c) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(c) && !/^[\ud800-\udfff]$/.test(c)).join("");
const svgText = (text, x, y, size, more) => kg.svg("text", { x, y, "font-size": size, "font-family": FONT, ...more }, printable(text));

function edgePicture(edge, scale) {
  const look = looks.edges.get(edge.number);
  const at = network.getPositions([edge.source, edge.target]);
  const [from, to] = [edge.source, edge.target].map((id) => network.canvasToDOM(at[id]));
  const line = network.body.edges[edge.number];
  const bend = line && line.edgeType.getViaNode ? line.edgeType.getViaNode() : null;
  const via = bend && bend.x !== undefined ? network.canvasToDOM(bend) : null;
  const n = (value) => Math.round(value * 10) / 10;
  const d = via ? `M${n(from.x)} ${n(from.y)}Q${n(via.x)} ${n(via.y)} ${n(to.x)} ${n(to.y)}` : `M${n(from.x)} ${n(from.y)}L${n(to.x)} ${n(to.y)}`;
  const dashes = kg.data.looks.edges[edge.value].dashes.map((dash) => n(dash * scale)).join(" ");
  const path = kg.svg("path", { d, stroke: look.colour, "stroke-width": Math.max(look.width * scale, 0.3), "stroke-opacity": n(look.opacity * 100) / 100, fill: "none" });
  if (dashes) path.setAttribute("stroke-dasharray", dashes);
  if (!["broader", "cause", "addresses"].includes(edge.relation)) return [path];
  // An arrow at the border of the node that it points to.
  const [dx, dy] = [to.x - (via || from).x, to.y - (via || from).y];
  const long = Math.hypot(dx, dy) || 1;
  const reach = kg.radius(kg.nodes.get(edge.target)) * scale;
  const tip = [to.x - (dx / long) * reach, to.y - (dy / long) * reach];
  const side = (sign) => [tip[0] - (dx * 9 + sign * dy * 4) * (scale / long), tip[1] - (dy * 9 - sign * dx * 4) * (scale / long)];
  const corners = [tip, side(1), side(-1)].map((point) => point.map(n).join(" ")).join("L");
  return [path, kg.svg("path", { d: `M${corners}Z`, fill: look.colour, "fill-opacity": look.opacity })];
}

function nodePicture(node, scale) {
  const look = kg.data.looks.nodes[node.kind];
  const state = looks.nodes.get(node.id);
  const at = network.canvasToDOM(network.getPosition(node.id));
  return kg.svg("path", {
    d: kg.outline(look.shape, at.x, at.y, kg.radius(node) * scale), fill: look.fill, stroke: look.border,
    "stroke-width": Math.max(state.borderWidth * scale, 0.4), opacity: state.opacity,
  });
}

/** The legend of what is in the picture, in rows below it; returns its elements and their height. */
function keyPicture(wide, top) {
  const used = kg.data.edges.filter(kg.edgeVisible);
  const lines = new Set(used.map((edge) => edge.value));
  const kinds = new Set([...kg.shown].map((id) => kg.nodes.get(id).kind));
  const context = document.createElement("canvas").getContext("2d");
  context.font = `12px ${FONT}`;
  const entries = [
    ...Object.keys(kg.data.words.kind).filter((kind) => kinds.has(kind)).map((kind) => [kg.nodeIcon(kind), 18, kg.word("kind", kind)]),
    ...["status", "role", "relation"].flatMap((table) => Object.keys(kg.data.words[table]).filter((value) => lines.has(value)).map((value) => [kg.lineIcon(value), 38, kg.word(table, value)])),
  ];
  let [x, y] = [16, top];
  const made = entries.flatMap(([icon, width, text]) => {
    const long = width + 6 + context.measureText(text).width + 18;
    if (x + long > wide && x > 16) [x, y] = [16, y + 22];
    icon.setAttribute("x", x);
    icon.setAttribute("y", y + (width === 18 ? 0 : 3));
    const told = svgText(text, x + width + 6, y + 13, 12, { fill: "#1d2a33" });
    x += long;
    return [icon, told];
  });
  return [made, entries.length ? y - top + 26 : 0];
}

/** What is in view, with title, numbers and legend, as an SVG element. */
kg.picture = function () {
  const canvas = network.canvas.frame.canvas;
  const [wide, high, head] = [canvas.clientWidth, canvas.clientHeight, 52];
  const scale = network.getScale();
  network.redraw();
  const [key, below] = keyPicture(wide, head + high + 10);
  const tall = head + high + below + 34;
  const drawing = kg.svg("svg", { x: 0, y: head, width: wide, height: high, viewBox: `0 0 ${wide} ${high}`, overflow: "hidden" });
  for (const edge of kg.data.edges) if (kg.edgeVisible(edge)) drawing.append(...edgePicture(edge, scale));
  for (const node of kg.data.nodes) if (kg.shown.has(node.id)) drawing.append(nodePicture(node, scale));
  for (const one of kg.labels.placed) {
    drawing.append(svgText(one.name, one.x, one.y, one.size, {
      "text-anchor": "middle", "dominant-baseline": "central", "font-weight": one.bold ? 700 : 400, fill: one.colour,
      stroke: "#ffffff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke",
    }));
  }
  const picture = kg.svg("svg", { width: wide, height: tall, viewBox: `0 0 ${wide} ${tall}`, lang: document.documentElement.lang },
    kg.svg("title", {}, printable(kg.title())),
    kg.svg("rect", { width: wide, height: tall, fill: "#ffffff" }),
    svgText(kg.short(kg.title(), Math.max(12, Math.floor(wide / 19))), 16, 24, 17, { "font-weight": 700, fill: "#1d2a33" }),
    svgText(kg.short(byId("summary").textContent, Math.max(20, Math.floor((wide / 12.5) * (kg.lang === "zh" ? 1.1 : 1.9)))), 16, 43, 12, { fill: "#51626e" }),
    drawing, ...key,
    svgText(kg.short(kg.say("silence"), Math.max(20, Math.floor((wide / 11) * (kg.lang === "zh" ? 1 : 1.9)))), 16, tall - 12, 11, { fill: "#51626e" }));
  return [picture, wide, tall];
};

/** A file name of what is seen: no character that a file system or a reader could take for something else. */
kg.fileName = function (ending) {
  const only = Object.values(kg.data.scope.only).filter((name) => name && !kg.title().includes(name));
  const name = [kg.title(), ...only].join(" ").replace(/[\\/:*?"<>|]/g, " ").replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, "").replace(/\s+/g, " ").replace(/^[.\s]+|[.\s]+$/g, "");
  return kg.short(name, 80) + ending;
};

function save(blob, ending) {
  const link = kg.element("a");
  const address = URL.createObjectURL(blob);
  link.href = address;
  link.download = kg.fileName(ending);
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  kg.announce(kg.say("saved", { file: link.download }));
}
const written = (picture) => new XMLSerializer().serializeToString(picture);
byId("svg").addEventListener("click", () => save(new Blob([written(kg.picture()[0])], { type: "image/svg+xml" }), ".svg"));
byId("png").addEventListener("click", () => {
  const [picture, wide, tall] = kg.picture();
  const image = new Image();
  image.addEventListener("error", () => kg.announce(kg.say("unsaved")));
  image.addEventListener("load", () => {
    const canvas = document.createElement("canvas");
    const sharp = 2;
    [canvas.width, canvas.height] = [wide * sharp, tall * sharp];
    const context = canvas.getContext("2d");
    context.scale(sharp, sharp);
    context.drawImage(image, 0, 0, wide, tall);
    canvas.toBlob((blob) => (blob ? save(blob, ".png") : kg.announce(kg.say("unsaved"))), "image/png");
  });
  image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(written(picture));
});
