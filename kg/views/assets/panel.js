"use strict";
/* The side panel: what the graph says of a node or a line, with the sentences behind it. */
kg.panel = { at: document.getElementById("panel") };
const el = kg.element;

kg.panel.fill = function (...children) {
  kg.panel.at.replaceChildren(...children.filter(Boolean));
  kg.panel.at.setAttribute("aria-label", kg.say("panel"));
};

/** A button with a node's name; pressing it goes there. */
kg.panel.link = function (node) {
  const button = el("button", "name", kg.nameOf(node));
  button.type = "button";
  button.addEventListener("click", () => kg.select(node.id, true));
  return button;
};

kg.panel.chip = function (edge) {
  const table = edge.relation === "status" ? "status" : "role";
  const years = edge.years.length ? ` ${edge.years.join("、")}` : "";
  const counts = [edge.lawyers && kg.say("lawyers", { n: edge.lawyers }), edge.villages && kg.say("villages", { n: edge.villages })];
  const told = [kg.word(table, edge.value) + years, ...counts.filter(Boolean)].join(" · ");
  return el("span", "chip", kg.lineIcon(edge.value), told);
};

/** The sentence in its context, with file, year and section. */
kg.panel.quote = function (index) {
  const proof = kg.data.evidence[index];
  const year = proof.year === null ? "–" : proof.year;
  const caption = el("figcaption", "", kg.say("source", { file: proof.file, year, section: proof.section || proof.title }));
  caption.append(el("br"), kg.say("offsets", { start: proof.start, end: proof.end }));
  const text = el("blockquote", "", proof.before.trimStart(), el("mark", "", proof.sentence), proof.after.trimEnd());
  text.lang = "zh";
  return el("figure", "", text, caption);
};

kg.panel.written = function (edge) {
  return edge.forms.length ? el("p", "muted", kg.say("spelt", { names: edge.forms.join("、") })) : null;
};

/** At most 32 characters of a sentence, around the first of the names that it holds. */
kg.panel.excerpt = function (sentence, forms) {
  const most = 32;
  if (sentence.length <= most) return sentence;
  const form = forms.find((one) => one && sentence.includes(one));
  const at = form === undefined ? 0 : sentence.indexOf(form);
  const lead = Math.max(0, Math.min(10, most - (form || "").length));
  const start = Math.max(0, Math.min(at - lead, sentence.length - most));
  return (start ? "…" : "") + sentence.slice(start, start + most) + (start + most < sentence.length ? "…" : "");
};

/** One relation of a node: name of the other end, status, sentences (folded where there are many rows). */
kg.panel.row = function (edge, id, folded) {
  const other = kg.otherEnd(edge, id);
  const share = other.kind === "town" ? null : el("span", "chip", kg.data.scope.towns > 1 && other.towns > 1 ? `${other.towns} / ${kg.data.scope.towns}` : "");
  const head = el("div", "row", kg.nodeIcon(other.kind), el("span", "grow", kg.panel.link(other)), kg.panel.chip(edge), share);
  const quotes = edge.evidence.map(kg.panel.quote);
  if (!folded) return el("li", "", head, kg.panel.written(edge), ...quotes);
  const sentences = edge.evidence.map((index) => kg.data.evidence[index].sentence);
  const forms = edge.forms.length ? edge.forms : [other.label, "律师"];
  const first = sentences.find((one) => one.includes(forms[0])) || sentences[0] || "";
  const details = el("details", "", el("summary", "", kg.panel.excerpt(first, forms)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(kg.panel.written(edge) || "", ...quotes);
  });
  return el("li", "", head, details);
};

kg.panel.rows = function (edges, id, title, folded) {
  if (!edges.length) return [];
  return [el("h3", "", title), el("ul", "rows", ...edges.map((edge) => kg.panel.row(edge, id, folded)))];
};

kg.panel.back = function () {
  const button = el("button", "", kg.say("back"));
  button.type = "button";
  button.addEventListener("click", () => kg.select(null, true));
  return button;
};

