"use strict";
/* Small things the other scripts build on: the data, words in the reader's language, elements made of text. */
const kg = {};
kg.data = JSON.parse(document.getElementById("data").textContent);
kg.lang = kg.data.lang;

/** The word `key` of a table ("page", "status", …) in the reader's language, with {places} filled in. */
kg.word = function (table, key, places) {
  const pair = kg.data.words[table][key];
  const text = pair === undefined ? key : pair[kg.lang === "zh" ? 0 : 1];
  return text.replace(/\{(\w+)\}/g, (whole, name) => (places && name in places ? String(places[name]) : whole));
};
kg.say = (key, places) => kg.word("page", key, places);

const called = new Map();
for (const node of kg.data.nodes) called.set(node.label, (called.get(node.label) || 0) + 1);

/** A node's name in the reader's language; of towns that share a name the full one. */
kg.nameOf = function (node) {
  if (node.kind === "town" && called.get(node.label) > 1) return node.detail || node.label;
  return kg.lang === "en" && node.label_en ? node.label_en : node.label || node.label_en;
};

/** An element with a class, text or children. Text only ever becomes a text node. */
kg.element = function (tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

kg.svg = function (tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
};

const shapes = {
  dot: "M9 2a7 7 0 1 0 .01 0Z",
  diamond: "M9 1 16 9 9 17 2 9Z",
  triangle: "M9 2 17 16H1Z",
  triangleDown: "M9 16 1 2H17Z",
};

/** A small picture of a kind of node, as it looks in the graph. */
kg.nodeIcon = function (kind) {
  const look = kg.data.looks.nodes[kind];
  const path = kg.svg("path", { d: shapes[look.shape], fill: look.fill, stroke: look.border, "stroke-width": 1.6 });
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

kg.nodes = new Map(kg.data.nodes.map((node) => [node.id, node]));
kg.edgesOf = new Map(kg.data.nodes.map((node) => [node.id, []]));
kg.data.edges.forEach((edge, number) => {
  edge.number = number;
  kg.edgesOf.get(edge.source).push(edge);
  kg.edgesOf.get(edge.target).push(edge);
});
kg.otherEnd = (edge, id) => kg.nodes.get(edge.source === id ? edge.target : edge.source);
