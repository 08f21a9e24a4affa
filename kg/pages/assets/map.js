"use strict";
// The map of a practice: coloured by what is asked, year by year; a point tells its towns. Without this script the map
// shows the share of all years, and a table beside it the counties.
(() => {
  const box = document.querySelector(".mapping");
  if (!box) return;
  
  const words = JSON.parse(box.dataset.words);
  const numbers = (text) => text.split(" ").filter(Boolean).map(Number);
  const years = numbers(box.dataset.years);
  const steps = numbers(box.dataset.steps).map((step) => step / 100);
  const many = numbers(box.dataset.many);
  const svg = box.querySelector("svg.map");
  const stage = box.querySelector(".stage");
  const chosen = box.querySelector(".chosen");
  const by = box.querySelector(".by");
  const range = box.querySelector("input[type=range]");
  const told = box.querySelector("output");
  const play = box.querySelector(".play");
  const find = box.querySelector(".find-county");
  const [, , wide, high] = numbers(svg.getAttribute("viewBox"));

  const count = (text) => {
    if (!text || text === "-") return { number: 0, of: 0 };
    const [number, of] = text.split("/").map(Number);
    return { number, of };
  };
  const points = [...box.querySelectorAll(".points .county")].map((node) => ({
    node,
    key: node.dataset.key,
    x: Number(node.dataset.x ?? node.getAttribute("cx")),
    y: Number(node.dataset.y ?? node.getAttribute("cy")),
    ever: count(node.dataset.ever),
    years: node.dataset.told.split(" ").map(count),
    first: Number(node.dataset.first) || null,
    period: node.dataset.period,
    radius: 0,
  }));
  const SVG = "http://www.w3.org/2000/svg";
  for (const point of points) point.node.append(document.createElementNS(SVG, "title"));
  const of = new Map(points.map((point) => [point.node, point]));

  // What is shown ------------------------------------------------------------------------------------------------
  let zoom = 1;
  let at = [0, 0];
  let here = null;
  const year = () => (range && Number(range.value) < years.length ? years[Number(range.value)] : null);
  const counted = (point) => (year() === null ? point.ever : point.years[years.indexOf(year())]);
  const radius = (towns) => 2.2 + Math.sqrt(towns) * 0.9;
  const above = (value, limits) => 1 + limits.filter((limit) => value >= limit).length;
  const look = (point) => {
    const { number, of: reported } = counted(point);
    if (by.value === "first") {
      const seen = point.first !== null && (year() === null || point.first <= year());
      return { shade: seen ? `p${point.period}` : "s0", size: point.ever.of, gone: false };
    }
    if (by.value === "number") return { shade: `s${number ? above(number, many) : 0}`, size: number, gone: !reported };
    return { shade: `s${number ? above(number / reported, steps) : 0}`, size: reported, gone: !reported };
  };
  const share = ({ number, of: reported }) => (
    words.share.replace("{number}", number.toLocaleString("en")).replace("{of}", reported.toLocaleString("en"))
  );
  // On a narrow screen the picture is small, and points would be as well.
  const narrow = () => Math.min(Math.max((0.6 * wide) / svg.clientWidth, 1), 1.6);
  let scale = 1;
  const resize = (point) => {
    const r = (scale * point.radius) / Math.sqrt(zoom);
    if (point.node.localName === "circle") {
      point.node.setAttribute("r", r.toFixed(2));
    } else {
      const d = (1.2 * r).toFixed(2);
      point.node.setAttribute("d", `M${point.x} ${point.y - d}l${d} ${d} -${d} ${d} -${d} -${d}z`);
    }
  };
  const show = () => {
    scale = narrow() * Number(box.dataset.scale);
    for (const point of points) {
      const { shade, size, gone } = look(point);
      point.node.setAttribute("class", `county ${shade}${gone ? " gone" : ""}${point === here ? " here" : ""}`);
      point.radius = radius(size);
      resize(point);
      point.node.firstElementChild.textContent = by.value === "first"
        ? `${point.key} ${point.first ?? words.none}` : `${point.key} ${share(counted(point))}`;
    }
    for (const key of box.querySelectorAll(".key[data-by]")) key.hidden = key.dataset.by !== by.value;
    if (told) told.textContent = year() ?? words.all;
    if (range) range.setAttribute("aria-valuetext", told.textContent);
  };

  // Part of the picture ------------------------------------------------------------------------------------------
  const view = () => {
    const w = wide / zoom;
    const h = high / zoom;
    at = [Math.min(Math.max(at[0], 0), wide - w), Math.min(Math.max(at[1], 0), high - h)];
    svg.setAttribute("viewBox", `${at[0].toFixed(1)} ${at[1].toFixed(1)} ${w.toFixed(1)} ${h.toFixed(1)}`);
    svg.classList.toggle("near", zoom > 1);
    points.forEach(resize);
  };
  const closer = (factor, x = at[0] + wide / zoom / 2, y = at[1] + high / zoom / 2) => {
    const next = factor ? Math.min(Math.max(zoom * factor, 1), 16) : 1;
    at = [x - ((x - at[0]) * zoom) / next, y - ((y - at[1]) * zoom) / next];
    zoom = next;
    view();
  };
  const reach = ({ x, y }) => {
    const [w, h] = [wide / zoom, high / zoom];
    if (x < at[0] || x > at[0] + w || y < at[1] || y > at[1] + h) at = [x - w / 2, y - h / 2];
    view();
  };
  const around = (factor) => (here ? closer(factor, here.x, here.y) : closer(factor));
  box.querySelectorAll("[data-zoom]").forEach((button) => {
    button.addEventListener("click", () => around(Number(button.dataset.zoom)));
  });
  let held = null;
  svg.addEventListener("pointerdown", (event) => {
    if (zoom > 1 && event.button === 0) held = { x: event.clientX, y: event.clientY, at: [...at], moved: false };
  });
  svg.addEventListener("pointermove", (event) => {
    if (!held) return;
    const unit = wide / zoom / svg.clientWidth;
    const [dx, dy] = [event.clientX - held.x, event.clientY - held.y];
    if (Math.hypot(dx, dy) > 4 && !held.moved) {
      held.moved = true;
      svg.setPointerCapture(event.pointerId);
    }
    if (!held.moved) return;
    at = [held.at[0] - dx * unit, held.at[1] - dy * unit];
    view();
  });
  const drop = () => { setTimeout(() => { held = null; }); };
  svg.addEventListener("pointerup", drop);
  svg.addEventListener("pointercancel", drop);
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return; // the page scrolls
    event.preventDefault();
    const frame = svg.getBoundingClientRect();
    const x = at[0] + ((event.clientX - frame.left) / frame.width) * (wide / zoom);
    const y = at[1] + ((event.clientY - frame.top) / frame.height) * (high / zoom);
    closer(event.deltaY < 0 ? 1.25 : 0.8, x, y);
  }, { passive: false });

  // A county and its towns ---------------------------------------------------------------------------------------
  let towns = null;
  const load = () => towns ??= new Promise((done) => {
    const script = document.createElement("script");
    script.src = box.dataset.towns;
    script.addEventListener("load", () => done(window.kgTowns));
    script.addEventListener("error", () => done({}));
    document.head.append(script);
  });
  const made = (name, text = "") => {
    const node = document.createElement(name);
    node.textContent = text;
    return node;
  };
  const address = (path) => box.dataset.town.replace("place/TOWN", path.split("/").map(encodeURIComponent).join("/"));
  const row = (point, [name, first, already, latest, status, path]) => {
    const item = made("li");
    const link = made("a", name);
    link.href = address(path ?? `place/${point.key}${name}`);
    const since = (already ? words.or_before : words.since).replace("{year}", first);
    const how = words.how.replace("{since}", since).replace("{year}", latest).replace("{status}", words.statuses[status]);
    item.append(link, " ", made("small", how));
    return item;
  };
  const choose = async (point) => {
    here = point;
    show();
    point.node.parentNode.append(point.node); // on top
    reach(point);
    const list = made("ul");
    const counts = made("dl");
    counts.append(...years.flatMap((one, i) => (
      point.years[i].of ? [made("dt", one), made("dd", share(point.years[i]))] : []
    )));
    const head = made("h3", "live" in box.dataset ? "" : point.key);
    if (!head.textContent) { // a server has a page for each county
      const link = made("a", point.key);
      link.href = address(`place/${point.key}`);
      head.append(link);
    }
    const what = made("p", `${share(point.ever)} ${words.ran}`);
    const wait = made("p", words.loading);
    chosen.replaceChildren(head, what, counts, wait, list);
    if (years.length < 2) counts.remove();
    chosen.hidden = false;
    stage.classList.add("open");
    const found = (await load())[point.key] ?? [];
    if (here !== point) return;
    wait.remove();
    list.append(...found.map((one) => row(point, one)));
    if (found.length) list.after(made("small", words.note));
    else list.replaceWith(made("p", words.none));
  };
  svg.addEventListener("click", (event) => {
    if (held?.moved) return;
    const point = of.get(event.target);
    if (point) choose(point);
  });
  const next = (dx, dy) => {
    const from = here ?? { x: at[0] + wide / zoom / 2, y: at[1] + high / zoom / 2 };
    let best = null;
    let least = Infinity;
    for (const point of points) {
      if (point === here || look(point).gone) continue;
      const along = (point.x - from.x) * dx + (point.y - from.y) * dy;
      const aside = Math.abs((point.x - from.x) * dy) + Math.abs((point.y - from.y) * dx);
      const far = along + 2 * aside;
      if ((along > 0 || !here) && far < least) [best, least] = [point, far];
    }
    if (best) choose(best);
  };
  const keys = {
    ArrowLeft: () => next(-1, 0), ArrowRight: () => next(1, 0), ArrowUp: () => next(0, -1), ArrowDown: () => next(0, 1),
    "+": () => around(1.6), "=": () => around(1.6), "-": () => around(0.625), 0: () => around(0),
  };
  svg.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
  find.addEventListener("input", () => {
    const wanted = find.value.trim();
    if (!wanted) return;
    const hits = points.filter((point) => point.key.includes(wanted) && !look(point).gone);
    hits.sort((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1));
    if (hits.length) choose(hits[0]);
  });

  // Year by year -------------------------------------------------------------------------------------------------
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    if (play) play.textContent = words.play;
  };
  play?.addEventListener("click", () => {
    if (timer) return stop();
    range.value = 0;
    show();
    play.textContent = words.stop;
    timer = setInterval(() => {
      range.value = Number(range.value) + 1;
      show();
      if (Number(range.value) >= years.length) stop();
    }, 1100);
    return undefined;
  });
  range?.addEventListener("input", () => { stop(); show(); });
  by.addEventListener("change", show);
  svg.setAttribute("role", "application");
  svg.setAttribute("aria-label", words.picture);
  svg.setAttribute("tabindex", "0");
  svg.querySelectorAll(".line, .degree").forEach((node) => node.setAttribute("aria-hidden", "true"));
  box.querySelector(".choose").hidden = false;
  box.querySelector(".keys").hidden = false;
  show();
})();