kg.panel.kindLine = (kind) => el("div", "kind", kg.nodeIcon(kind), kg.word("kind", kind));

kg.panel.links = function (edges, id, title) {
  if (!edges.length) return [];
  return [el("h3", "", title), el("ul", "rows", ...edges.map((edge) => el("li", "", kg.panel.link(kg.otherEnd(edge, id)))))];
};

const byShare = (id) => (a, b) => kg.otherEnd(b, id).towns - kg.otherEnd(a, id).towns || (kg.otherEnd(a, id).label < kg.otherEnd(b, id).label ? -1 : 1);

kg.panel.node = function (node) {
  const edges = kg.edgesOf.get(node.id);
  const statuses = edges.filter((edge) => edge.relation === "status").sort(byShare(node.id));
  const roles = edges.filter((edge) => edge.relation === "role");
  const up = edges.filter((edge) => edge.relation === "broader" && edge.source === node.id);
  const down = edges.filter((edge) => edge.relation === "broader" && edge.target === node.id);
  const head = [kg.panel.kindLine(node.kind), el("h2", "", kg.nameOf(node))];
  if (kg.lang === "en" && node.label_en && node.label) head.push(el("p", "muted", node.label));
  const detail = kg.lang === "en" && node.detail_en ? node.detail_en : node.detail;
  if (detail) head.push(el("p", "muted", detail));
  if (node.kind === "town") {
    const practices = new Set(statuses.map((edge) => edge.target)).size;
    kg.panel.fill(...head, ...kg.panel.rows(roles, node.id, kg.say("advisers"), true), ...kg.panel.rows(statuses, node.id, kg.say("practices_of", { n: practices }), true), kg.panel.back());
  } else {
    const count = el("p", "muted", kg.say("of_reported", { n: node.towns, of: kg.data.scope.towns }));
    const practice = node.kind === "practice" || node.kind === "discovered";
    kg.panel.fill(
      ...head, count,
      ...kg.panel.rows(practice ? statuses : roles, node.id, kg.say(practice ? "towns_of" : "clients"), false),
      ...kg.panel.links(up, node.id, kg.say("wider")), ...kg.panel.links(down, node.id, kg.say("narrower")),
      kg.panel.back(),
    );
  }
};

kg.panel.edge = function (edge) {
  const [source, target] = [kg.nodes.get(edge.source), kg.nodes.get(edge.target)];
  const chip = edge.relation === "broader" ? el("span", "chip", kg.lineIcon("broader"), kg.word("broader", "broader")) : kg.panel.chip(edge);
  const heading = el("h2", "", `${kg.nameOf(source)} — ${kg.nameOf(target)}`);
  const ends = el("div", "row", kg.panel.link(source), "·", kg.panel.link(target));
  kg.panel.fill(heading, el("p", "", chip), kg.panel.written(edge), ...edge.evidence.map(kg.panel.quote), ends, kg.panel.back());
};

kg.panel.overview = function () {
  const practices = kg.data.nodes
    .filter((node) => node.kind === "practice" || node.kind === "discovered")
    .sort((a, b) => b.towns - a.towns || (a.id < b.id ? -1 : 1))
    .slice(0, 12);
  const rows = practices.map((node) => el("li", "", el("div", "row", kg.nodeIcon(node.kind), el("span", "grow", kg.panel.link(node)), el("span", "chip", `${node.towns} / ${kg.data.scope.towns}`))));
  const towns = kg.data.nodes.filter((node) => node.kind === "town");
  const places = towns.map((node) => el("li", "", el("div", "row", kg.nodeIcon("town"), el("span", "grow", kg.panel.link(node))), el("p", "muted", node.detail)));
  kg.panel.fill(
    el("h2", "", kg.say("panel")), el("p", "", kg.say("start")),
    el("h3", "", kg.say("most_shared")), el("ul", "rows", ...rows),
    el("h3", "", kg.say("towns_here")), el("ul", "rows", ...places),
  );
};
