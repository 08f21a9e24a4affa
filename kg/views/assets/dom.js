"use strict";
/* Small things the other scripts build on: the data, words in the reader's language, elements made of text. */
const kg = {};
kg.data = JSON.parse(document.getElementById("data").textContent);
kg.lang = kg.data.lang;
const byId = (id) => document.getElementById(id);

/* What the data leave out because it is empty, and names instead of positions. */
kg.data.nodes = kg.data.nodes.map((node, at) => ({
  label_en: "", detail: "", detail_en: "", said: "", province: "", neighbours: 0, topics: [], ...node, held: at >= kg.data.drawn.nodes,
}));
kg.data.edges = kg.data.edges.map((edge, number) => ({
  years: [], forms: [], evidence: [], common: [], ...edge,
  number, source: kg.data.nodes[edge.source].id, target: kg.data.nodes[edge.target].id,
}));
kg.proof = function (index) {
  const [report, section, sentence, start, end, before = "", after = ""] = kg.data.evidence[index];
  return { ...kg.data.reports[report], section, sentence, start, end, before, after };
};

const ONE = /\b1 (town|practice|firm|report|problem|cause|plan|tie|node|neighbour|line)s\b/g;
/** The word `key` of a table ("page", "status", …) in the reader's language, with {places} filled in. */
kg.word = function (table, key, places) {
  const pair = kg.data.words[table][key];
  const text = pair === undefined ? key : kg.either(pair);
  const told = text.replace(/\{(\w+)\}/g, (whole, name) => (places && name in places ? String(places[name]) : whole));
  return kg.lang === "en" && places ? told.replace(ONE, "1 $1") : told;
};
kg.say = (key, places) => kg.word("page", key, places);
/** Of a Chinese and an English text the one to show. */
kg.either = ([zh, en]) => (kg.lang === "zh" ? zh || en : en || zh);
kg.title = () => kg.say(kg.data.title.key, { name: kg.data.title.name });

const called = new Map();
for (const node of kg.data.nodes) called.set(node.label, (called.get(node.label) || 0) + 1);

/** A node's name in the reader's language; of towns that share a name the full one. */
kg.nameOf = function (node) {
  if (node.kind === "town" && called.get(node.label) > 1) return node.detail || node.label;
  return kg.either([node.label, node.label_en]);
};

/** At most `most` characters, never half of one. */
kg.short = function (text, most) {
  const characters = [...text];
  return characters.length > most ? characters.slice(0, most - 1).join("") + "…" : text;
};

/** An element with a class, text or children. Text only ever becomes a text node. */
kg.element = function (tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

kg.button = function (className, text, pressed) {
  const made = kg.element("button", className, text);
  made.type = "button";
  made.addEventListener("click", pressed);
  return made;
};

kg.svg = function (tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

/** The outline of a shape of vis-network around x, y as the path of an SVG. */
kg.outline = function (shape, x, y, r) {
  const ring = (corners, turn, reach) => Array.from({ length: corners }, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / corners;
    return [x + reach(i) * Math.cos(angle), y + reach(i) * Math.sin(angle)];
  });
  const up = -Math.PI / 2;
  const corners = {
    diamond: () => ring(4, up, () => r),
    square: () => ring(4, up / 2, () => r * Math.SQRT2),
    hexagon: () => ring(6, 0, () => r),
    star: () => ring(10, up, (i) => (i % 2 ? 0.41 : 1.07) * r),
    triangle: () => ring(3, up, () => r * 1.25),
    triangleDown: () => ring(3, -up, () => r * 1.25),
  }[shape];
  const n = (value) => String(Math.round(value * 100) / 100);
  if (!corners) return `M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0Z`;
  return `M${corners().map((at) => at.map(n).join(" ")).join("L")}Z`;
};

/** A small picture of a kind of node, as it looks in the graph. */
kg.nodeIcon = function (kind) {
  const look = kg.data.looks.nodes[kind];
  const small = { dot: 7, diamond: 8, star: 8, hexagon: 7.5, square: 6 }[look.shape] || 6.5;
  const path = kg.svg("path", { d: kg.outline(look.shape, 9, 9, small), fill: look.fill, stroke: look.border, "stroke-width": 1.6 });
  return kg.svg("svg", { width: 18, height: 18, viewBox: "0 0 18 18", "aria-hidden": "true" }, path);
};

/** A short stretch of line as it looks in the graph. */
kg.lineIcon = function (value) {
  const look = kg.data.looks.edges[value];
  const line = kg.svg("line", {
    x1: 1, y1: 6, x2: 37, y2: 6, stroke: look.colour, "stroke-width": look.width + 0.8, "stroke-dasharray": look.dashes.join(" "),
  });
  return kg.svg("svg", { width: 38, height: 12, viewBox: "0 0 38 12", "aria-hidden": "true" }, line);
};

/** Says something to whoever does not see the screen. */
kg.announce = (text) => (byId("said").textContent = text);

kg.nodes = new Map(kg.data.nodes.map((node) => [node.id, node]));
kg.edgesOf = new Map(kg.data.nodes.map((node) => [node.id, []]));
for (const edge of kg.data.edges) {
  kg.edgesOf.get(edge.source).push(edge);
  kg.edgesOf.get(edge.target).push(edge);
}
kg.otherEnd = (edge, id) => kg.nodes.get(edge.source === id ? edge.target : edge.source);
kg.isPractice = (node) => node.kind === "practice" || node.kind === "discovered";
