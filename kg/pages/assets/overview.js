"use strict";
// The picture of all towns: search, filter, colours, level of detail, details of a town. Texts are set as text.
(() => {
  const root = document.getElementById("overview");
  const words = JSON.parse(root.dataset.words);
  const by = (id) => document.getElementById(id);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (number) => number.toLocaleString("en-US");
  const english = document.documentElement.lang.startsWith("en");
  const told = by("told");
  const held = window.kgOverview;
  if (!held) { told.textContent = words.no_data; return; }
  if (!held.size) { told.textContent = words.no_towns; return; }

  const numbers = ({ type, data }) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    return new { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array }[type](bytes.buffer);
  };
  const size = held.size, each = held.each;
  const names = held.names.split("\n"), pinyin = held.pinyin.split("\n"), initials = held.initials.split("\n");
  const [place, x, y, named, disc, near, likeness] =
    ["place", "x", "y", "named", "disc", "near", "likeness"].map((key) => numbers(held[key]));
  const before = (at) => held.places[place[at]][0];
  const provinceOf = (at) => held.places[place[at]][1];
  const address = (at) => {
    const path = held.paths[at] ?? `place/${before(at)}${names[at]}`;
    return root.dataset.town.replace("place/TOWN", () => path.split("/").map(encodeURIComponent).join("/"));
  };
  const called = (at) => {
    const [, , , , zh, en, province] = held.discs[at];
    if (province !== null) return say("untied", { province });
    return (english && en) || zh || say("group", { n: at + 1 });
  };
  const ties = (at) => {
    const found = [];
    for (let turn = at * each; turn < (at + 1) * each; turn++) {
      if (near[turn] < size) found.push([near[turn], likeness[turn]]);
    }
    return found;
  };
  const untied = held.discs.filter((one) => one[6] !== null);
  told.textContent = say("facts", {
    towns: count(size), groups: count(held.discs.length - untied.length), cap: count(held.cap), near: each,
    alone: count(untied.reduce((sum, one) => sum + one[3], 0)),
  });

  // The picture.
  const drawing = window.kgDrawing;
  const { Sigma, UndirectedGraph } = window.kgSigma ?? {};
  const stage = by("picture");
  const span = Math.max(...held.discs.map(([dx, dy, r]) => Math.max(dx, dy) + r)) || 1;
  const close = Math.min(0.8, Math.max(0.004, (22 * held.unit) / span)); // how far one flies in: some twenty towns across
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const steps = { duration: still ? 0 : 500 };
  let sigma = null, graph = null, chosen = -1;

  const draw = () => {
    graph = new UndirectedGraph({ allowSelfLoops: false });
    const apart = (held.unit / span) * Math.min(stage.clientWidth, stage.clientHeight);
    const radius = Math.max(0.8, Math.min(7, apart * 0.42));
    for (let at = 0; at < size; at++) {
      graph.addNode(at, { x: x[at], y: y[at], size: radius, label: names[at], ...drawing.style(disc[at]) });
    }
    sigma = new Sigma(graph, stage, {
      defaultNodeType: "town",
      nodeProgramClasses: { town: drawing.Program },
      nodeHoverProgramClasses: {},
      defaultDrawNodeHover: (context, data, settings) => drawing.hover(
        context, { ...data, told: `${data.label} · ${before(+data.key)} · ${say("named", { n: named[+data.key] })}` }, settings,
      ),
      zoomToSizeRatioFunction: (ratio) => ratio ** 0.8,
      labelRenderedSizeThreshold: 5, labelGridCellSize: 110, labelDensity: 1, labelSize: 13,
      labelFont: getComputedStyle(document.documentElement).fontFamily,
      minCameraRatio: close / 6, maxCameraRatio: 2, stagePadding: 12,
      defaultEdgeColor: "#5a6773", allowInvalidContainer: true,
    });
    sigma.on("clickNode", ({ node }) => choose(+node, false));
    sigma.on("clickStage", () => choose(-1));
    sigma.on("enterNode", () => { stage.style.cursor = "pointer"; });
    sigma.on("leaveNode", () => { stage.style.cursor = ""; });
    sigma.on("afterRender", place_labels);
  };

  // Names of communities: from afar, each where there is room; near by towns have their own.
  const labels = [];
  const make_labels = () => {
    held.discs.slice(0, 60).forEach((one, at) => {
      if (!one[4] && one[6] === null) return;
      const label = document.createElement("span");
      label.textContent = called(at);
      by("labels").append(label);
      labels.push({ label, at, width: label.offsetWidth, height: label.offsetHeight });
    });
  };
  const place_labels = () => {
    const far = sigma.getCamera().ratio > close * 1.6 || size < 60;
    const taken = [];
    for (const one of labels) {
      const [dx, dy, r] = held.discs[one.at];
      const here = sigma.graphToViewport({ x: dx, y: dy });
      const edge = sigma.graphToViewport({ x: dx + r, y: dy });
      const box = [here.x - one.width / 2, here.y - one.height / 2, here.x + one.width / 2, here.y + one.height / 2];
      const fits = far && edge.x - here.x > 14 && !taken.some((other) => (
        box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]
      ));
      one.label.style.visibility = fits ? "visible" : "hidden";
      if (!fits) continue;
      taken.push(box);
      one.label.style.transform = `translate(${box[0]}px, ${box[1]}px)`;
    }
  };

  const camera = () => sigma?.getCamera();
  const fly = (at) => {
    if (!sigma) return;
    const { x: left, y: top } = sigma.getNodeDisplayData(String(at));
    camera().animate({ x: left, y: top, ratio: Math.min(camera().ratio, close) }, steps);
  };
  const fly_to_disc = (at) => {
    if (!sigma) return;
    const [dx, dy, r] = held.discs[at];
    const to = sigma.viewportToFramedGraph(sigma.graphToViewport({ x: dx, y: dy }));
    camera().animate({ ...to, ratio: Math.min(1, Math.max(close, (3 * r) / span)) }, steps);
  };

  // A town's details.
  const detail = by("detail");
  const element = (kind, text, ...inside) => {
    const made = document.createElement(kind);
    if (text) made.textContent = text;
    made.append(...inside);
    return made;
  };
  const button = (text, does) => {
    const made = element("button", text);
    made.type = "button";
    made.addEventListener("click", does);
    return made;
  };
  const choose = (at, flying = true) => {
    if (graph && chosen >= 0) {
      graph.clearEdges();
      graph.setNodeAttribute(chosen, "highlighted", false);
    }
    chosen = at;
    detail.hidden = at < 0;
    if (at < 0) return;
    const alike = ties(at);
    if (graph) {
      for (const [other] of alike) graph.addEdge(at, other, { size: 1.5 });
      graph.setNodeAttribute(at, "highlighted", true);
      if (flying) fly(at);
    }
    const shut = button(words.close, () => { choose(-1); stage.focus(); });
    shut.className = "close";
    const link = element("a", words.open);
    link.href = address(at);
    const list = element("ul", "", ...alike.map(([other, like]) => element(
      "li", "", button(names[other], () => choose(other)), ` ${before(other)} `, element("small", say("like", { n: like })),
    )));
    detail.replaceChildren(
      element("h2", names[at]), shut, element("p", before(at)), element("p", say("named", { n: count(named[at]) })),
      element("p", called(disc[at])), element("p", "", link),
      element("h3", words.nearest), alike.length ? list : element("p", words.none),
    );
    detail.scrollTop = 0;
  };

  // Search.
  const box = by("seek"), seen = by("seen");
  let hits = [], marked = -1;
  const mark = (next) => {
    marked = next;
    [...seen.children].forEach((item, at) => item.setAttribute("aria-selected", String(at === marked)));
    if (marked >= 0) box.setAttribute("aria-activedescendant", seen.children[marked].id);
    else box.removeAttribute("aria-activedescendant");
  };
  const rank = (at, wanted) => {
    const name = names[at];
    if (name === wanted) return 0;
    if (name.startsWith(wanted)) return 1;
    if (initials[at] === wanted || pinyin[at] === wanted) return 2;
    if (name.includes(wanted)) return 3;
    if ((before(at) + name).includes(wanted)) return 4;
    if (pinyin[at].startsWith(wanted) || initials[at].startsWith(wanted)) return 5;
    return pinyin[at].includes(wanted) ? 6 : 9;
  };
  const seek = () => {
    const wanted = box.value.trim().toLowerCase().replace(/\s+/g, "");
    const found = [];
    if (wanted) {
      for (let at = 0; at < size; at++) {
        const order = rank(at, wanted);
        if (order < 9 && visible(at)) found.push([order, at]);
      }
      found.sort(([a, one], [b, other]) => a - b || names[one].length - names[other].length || one - other);
    }
    hits = found.slice(0, 12).map(([, at]) => at);
    seen.replaceChildren(...hits.map((at, turn) => {
      const item = element("li", names[at], element("small", ` ${before(at)}`));
      item.id = `seen-${turn}`;
      item.setAttribute("role", "option");
      item.addEventListener("mousedown", (event) => { event.preventDefault(); take(turn); });
      return item;
    }));
    if (wanted && !hits.length) {
      const none = element("li", words.nothing);
      none.setAttribute("role", "option");
      none.setAttribute("aria-disabled", "true");
      seen.append(none);
    }
    seen.hidden = !wanted;
    box.setAttribute("aria-expanded", String(!seen.hidden));
    mark(hits.length ? 0 : -1);
  };
  const hide = () => { seen.hidden = true; box.setAttribute("aria-expanded", "false"); };
  const take = (turn) => {
    if (!(turn in hits)) return;
    hide();
    choose(hits[turn]);
  };
  box.addEventListener("input", seek);
  box.addEventListener("blur", hide);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") take(Math.max(marked, 0));
    else if (event.key === "Escape") hide();
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && hits.length) {
      mark((marked + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length);
    } else return;
    event.preventDefault();
  });

  // Province, colours, legend.
  const province = by("province"), colour = by("colour"), legend = by("legend").querySelector("ul");
  held.provinces.forEach((name, at) => { if (name) province.append(new Option(name, at)); });
  const visible = (at) => province.value === "" || provinceOf(at) === +province.value;
  const members = new Array(held.provinces.length).fill(0);
  for (let at = 0; at < size; at++) members[provinceOf(at)]++;
  const filter = () => {
    if (chosen >= 0 && !visible(chosen)) choose(-1);
    graph?.updateEachNodeAttributes((key, all) => ({ ...all, hidden: !visible(+key) }), { attributes: ["hidden"] });
  };
  const entry = (at, text, towns, does) => {
    const { color, shape } = drawing.style(at);
    const sign = element("span", drawing.SHAPES[shape]);
    sign.style.color = color;
    sign.setAttribute("aria-hidden", "true");
    return element("li", "", sign, button(text, does), element("small", ` ${say("towns", { n: count(towns) })}`));
  };
  const paint = () => {
    const disc_wise = colour.value === "disc";
    graph?.updateEachNodeAttributes((key, all) => (
      { ...all, ...drawing.style(disc_wise ? disc[+key] : provinceOf(+key)) }
    ));
    const all = disc_wise
      ? held.discs.map((one, at) => entry(at, called(at), one[3], () => { fly_to_disc(at); stage.focus(); }))
      : held.provinces.map((name, at) => entry(at, name || words.others, members[at], () => {
        province.value = name ? at : "";
        filter();
      }));
    legend.replaceChildren(...all.slice(0, 40));
    const rest = (disc_wise ? held.discs.map((one) => one[3]) : members).slice(40).reduce((sum, one) => sum + one, 0);
    if (rest) {
      const { color } = drawing.style(40);
      const sign = element("span", "●");
      sign.style.color = color;
      legend.append(element("li", "", sign, words.others, element("small", ` ${say("towns", { n: count(rest) })}`)));
    }
  };
  province.addEventListener("change", filter);
  colour.addEventListener("change", paint);

  // Moving about without a mouse.
  const zoom = (factor) => camera()?.animate({ ratio: camera().ratio * factor }, { duration: still ? 0 : 200 });
  const whole = () => camera()?.animatedReset(steps);
  const middle = () => {
    const at = sigma.viewportToGraph({ x: stage.clientWidth / 2, y: stage.clientHeight / 2 });
    let best = -1, least = Infinity;
    for (let one = 0; one < size; one++) {
      const far = (x[one] - at.x) ** 2 + (y[one] - at.y) ** 2;
      if (far < least && visible(one)) [best, least] = [one, far];
    }
    return best;
  };
  by("in").addEventListener("click", () => zoom(1 / 1.6));
  by("out").addEventListener("click", () => zoom(1.6));
  by("whole").addEventListener("click", whole);
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
  stage.addEventListener("keydown", (event) => {
    if (!sigma || event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moves[event.key];
    if (move) {
      const now = camera().getState();
      camera().setState({ x: now.x + move[0] * now.ratio * 0.1, y: now.y + move[1] * now.ratio * 0.1 });
    } else if (event.key === "+" || event.key === "=") zoom(1 / 1.6);
    else if (event.key === "-") zoom(1.6);
    else if (event.key === "0") whole();
    else if (event.key === "Enter") choose(middle(), false);
    else if (event.key === "Escape") choose(-1);
    else return;
    event.preventDefault();
  });

  make_labels();
  try {
    if (!drawing.Program) throw new Error("no WebGL");
    draw();
  } catch {
    sigma = graph = null;
    told.textContent = words.no_webgl;
  }
  paint();
  root.dataset.ready = String(Math.round(performance.now()));
  window.kgPicture = { sigma, choose }; // for who looks into the page
})();
