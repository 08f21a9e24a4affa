"use strict";
/* Words in the reader's language, and the first drawing. */
function summary() {
  const scope = kg.data.scope;
  const count = (...kinds) => firstNodes.filter((node) => kinds.includes(node.kind)).length;
  const years = scope.years.length > 2 ? `${scope.years[0]}–${scope.years.at(-1)}` : scope.years.join("、");
  const every = {
    reports: scope.reports, towns: scope.towns, years, practices: count("practice", "discovered"), firms: count("firm", "office"),
    problems: count("problem"), causes: count("cause"), plans: count("plan"), drawn: count("town"), ties: kg.data.drawn.edges,
  };
  if (kg.data.view !== "practices") return kg.say(`summary_${kg.data.view}`, every);
  const of = ["firm", "practice"].find((one) => scope.only[one] && !scope.only.town);
  return kg.say(of ? `summary_${of}` : "summary", every);
}
/** What is not in the drawing, and what of it is at hand. */
function limits() {
  const scope = kg.data.scope;
  const told = [];
  const held = kg.data.nodes.length - kg.state.drawn.size;
  const missing = Object.entries(scope.left_out).filter(([, n]) => n > 0).map(([kind, n]) => kg.say(`left_out_${kind}`, { n }));
  if (missing.length) told.push(kg.say("left_out", { what: missing.join(kg.lang === "zh" ? "、" : ", ") }));
  if (held) told.push(kg.say("held", { n: held }));
  const unproven = drawnEdges().filter(kg.panel.unproven).length;
  if (unproven) told.push(kg.say("sentences_left_out", { n: unproven }));
  if (scope.unplaced) told.push(kg.say("unplaced", { n: scope.unplaced }));
  byId("limits").textContent = told.join(" ");
  byId("notes").open = !narrow() && told.length > 0;
  byId("more-notes").textContent = told.length ? kg.say("limits") : "";
}
function words() {
  const scope = kg.data.scope;
  document.documentElement.lang = kg.lang === "zh" ? "zh-CN" : "en";
  document.title = kg.title();
  byId("title").textContent = kg.title();
  const only = Object.entries(scope.only).filter(([, name]) => name && !kg.title().includes(name)).map(([key, name]) => kg.say("only_" + key, { name }));
  byId("summary").textContent = [summary(), ...only].join(" · ");
  byId("language").textContent = kg.say("other");
  byId("language").lang = kg.lang === "zh" ? "en" : "zh-CN";
  const sought = kg.data.words.page[`search_${kg.data.view}`] ? `search_${kg.data.view}` : "search";
  byId("search").placeholder = kg.say(sought);
  byId("search").setAttribute("aria-label", kg.say(sought));
  byId("search").setAttribute("aria-description", kg.say("search_help"));
  byId("search").title = kg.say("search_help");
  byId("hits").setAttribute("aria-label", kg.say("hits"));
  byId("filters-title").textContent = kg.say("filters");
  for (const key of ["fit", "physics", "png", "svg", "collapse", "layout"]) byId(key).textContent = kg.say(key);
  if (narrow()) {
    // Side by side on a phone.
    for (const key of ["png", "svg"]) {
      byId(key).textContent = key.toUpperCase();
      byId(key).setAttribute("aria-label", kg.say(key));
    }
  }
  byId("zoom-in").setAttribute("aria-label", kg.say("zoom_in"));
  byId("zoom-out").setAttribute("aria-label", kg.say("zoom_out"));
  container.setAttribute("aria-label", kg.say("graph"));
  if (kg.data.home) byId("home").replaceChildren(kg.panel.anchor(kg.data.home, kg.say("home")));
  byId("silence").textContent = kg.say("silence");
  limits();
  legend();
  (kg.panel.again || kg.panel.overview)();
}
byId("language").addEventListener("click", () => {
  kg.lang = kg.lang === "zh" ? "en" : "zh";
  words();
  network.redraw();
});

if (["#zh", "#en"].includes(location.hash)) kg.lang = location.hash.slice(1); // pages of either language lead to one file
byId("filters").open = !narrow();
words();
if (kg.data.focus) {
  // A drawing of one thing begins with it; where there is much else, that steps back.
  if (kg.data.drawn.nodes > 120) kg.select(kg.data.focus, false);
  else kg.panel.node(kg.nodes.get(kg.data.focus));
}
frame(kg.state.near.size ? [...kg.state.near] : shownIds(), 1.3, false); // before anything is drawn
network.once("afterDrawing", () => (window.kgReady = performance.now())); // ms since the page was asked for
document.fonts.ready.then(() => window.kgReady && network.redraw());
