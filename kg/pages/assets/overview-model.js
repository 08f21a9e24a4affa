"use strict";
// What the scripts of data bring: each calls kgOverview(name, data). Read once, asked for when needed.
(() => {
  const came = new Map(), waiting = new Map();
  window.kgOverview = (name, data) => {
    came.set(name, data);
    waiting.get(name)?.done(data);
  };
  const numbers = ({ type, data }) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    return new { u1: Uint8Array, u2: Uint16Array, u4: Uint32Array }[type](bytes.buffer);
  };
  // A promise of the data that a script brings; it is fetched at most once.
  const load = (name, folder) => {
    if (came.has(name)) return Promise.resolve(came.get(name));
    if (!waiting.has(name)) {
      const one = {};
      one.promise = new Promise((done, failed) => {
        one.done = done;
        const script = document.createElement("script");
        script.src = `${folder}${name}.js`;
        script.addEventListener("error", () => { waiting.delete(name); failed(new Error(name)); });
        document.head.append(script);
      });
      waiting.set(name, one);
    }
    return waiting.get(name).promise;
  };
  const frame = (held) => {
    const missing = (of) => Math.max(0, held.least - of) / 2;
    const [across, up] = [missing(held.wide), missing(held.high)];
    return { x: [-across, held.wide + across], y: [-up, held.high + up] };
  };

  const towns = () => {
    const held = came.get("towns");
    if (!held) return null;
    const county = numbers(held.county), year = numbers(held.year);
    const counted = Object.fromEntries(Object.entries(held.counted).map(([name, data]) => [name, numbers(data)]));
    const names = held.names.split("\n");
    const before = (at) => held.before[at] ?? held.counties[county[at]][1];
    return {
      size: held.size, names, county, counted, before,
      counties: held.counties.map(([name, , province, x, y, r, placed]) => ({ name, province, x, y, r, placed })),
      provinces: held.provinces.map(([name, x, y, size, colour, path]) => ({ name, x, y, towns: size, colour, path })),
      provinceOf: (at) => held.counties[county[at]][2],
      placed: (at) => held.counties[county[at]][6] === 1,
      years: (at) => held.years[year[at]],
      path: (at) => held.paths[at] ?? `place/${before(at)}${names[at]}`,
      lie: { x: numbers(held.x), y: numbers(held.y), unit: held.unit, frame: frame(held), discs: null },
    };
  };
  const alike = (held) => {
    const [disc, near, likeness] = [numbers(held.disc), numbers(held.near), numbers(held.likeness)];
    return {
      cap: held.cap, disc,
      discs: held.discs.map(([x, y, r, size, zh, en, province]) => ({ x, y, r, towns: size, zh, en, province })),
      lie: { x: numbers(held.x), y: numbers(held.y), unit: held.unit, frame: frame(held) },
      ties: (at) => {
        const found = [];
        for (let turn = at * held.each; turn < (at + 1) * held.each; turn++) {
          if (near[turn] < disc.length) found.push([near[turn], likeness[turn]]);
        }
        return found;
      },
    };
  };
  // Gaps between positions, a byte each, 255 a part of a greater gap → the place of its status for each town.
  const statuses = (held, order, size) => {
    const of = new Uint8Array(size).fill(order.length);
    order.forEach((status, place) => {
      let at = -1;
      for (const one of atob(held[status] ?? "")) {
        at += one.charCodeAt(0);
        if (one.charCodeAt(0) < 255) of[at] = place;
      }
    });
    return of;
  };
  const practice = ([number, label, english, pinyin, initials, size, id, path]) => (
    { number, label, english, pinyin, initials, towns: size, id, path }
  );
  const names = (held) => ({
    pinyin: held.pinyin.split("\n"), initials: held.initials.split("\n"), practices: held.practices.map(practice),
  });
  window.kgModel = { load, towns, alike, names, statuses };
})();
