"use strict";
// The picture itself: towns by WebGL, below them the land of each province, above them names by level of detail.
window.kgScene = ({ stage, land, labels, towns, told, choose }) => {
  const drawing = window.kgDrawing;
  const { Sigma, UndirectedGraph } = window.kgSigma;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const steps = { duration: still ? 0 : 500 };
  const font = getComputedStyle(document.documentElement).fontFamily;
  const NEAR = 36; // pixels between neighbouring towns at which these have their names
  const FEW = 120; // so few towns have their names always
  const tints = [0, 1, 2, 3, 4, 5, 6, 7].map((colour) => drawing.plain(colour).color);
  const graph = new UndirectedGraph({ allowSelfLoops: false });
  let lie = towns.lie, discs = null, base = 1, apart = 1;

  const measure = () => {
    const { x, y } = lie.frame;
    const scale = Math.min((stage.clientWidth - 40) / (x[1] - x[0]), (stage.clientHeight - 40) / (y[1] - y[0]));
    apart = Math.max(lie.unit * scale, 1e-3);
    base = Math.max(0.8, Math.min(7, apart * 0.42));
  };
  measure();
  for (let at = 0; at < towns.size; at++) {
    graph.addNode(at, {
      x: lie.x[at], y: lie.y[at], size: base, label: towns.names[at], zIndex: 0,
      ...drawing.plain(towns.provinces[towns.provinceOf(at)].colour),
    });
  }
  const detail = () => ({ minCameraRatio: Math.min(0.1, close() / 5) });
  const close = () => (towns.size < FEW ? 0.6 : Math.min(0.8, apart / (NEAR * 1.7))); // how far one flies in
  const sigma = new Sigma(graph, stage, {
    defaultNodeType: "town",
    nodeProgramClasses: { town: drawing.Program },
    nodeHoverProgramClasses: {},
    defaultDrawNodeHover: (context, data, settings) => drawing.hover(
      context, { ...data, told: told(+data.key) }, settings,
    ),
    zoomToSizeRatioFunction: (ratio) => ratio ** 0.8,
    renderLabels: false, labelSize: 13, labelFont: font, maxCameraRatio: 2, stagePadding: towns.size < FEW ? 48 : 24, zIndex: true, defaultEdgeColor: "#5a6773", allowInvalidContainer: true,
    enableCameraRotation: false, ...detail(),
  });
  sigma.setCustomBBox(lie.frame);
  stage.insertBefore(labels, stage.querySelector(".sigma-hovers")); // what is told of the town under the pointer lies above names
  sigma.on("clickNode", ({ node }) => choose(+node, false));
  sigma.on("clickStage", () => choose(-1));
  sigma.on("enterNode", () => { stage.style.cursor = "pointer"; });
  sigma.on("leaveNode", () => { stage.style.cursor = ""; });
  const camera = sigma.getCamera();

  // Everything on the canvases lies at (left + x · scale, top − y · scale).
  const where = () => {
    const zero = sigma.graphToViewport({ x: 0, y: 0 }), far = sigma.graphToViewport({ x: 10_000, y: 0 });
    const scale = (far.x - zero.x) / 10_000;
    return { scale, x: (one) => zero.x + one * scale, y: (one) => zero.y - one * scale };
  };
  const cleared = (canvas) => {
    const ratio = window.devicePixelRatio || 1;
    const [width, height] = [stage.clientWidth, stage.clientHeight];
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    const context = canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    return { context, width, height };
  };
  const few = towns.size < FEW;
  const of_province = towns.provinces.map((_, at) => towns.counties.filter((one) => one.province === at));
  const draw_land = () => {
    const { context, width, height } = cleared(land);
    if (discs) return;
    const to = where(), rim = lie.unit * (few ? 0.5 : 0.8);
    context.globalAlpha = 0.13;
    of_province.forEach((counties, at) => {
      context.fillStyle = tints[towns.provinces[at].colour];
      context.beginPath();
      for (const one of counties) {
        const [x, y, r] = [to.x(one.x), to.y(one.y), (one.r + rim) * to.scale];
        if (!(r > 0) || x + r < 0 || y + r < 0 || x - r > width || y - r > height) continue;
        context.moveTo(x + r, y);
        context.arc(x, y, r, 0, 2 * Math.PI);
      }
      context.fill();
    });
    context.globalAlpha = 1;
  };

  // Names: from afar those of provinces (or communities), nearer of counties too, each where there is room.
  const widths = new Map();
  const write = (context, taken, text, x, y, size, { weight = 600, beside = 0, room = [0] } = {}) => {
    const key = `${size}${text}`;
    context.font = `${weight} ${size}px ${font}`;
    if (!widths.has(key)) widths.set(key, context.measureText(text).width);
    const half = widths.get(key) / 2 + 3, high = size * 0.62;
    for (const step of beside ? [1, -1] : room) {
      const [left, down] = beside ? [x + step * (half + beside), y] : [x, y + step];
      const box = [left - half, down - high, left + half, down + high];
      if (taken.some((one) => box[0] < one[2] && one[0] < box[2] && box[1] < one[3] && one[1] < box[3])) continue;
      taken.push(box);
      context.lineWidth = 3.5;
      context.strokeStyle = "rgb(255 255 255 / 88%)";
      context.strokeText(text, left, down);
      context.fillStyle = "#1d2733";
      context.fillText(text, left, down);
      return true;
    }
    return false;
  };
  const draw_names = () => {
    const { context, width, height } = cleared(labels);
    const to = where(), taken = [];
    const seen = (x, y) => x > -40 && y > -20 && x < width + 40 && y < height + 20;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    const shown = { provinces: 0, counties: 0, discs: 0, towns: 0 };
    const near = lie.unit * to.scale > NEAR * (few ? 1.5 : 0.8);
    const name_towns = () => {
      const beside = Math.min(sigma.scaleSize(base), 14) + 1;
      for (let at = 0; at < towns.size && shown.towns < 400; at++) {
        const [x, y] = [to.x(lie.x[at]), to.y(lie.y[at])];
        if (!seen(x, y) || graph.getNodeAttribute(at, "hidden")) continue;
        shown.towns += write(context, taken, towns.names[at], x, y, 13, { weight: 400, beside: Math.max(beside, few ? 6 : 0) });
      }
    };
    // Where there are few, no name may hide a town.
    for (let at = 0; few && at < towns.size; at++) {
      const [x, y] = [to.x(lie.x[at]), to.y(lie.y[at])];
      taken.push([x - 5, y - 5, x + 5, y + 5]);
    }
    if (discs) {
      if (!near || few) {
        for (const one of discs.slice(0, 80)) {
          const [x, y, r] = [to.x(one.x), to.y(one.y), one.r * to.scale];
          const room = few ? [-r - 12, r + 12] : [0];
          if (one.label && r > 12 && seen(x, y)) shown.discs += write(context, taken, one.label, x, y, 13, { room });
        }
      }
      if (near || few) name_towns();
      return shown;
    }
    const size = width < 500 ? 12 : 15;
    if (!near || few) {
      const room = few ? [-20, 22, -36, 38] : [0, -size, size, -1.8 * size, 1.8 * size];
      for (const one of ordered) {
        const [x, y] = [to.x(one.x), to.y(one.y)];
        const text = one.name.replace(/(维吾尔|壮族|回族)?自治区$|[省市]$/u, "");
        if (text && seen(x, y)) shown.provinces += write(context, taken, text, x, y, size, { room });
      }
    }
    for (const one of towns.counties) {
      const r = one.r * to.scale;
      if (r < 15 || !one.name || ((few || camera.ratio > 0.6) && !near)) continue;
      const [x, y] = [to.x(one.x), to.y(one.y)];
      if (seen(x, y)) shown.counties += write(context, taken, one.name, x, near ? y - r - 8 : y, near ? 14 : 12);
    }
    if (near || few) name_towns();
    return shown;
  };
  const ordered = [...towns.provinces].sort((one, other) => other.towns - one.towns);
  let names = {};
  sigma.on("afterRender", () => { draw_land(); names = draw_names(); }); // before, the camera has not moved yet
  sigma.on("resize", () => { measure(); });

  const each = (attributes, change) => graph.updateEachNodeAttributes(
    (key, all) => Object.assign(all, change(+key)), { attributes },
  );
  const fly = (x, y, ratio) => {
    const to = sigma.viewportToFramedGraph(sigma.graphToViewport({ x, y }));
    camera.animate({ ...to, ratio }, steps);
  };
  return {
    sigma,
    names: () => names,
    // Other places: of the map, or (with discs, each with its label) of communities.
    place: (next, circles) => {
      lie = next;
      discs = circles;
      measure();
      for (const [name, value] of Object.entries(detail())) sigma.setSetting(name, value);
      sigma.setCustomBBox(lie.frame);
      each(["x", "y"], (at) => ({ x: lie.x[at], y: lie.y[at] }));
      camera.setState({ x: 0.5, y: 0.5, ratio: 1 });
    },
    paint: (style) => each(["color", "shape", "size", "zIndex", "least"], (at) => {
      const { color, shape, size = 1, zIndex = 0, least = 1.5 } = style(at);
      return { color, shape, zIndex, least, size: base * size };
    }),
    filter: (visible) => each(["hidden"], (at) => ({ hidden: !visible(at) })),
    mark: (at, others) => {
      graph.clearEdges();
      for (const other of others) if (!graph.hasEdge(at, other)) graph.addEdge(at, other, { size: 1.5 });
      graph.setNodeAttribute(at, "highlighted", true);
    },
    unmark: (at) => {
      graph.clearEdges();
      graph.setNodeAttribute(at, "highlighted", false);
    },
    fly_to_town: (at) => fly(lie.x[at], lie.y[at], Math.min(camera.ratio, close())),
    fly_to: (x, y, r) => {
      const wide = Math.max(lie.frame.x[1] - lie.frame.x[0], lie.frame.y[1] - lie.frame.y[0]);
      fly(x, y, Math.min(1, Math.max(close(), (2.4 * r) / wide)));
    },
    zoom: (factor) => camera.animate({ ratio: camera.ratio * factor }, { duration: still ? 0 : 200 }),
    whole: () => camera.animate({ x: 0.5, y: 0.5, ratio: 1 }, steps),
    move: (x, y) => camera.setState({ x: camera.x + x * camera.ratio, y: camera.y + y * camera.ratio }),
    middle: () => sigma.viewportToGraph({ x: stage.clientWidth / 2, y: stage.clientHeight / 2 }),
    lie: () => lie,
  };
};
