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
  return kg.button("name", kg.nameOf(node), () => kg.select(node.id, true));
};

/** A link to a page of the site that the graph stands in; never to anything that runs. */
kg.panel.anchor = function (address, text) {
  const anchor = el("a", "", text);
  const there = inLanguage(address);
  if (["http:", "https:", "file:"].includes(new URL(there, document.baseURI).protocol)) anchor.href = there;
  return anchor;
};

/** The address of a page in the language that is read now. */
function inLanguage(address) {
  if (kg.lang === kg.data.lang) return address;
  const [from, to] = [kg.data.roots[kg.data.lang], kg.data.roots[kg.lang]];
  if (from) return address.startsWith(from) ? to + address.slice(from.length) : address;
  const [, path, query, hash] = address.match(/^([^?#]*)(?:\?([^#]*))?(#.*)?$/s);
  const asked = new URLSearchParams(query || "");
  if (kg.lang === "zh") asked.delete("lang");
  else asked.set("lang", kg.lang);
  return path + (asked.size ? `?${asked}` : "") + (hash || "");
}

kg.panel.chip = function (edge) {
  const table = ["status", "role"].includes(edge.relation) ? edge.relation : "relation";
  const years = edge.years.length ? ` ${edge.years.join("、")}` : "";
  if (edge.relation === "likeness") return el("span", "chip", kg.lineIcon(edge.value), kg.panel.alike(edge));
  const counts = [edge.lawyers && kg.say("lawyers", { n: edge.lawyers }), edge.villages && kg.say("villages", { n: edge.villages })];
  const told = [kg.word(table, edge.value) + years, ...counts.filter(Boolean)].join(" · ");
  return el("span", "chip", kg.lineIcon(edge.value), told);
};

kg.panel.alike = (edge) => kg.say("alike_by", { weight: edge.weight.toFixed(2), n: edge.shared });

/** The sentence in its context, with file, year and section. */
kg.panel.quote = function (index) {
  const proof = kg.proof(index);
  const year = proof.year === null ? "–" : proof.year;
  const caption = el("figcaption", "", kg.say("source", { file: proof.file, year, section: proof.section || proof.title }));
  caption.append(el("br"), kg.say("offsets", { start: proof.start, end: proof.end }));
  if (proof.page) caption.append(" · ", kg.panel.anchor(`${proof.page}#c${proof.start}-${proof.end}`, kg.say("read")));
  const text = el("blockquote", "", proof.before.trimStart(), el("mark", "", proof.sentence), proof.after.trimEnd());
  text.lang = "zh";
  return el("figure", "", text, caption);
};

/** Whether a line stands for sentences that this file leaves out. */
kg.panel.unproven = (edge) => edge.relation === "status" && !edge.evidence.length;

kg.panel.written = function (edge) {
  if (kg.panel.unproven(edge)) return el("p", "muted", kg.say("unproven"));
  if (edge.common.length) return el("p", "muted", kg.say("common", { names: edge.common.map(kg.either).join("、") }));
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
  const share = !kg.isPractice(other) ? null : el("span", "chip", kg.data.scope.towns > 1 && other.towns > 1 ? `${other.towns} / ${kg.data.scope.towns}` : "");
  const head = el("div", "row", kg.nodeIcon(other.kind), el("span", "grow", kg.panel.link(other)), kg.panel.chip(edge), share);
  const quotes = edge.evidence.map(kg.panel.quote);
  if (!edge.evidence.length) return el("li", "", head, kg.panel.written(edge));
  if (!folded) return el("li", "", head, kg.panel.written(edge), ...quotes);
  const sentences = edge.evidence.map((index) => kg.proof(index).sentence);
  const forms = edge.forms.length ? edge.forms : [other.label, "律师"];
  const first = sentences.find((one) => one.includes(forms[0])) || sentences[0] || "";
  const details = el("details", "", el("summary", "", kg.panel.excerpt(first, forms)));
  details.addEventListener("toggle", () => {
    if (details.open && details.childElementCount === 1) details.append(kg.panel.written(edge) || "", ...quotes);
  });
  return el("li", "", head, details);
};

/** A list that shows its first rows, and so many more with each press of a button. */
kg.panel.list = function (rows, most = 40) {
  const list = el("ul", "rows");
  const more = kg.button("more", "", () => show(true));
  let next = 0;
  function show(focus) {
    const added = rows.slice(next, next + most).map((make) => make());
    list.append(...added);
    next += added.length;
    more.hidden = next >= rows.length;
    more.textContent = kg.say("more", { n: Math.min(most, rows.length - next) });
    const first = focus && added[0].querySelector("button, summary");
    if (first) first.focus();
  }
  show(false);
  return [list, more.hidden ? null : more];
};

kg.panel.rows = function (edges, id, title, folded) {
  if (!edges.length) return [];
  return [el("h3", "", title), ...kg.panel.list(edges.map((edge) => () => kg.panel.row(edge, id, folded)))];
};

kg.panel.back = () => kg.button("", kg.say("back"), () => kg.select(null, true));

kg.panel.kindLine = (kind) => el("div", "kind", kg.nodeIcon(kind), kg.word("kind", kind));

/** What else stands next to a node: to be drawn, or not in this file. */
kg.panel.further = function (node) {
  const [undrawn, beyond] = [kg.undrawn(node.id).length, kg.beyond(node.id)];
  const expand = undrawn ? kg.button("expand", kg.say("expand", { n: undrawn }), () => kg.expand(node.id)) : null;
  if (expand) expand.setAttribute("aria-keyshortcuts", "e");
  return [expand, beyond ? el("p", "muted", kg.say("beyond", { n: beyond })) : null];
};

kg.panel.links = function (edges, id, title) {
  if (!edges.length) return [];
  const row = (edge) => el("li", "", el("div", "row", kg.nodeIcon(kg.otherEnd(edge, id).kind), el("span", "grow", kg.panel.link(kg.otherEnd(edge, id)))));
  return [el("h3", "", title), ...kg.panel.list(edges.map((edge) => () => row(edge)))];
};

const byShare = (id) => (a, b) => kg.otherEnd(b, id).towns - kg.otherEnd(a, id).towns || (kg.otherEnd(a, id).label < kg.otherEnd(b, id).label ? -1 : 1);

kg.panel.node = function (node) {
  kg.panel.again = () => kg.panel.node(node);
  const edges = kg.edgesOf.get(node.id);
  const of = (relation, end) => edges.filter((edge) => edge.relation === relation && (!end || edge[end] === node.id));
  const { rows, links } = kg.panel;
  const statuses = of("status").sort(byShare(node.id));
  const head = [kg.panel.kindLine(node.kind), el("h2", "", kg.nameOf(node))];
  if (kg.lang === "en" && node.label_en && node.label) head.push(el("p", "muted", node.label));
  const detail = kg.either([node.detail, node.detail_en]);
  if (detail) head.push(el("p", "muted", detail));
  if (node.topics.length) head.push(el("p", "muted", kg.say("types", { names: node.topics.map(kg.either).join("、") })));
  if (node.page) head.push(el("p", "", kg.panel.anchor(node.page, kg.say("page"))));
  const count = el("p", "muted", kg.say("of_reported", { n: node.towns, of: kg.data.scope.towns }));
  const alone = kg.data.view === "likeness" && !of("likeness").length;
  const town = () => [
    alone ? el("p", "", kg.say("alone")) : null,
    ...rows(of("likeness").sort((a, b) => b.weight - a.weight), node.id, kg.say("alike", { n: of("likeness").length }), true),
    ...rows(of("problem"), node.id, kg.say("problems_of", { n: of("problem").length }), true),
    ...rows(of("plan"), node.id, kg.say("plans_of", { n: of("plan").length }), true),
    ...rows(of("role"), node.id, kg.say("advisers"), true),
    ...rows(statuses, node.id, kg.say("practices_of", { n: new Set(statuses.map((edge) => edge.target)).size }), true),
  ];
  const practice = () => [
    count, ...rows(statuses, node.id, kg.say("towns_of"), false), ...rows(of("concerns"), node.id, kg.say("named_in"), true),
    ...links(of("broader", "source"), node.id, kg.say("wider")), ...links(of("broader", "target"), node.id, kg.say("narrower")),
  ];
  const adviser = () => [count, ...rows(of("role"), node.id, kg.say("clients"), false)];
  const statement = () => [
    ...rows(node.kind === "cause" ? [] : of(node.kind, "target"), node.id, kg.say("said_by"), false),
    ...rows(of("cause", "source"), node.id, kg.say("causes_of"), false),
    ...rows(of("cause", "target"), node.id, kg.say("caused"), false),
    ...links(of("addresses", "source"), node.id, kg.say("answers")),
    ...rows(of("addresses", "target"), node.id, kg.say("answered_by"), true),
    ...links(of("concerns"), node.id, kg.say("about")),
  ];
  const told = { town, practice, discovered: practice, problem: statement, cause: statement, plan: statement }[node.kind] || adviser;
  kg.panel.fill(...head, ...kg.panel.further(node), ...told(), kg.panel.back());
};

kg.panel.edge = function (edge) {
  kg.panel.again = () => kg.panel.edge(edge);
  const [source, target] = [kg.nodes.get(edge.source), kg.nodes.get(edge.target)];
  const chip = kg.panel.chip(edge);
  const heading = el("h2", "", `${kg.nameOf(source)} — ${kg.nameOf(target)}`);
  const ends = el("div", "row", kg.panel.link(source), "·", kg.panel.link(target));
  kg.panel.fill(heading, el("p", "", chip), kg.panel.written(edge), ...edge.evidence.map(kg.panel.quote), ends, kg.panel.back());
};

/** Every node that is drawn can be reached from here: first what is shared most, then the towns, then the rest by kind. */
kg.panel.overview = function () {
  kg.panel.again = kg.panel.overview;
  const drawn = kg.data.nodes.filter((node) => kg.state.drawn.has(node.id));
  const wide = (a, b) => b.towns - a.towns || (a.id < b.id ? -1 : 1);
  const row = (node, more) => () => el("li", "", el("div", "row", kg.nodeIcon(node.kind), el("span", "grow", kg.panel.link(node)), more(node)));
  const share = (node) => el("span", "chip", `${node.towns} / ${kg.data.scope.towns}`);
  const section = (title, nodes, more = () => null, most = 12) => (nodes.length ? [el("h3", "", title), ...kg.panel.list(nodes.map((node) => row(node, more)), most)] : []);
  const rest = ["problem", "plan", "cause", "firm", "office", "lawyers"];
  const start = kg.data.words.page[`start_${kg.data.view}`] ? `start_${kg.data.view}` : "start";
  const parts = [
    section(kg.say("most_shared"), drawn.filter(kg.isPractice).sort(wide), share),
    section(kg.say("towns_here"), drawn.filter((node) => node.kind === "town"), (node) => el("p", "muted whole", node.detail), 40),
  ];
  const others = rest.map((kind) => section(kg.word("kind", kind), drawn.filter((node) => node.kind === kind).sort(wide)));
  if (kg.data.view === "problems") parts.unshift(...others);
  else parts.push(...others);
  kg.panel.fill(el("h2", "", kg.say("panel")), el("p", "", kg.say(start)), ...parts.flat());
};
