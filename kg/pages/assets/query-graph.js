"use strict";
// The graph of an answer: of triples, or of two columns of a table.
window.kgQueryGraph = async (results) => {
  const { make } = window.kgResults;
  const MOST = 400;
  const LOOKS = {
    place: ["dot", "#0072b2"], mechanism: ["diamond", "#009e73"], firm: ["square", "#cc79a7"], topic: ["triangle", "#d55e00"],
    report: ["dot", "#8795a1"], law: ["star", "#e69f00"], other: ["dot", "#5a6773"],
  };
  const here = results.box;
  const isNode = (term) => term && term.type !== "literal";
  const columns = results.columns.filter((column) => results.rows.some((row) => isNode(row[column])));
  if (columns.length < 2 || !results.rows.length) { here.append(make("p", results.word("no_graph"))); return; }
  if (!window.vis) {
    await new Promise((done, failed) => {
      const script = make("script", undefined, { src: "/assets/vis-network/vis-network.min.js" });
      script.addEventListener("load", done);
      script.addEventListener("error", failed);
      document.head.append(script);
    });
  }
  const ways = make("p", undefined, { class: "ways" });
  const place = make("div", undefined, { class: "drawing", role: "img", tabindex: "0" });
  const state = make("p", undefined, { class: "notice", hidden: "" });
  let drawn = null;
  const draw = async () => {
    const rows = results.triples
      ? results.triples.filter((one) => isNode(one.object))
      : results.rows.filter((row) => isNode(row[from.value]) && isNode(row[to.value]));
    const ends = results.triples ? ["subject", "object"] : [from.value, to.value];
    const nodes = new Map(), edges = new Map();
    for (const row of rows) {
      const [a, b] = ends.map((end) => row[end]);
      for (const one of [a, b]) if (!nodes.has(one.value) && nodes.size < MOST) nodes.set(one.value, one);
      if (!nodes.has(a.value) || !nodes.has(b.value)) { state.hidden = false; continue; }
      const label = results.triples ? results.short(row.predicate.value) : "";
      edges.set(`${a.value} ${b.value} ${label}`, { from: a.value, to: b.value, title: label || undefined, arrows: "to" });
    }
    state.textContent = results.word("graph_left", { n: MOST });
    await results.fetchNames([...nodes.values()].map((term) => ({ term })));
    // Of triples a label that they bring is the name of its node.
    for (const one of results.triples ?? []) {
      if (one.object.type === "literal" && /(prefLabel|label|title|fullName)$/.test(one.predicate.value) && nodes.has(one.subject.value)
        && !results.names.has(one.subject.value)) results.names.set(one.subject.value, one.object.value);
    }
    const told = [...nodes.values()].map((term) => {
      const kind = term.value.startsWith(results.told.base) ? term.value.slice(results.told.base.length).split("/")[0] : "other";
      const [shape, color] = LOOKS[kind] ?? LOOKS.other;
      const name = results.called(term);
      return { id: term.value, label: name.length > 16 ? `${name.slice(0, 15)}…` : name, shape, color, size: 9, title: make("span", name) };
    });
    place.setAttribute("aria-label", told.slice(0, 30).map((one) => one.label).join(", "));
    drawn?.destroy();
    drawn = new window.vis.Network(place, { nodes: told, edges: [...edges.values()] }, {
      physics: { solver: "forceAtlas2Based", forceAtlas2Based: { avoidOverlap: 0.7, springLength: 110 }, stabilization: { iterations: nodes.size > 150 ? 120 : 250 } },
      layout: { randomSeed: 7, improvedLayout: false },
      edges: { color: { color: "#aab4bd", highlight: "#e69f00" }, smooth: false, arrows: { to: { scaleFactor: 0.4 } } },
      interaction: { hover: true, tooltipDelay: 100, keyboard: { enabled: true, bindToWindow: false } },
    });
    drawn.once("stabilizationIterationsDone", () => drawn.setOptions({ physics: false }));
    drawn.on("doubleClick", ({ nodes: [iri] }) => {
      const address = iri && results.address(iri);
      if (address) location.href = address;
    });
    place.dataset.nodes = String(told.length);
    place.dataset.edges = String(edges.size);
  };
  let from, to;
  if (!results.triples) {
    let label;
    [label, from] = results.chosen("from", columns, 0, () => draw());
    ways.append(label);
    [label, to] = results.chosen("to", columns, 1, () => draw());
    ways.append(label);
  }
  here.append(ways, state, place);
  await draw();
};
