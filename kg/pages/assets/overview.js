"use strict";
// The overview's controls: practice, search, province, places, legend, details of a town. Texts are set as text.
(() => {
  const root = document.getElementById("overview");
  const words = JSON.parse(root.dataset.words);
  const by = (id) => document.getElementById(id);
  const say = (key, values = {}) => words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const count = (number) => number.toLocaleString("en-US");
  const share = (part, of) => (of ? `${(100 * part / of).toFixed(part && part / of < 0.001 ? 2 : 1)}%` : "–");
  const english = document.documentElement.lang.startsWith("en");
  const status_of = ["implemented", "piloting", "inProgress", "planned"];
  const told = by("told"), stage = by("picture"), model = window.kgModel, drawing = window.kgDrawing;
  const folder = root.dataset.scripts.replace(/towns\.js$/, "");
  const load = (name) => model.load(name, folder);
  const towns = model.towns();
  const ready = () => requestAnimationFrame(() => requestAnimationFrame(() => {
    root.dataset.ready = String(Math.round(performance.now()));
  }));
  if (!towns || !towns.size) {
    told.textContent = towns ? words.no_towns : words.no_data;
    ready();
    return;
  }
  const address = (path) => root.dataset.page.replace("PAGE", () => path.split("/").map(encodeURIComponent).join("/"));
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

  let scene = null, chosen = -1, practice = null, alike = null, wanted = 0;
  const province = by("province"), layout = by("layout");
  const visible = (at) => province.value === "" || towns.provinceOf(at) === +province.value;
  const called = (one, at) => (one.province !== null
    ? say("untied", { province: one.province || words.others }) : (english && one.en) || one.zh || say("group", { n: at + 1 }));
  const practice_name = (one) => (english && one.english ? `${one.label} (${one.english})` : one.label);
  const status_word = (place) => words[`status_${status_of[place] ?? "none"}`];

  // Colours and what they mean.
  const legend = by("legend").querySelector("ul");
  const entry = ({ color, shape }, text, size, does) => {
    const sign = element("span", drawing.SHAPES[shape]);
    sign.style.color = color;
    sign.setAttribute("aria-hidden", "true");
    return element("li", "", sign, does ? button(text, does) : element("b", text), element("small", ` ${size}`));
  };
  const many = (size) => say("towns", { n: count(size) });
  const tally = () => {
    const found = new Array(status_of.length + 1).fill(0);
    let of = 0;
    for (let at = 0; at < towns.size; at++) if (visible(at)) { found[practice.of[at]]++; of++; }
    return { found, of };
  };
  const by_status = () => {
    const { found, of } = tally();
    legend.replaceChildren(...found.map((size, place) => (
      entry(drawing.STATUSES[place], status_word(place), `${many(size)} · ${share(size, of)}`)
    )));
    by("meaning").textContent = words.colour_status;
    const none = found[status_of.length];
    told.textContent = say("practice_facts", {
      practice: practice_name(practice), of: count(of), named: count(of - none), share: share(of - none, of),
    });
    const link = element("a", words.open_practice);
    link.href = address(practice.path);
    told.append(" ", link, " ", button(words.no_practice, () => { take_practice(null); box.focus(); }));
  };
  const by_disc = () => {
    const first = alike.discs.slice(0, 40);
    legend.replaceChildren(...first.map((one, at) => entry(
      drawing.style(at), called(one, at), many(one.towns), () => { scene?.fly_to(one.x, one.y, one.r); stage.focus(); },
    )));
    const rest = alike.discs.slice(40).reduce((sum, one) => sum + one.towns, 0);
    if (rest) legend.append(entry(drawing.style(40), words.others, many(rest)));
    by("meaning").textContent = words.colour_disc;
  };
  const by_province = () => {
    legend.replaceChildren(...towns.provinces.map((one, at) => entry(
      drawing.plain(one.colour), one.name || words.others, many(one.towns), () => {
        province.value = String(at);
        filter();
        stage.focus();
      },
    )));
    by("meaning").textContent = words.colour_province;
  };
  const paint = () => {
    const mapped = layout.value === "map";
    if (practice) {
      // The fewer name it, the better each is to be seen from afar.
      const least = Math.max(1.5, Math.min(6, Math.sqrt(towns.size / (practice.towns || 1)) * 0.9));
      const styles = drawing.STATUSES.map((one, place) => (place < status_of.length ? { ...one, least } : one));
      scene?.paint((at) => styles[practice.of[at]]);
      by_status();
    } else {
      scene?.paint(mapped
        ? (at) => drawing.plain(towns.provinces[towns.provinceOf(at)].colour) : (at) => drawing.style(alike.disc[at]));
      (mapped ? by_province : by_disc)();
      const places = towns.provinces.filter((one) => one.name).length;
      told.textContent = say(places > 1 ? "facts" : "facts_one", { towns: count(towns.size), provinces: places });
    }
    if (!scene) told.append(` ${words.no_webgl}`);
    const untied = alike ? alike.discs.filter((one) => one.province !== null) : [];
    by("rough").textContent = mapped ? words.rough : say("alike_says", {
      cap: count(alike.cap), groups: count(alike.discs.length - untied.length),
      alone: count(untied.reduce((sum, one) => sum + one.towns, 0)),
    });
    fill_table();
  };
  const filter = () => {
    if (chosen >= 0 && !visible(chosen)) choose(-1);
    scene?.filter(visible);
    if (practice) paint();
    if (layout.value !== "map") return;
    const there = towns.counties.filter((one) => one.province === +province.value);
    if (province.value === "" || !there.length) { scene?.whole(); return; }
    const edge = (key, sign) => sign * Math.max(...there.map((one) => sign * one[key] + one.r));
    const [left, right, low, top] = [edge("x", -1), edge("x", 1), edge("y", -1), edge("y", 1)];
    scene?.fly_to((left + right) / 2, (low + top) / 2, Math.max(right - left, top - low) / 2);
  };
  province.addEventListener("change", filter);
  towns.provinces.forEach(({ name }, at) => province.append(new Option(name || words.others, at)));

  // The table below tells of the chosen practice too.
  const table = by("by-province");
  const fill_table = () => {
    for (const more of table?.querySelectorAll(".more") ?? []) more.remove();
    if (!table || !practice) return;
    const cell = (kind, text) => {
      const made = element(kind, text);
      made.className = "n more";
      if (kind === "th") made.scope = "col";
      return made;
    };
    const of = towns.provinces.map(() => new Array(status_of.length + 1).fill(0));
    for (let at = 0; at < towns.size; at++) of[towns.provinceOf(at)][practice.of[at]]++;
    table.tHead.rows[0].append(
      cell("th", words.named_n), cell("th", words.share_n), ...status_of.map((_, place) => cell("th", status_word(place))),
    );
    for (const row of table.tBodies[0].rows) {
      const found = of[towns.provinces.findIndex((one) => one.name === row.dataset.province)];
      if (!found) continue;
      const all = found.reduce((sum, one) => sum + one, 0), named = all - found[status_of.length];
      row.append(
        cell("td", count(named)), cell("td", share(named, all)), ...status_of.map((_, place) => cell("td", count(found[place]))),
      );
    }
  };

  // A town's details.
  const detail = by("detail");
  const told_of = (at) => [
    towns.names[at], towns.before(at), practice ? status_word(practice.of[at]) : say("named", { n: towns.counted.practices[at] }),
  ].join(" · ");
  const nearest = (at) => {
    const found = alike.ties(at);
    const list = element("ul", "", ...found.map(([other, like]) => element(
      "li", "", button(towns.names[other], () => choose(other)), ` ${towns.before(other)} `, element("small", say("like", { n: like })),
    )));
    return [element("h3", words.nearest), found.length ? list : element("p", words.none)];
  };
  const choose = (at, flying = true) => {
    if (scene && chosen >= 0) scene.unmark(chosen);
    chosen = at;
    detail.hidden = at < 0;
    remember();
    if (at < 0) return;
    scene?.mark(at, alike ? alike.ties(at).map(([other]) => other) : []);
    if (flying) scene?.fly_to_town(at);
    const shut = button(words.close, () => { choose(-1); stage.focus(); });
    shut.className = "close";
    const fold = button("", () => folded(detail.classList.toggle("folded")));
    const folded = (on) => {
      fold.textContent = on ? words.unfold : words.fold;
      fold.setAttribute("aria-expanded", String(!on));
    };
    fold.className = "fold";
    folded(detail.classList.contains("folded"));
    const link = element("a", words.open);
    link.href = address(towns.path(at));
    const facts = Object.fromEntries(Object.entries(towns.counted).map(([name, of]) => [name, count(of[at])]));
    const lines = [towns.before(at), say("counted", facts)];
    if (towns.years(at)) lines.push(say("reported", { years: towns.years(at) }));
    if (practice) lines.push(say("of_practice", { practice: practice_name(practice), status: status_word(practice.of[at]) }));
    if (alike && layout.value !== "map") lines.push(called(alike.discs[alike.disc[at]], alike.disc[at]));
    if (!towns.placed(at) && layout.value === "map") lines.push(words.unplaced_county);
    const more = alike ? nearest(at) : [button(words.show_nearest, () => { learn_alike().then(() => { if (chosen === at) choose(at, false); }); })];
    detail.replaceChildren(
      element("h2", towns.names[at]), fold, shut, ...lines.map((line) => element("p", line)), element("p", "", link), ...more,
    );
    detail.scrollTop = 0;
  };

  // Places by likeness come when they are asked for.
  const learn_alike = async () => {
    if (alike) return;
    told.textContent = words.wait_alike;
    try { alike = model.alike(await load("alike")); } catch { told.textContent = words.no_data; throw new Error("alike"); }
    paint();
  };
  layout.addEventListener("change", async () => {
    if (layout.value === "alike") {
      layout.value = "map";
      try { await learn_alike(); } catch { return; }
      layout.value = "alike";
    }
    const mapped = layout.value === "map";
    scene?.place(mapped ? towns.lie : alike.lie, mapped ? null : alike.discs.map((one, at) => ({ ...one, label: called(one, at) })));
    paint();
    if (chosen >= 0) choose(chosen);
  });

  // Search for towns and practices, also by how they are said.
  let names = null;
  const learn_names = async () => { names ??= model.names(await load("names")); return names; };
  const ranked = (size, order, length) => {
    const found = [];
    for (let at = 0; at < size; at++) {
      const place = order(at);
      if (place < 9) found.push([place, at]);
    }
    found.sort(([a, one], [b, other]) => a - b || length(one) - length(other) || one - other);
    return found.slice(0, 12).map(([, at]) => at);
  };
  window.kgSeeking(by("seek"), by("seen"), {
    none: words.nothing,
    take: (at) => choose(at),
    find: async (typed) => {
      if (!typed) return null;
      const { pinyin, initials } = await learn_names();
      const order = (at) => (visible(at)
        ? window.kgRank(typed, towns.names[at].toLowerCase(), towns.before(at) + towns.names[at], pinyin[at], initials[at]) : 9);
      return ranked(towns.size, order, (at) => towns.names[at].length)
        .map((at) => ({ what: at, label: towns.names[at], detail: towns.before(at) }));
    },
  });
  const box = by("practice");
  const take_practice = async (one) => {
    const turn = ++wanted;
    box.value = one ? practice_name(one) : "";
    if (!one) practice = null;
    else {
      const held = await load(`practice-${one.number}`);
      if (turn !== wanted) return;
      practice = { ...one, of: model.statuses(held, status_of, towns.size) };
    }
    paint();
    if (chosen >= 0) choose(chosen, false); else remember();
  };
  window.kgSeeking(box, by("practices"), {
    none: words.nothing,
    take: take_practice,
    find: async (typed) => {
      const { practices } = await learn_names();
      if (practice && box.value === practice_name(practice)) typed = "";
      if (!typed && practice && !box.value) take_practice(null);
      const order = (at) => {
        if (!typed) return at < 12 ? 0 : 9;
        const { label, english: second, pinyin, initials } = practices[at];
        return window.kgRank(typed, label.toLowerCase(), second.toLowerCase().replace(/\s+/g, ""), pinyin, initials);
      };
      return ranked(practices.length, order, (at) => (typed ? practices[at].label.length : 0))
        .map((at) => ({ what: practices[at], label: practice_name(practices[at]), detail: many(practices[at].towns) }));
    },
  });
  box.addEventListener("focus", () => box.select());

  // What is shown can be sent to others: #practice=…&town=…
  const remember = () => {
    const state = new URLSearchParams();
    if (practice) state.set("practice", practice.id.replace(/^mechanism\//, ""));
    if (chosen >= 0) state.set("town", towns.before(chosen) + towns.names[chosen]);
    const text = state.toString();
    if (location.hash.slice(1) !== text) history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  };
  const recall = async () => {
    const state = new URLSearchParams(location.hash.slice(1));
    const town = state.get("town"), id = state.get("practice");
    if (id) {
      const one = (await learn_names()).practices.find((other) => other.id.replace(/^mechanism\//, "") === id);
      if (one) await take_practice(one);
    }
    for (let at = 0; town && at < towns.size; at++) {
      if (towns.before(at) + towns.names[at] === town) { choose(at); break; }
    }
  };

  // Moving about without a mouse.
  const middle = () => {
    const { x, y } = scene.middle(), lie = scene.lie();
    let best = -1, least = Infinity;
    for (let at = 0; at < towns.size; at++) {
      const far = (lie.x[at] - x) ** 2 + (lie.y[at] - y) ** 2;
      if (far < least && visible(at)) [best, least] = [at, far];
    }
    return best;
  };
  by("in").addEventListener("click", () => scene?.zoom(1 / 1.6));
  by("out").addEventListener("click", () => scene?.zoom(1.6));
  by("whole").addEventListener("click", () => scene?.whole());
  const moves = { ArrowLeft: [-0.1, 0], ArrowRight: [0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
  stage.addEventListener("keydown", (event) => {
    if (!scene || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key in moves) scene.move(...moves[event.key]);
    else if (event.key === "+" || event.key === "=") scene.zoom(1 / 1.6);
    else if (event.key === "-") scene.zoom(1.6);
    else if (event.key === "0") scene.whole();
    else if (event.key === "Enter") choose(middle(), false);
    else if (event.key === "Escape") choose(-1);
    else return;
    event.preventDefault();
  });
  detail.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    choose(-1);
    stage.focus();
  });

  try {
    if (!drawing.Program) throw new Error("no WebGL");
    scene = window.kgScene({
      stage, land: by("land"), labels: by("labels"), towns, told: told_of, choose: (at, flying) => choose(at, flying),
    });
  } catch {
    scene = null;
  }
  if (scene) by("picture").dataset.drawn = "yes";
  paint();
  window.kgPicture = { scene, towns, choose, names: () => scene?.names() }; // for who looks into the page
  ready();
  setTimeout(() => { learn_names().catch(() => {}); }, 1200); // before anybody has typed
  recall().catch(() => { told.textContent = words.no_data; });
})();
