"use strict";
// What a query found: a table, a chart, a graph or its text. All of it is put in as text, never as markup.
window.kgResults = (() => {
  const PAGE = 200, BARS = 60, MOST_NAMES = 800;
  const SECTIONS = { place: "place", mechanism: "mech", firm: "firm", topic: "topic", law: "law", report: "report" };
  const make = (tag, text, attributes = {}) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    return made;
  };
  const number = (term) => term && term.type === "literal" && /(integer|decimal|double|float|int|gYear)$/.test(term.datatype ?? "")
    && Number.isFinite(Number(term.value)) ? Number(term.value) : null;

  // N-Triples, which is what the service sends of a CONSTRUCT, are one statement a line.
  const unescaped = (text) => text.replace(/\\(u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)/g, (_, code) => {
    if (code.length > 1) return String.fromCodePoint(parseInt(code.slice(1), 16));
    return { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" }[code] ?? code;
  });
  const TERM = /<([^>]*)>|_:(\S+)|"((?:[^"\\]|\\.)*)"(?:@([\w-]+)|\^\^<([^>]*)>)?/gy;
  const triples = (text) => text.split("\n").filter((line) => line).map((line) => {
    const found = [];
    let at = 0;
    while (found.length < 3) {
      while (line[at] === " ") at += 1;
      TERM.lastIndex = at;
      const match = TERM.exec(line);
      if (!match) return null;
      at = TERM.lastIndex;
      if (match[1] !== undefined) found.push({ type: "uri", value: unescaped(match[1]) });
      else if (match[2] !== undefined) found.push({ type: "bnode", value: match[2] });
      else found.push({ type: "literal", value: unescaped(match[3]), "xml:lang": match[4], datatype: match[5] });
    }
    return { subject: found[0], predicate: found[1], object: found[2] };
  }).filter(Boolean);

  class Results {
    constructor(told, ask) { Object.assign(this, { told, ask, names: new Map(), named: true }); }
    word(key, values = {}) { return this.told.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]); }

    // gov:Township, mech:枫桥经验: as one types it.
    short(iri) {
      for (const [prefix, start] of Object.entries(this.told.prefixes)) {
        if (iri.startsWith(start) && iri.length > start.length) return `${prefix}:${iri.slice(start.length)}`;
      }
      return iri;
    }
    called(term) {
      if (!term) return "";
      if (term.type !== "uri") return term.value;
      return (this.named && this.names.get(term.value)) || this.short(term.value);
    }
    address(iri) {
      const path = iri.startsWith(this.told.base) ? iri.slice(this.told.base.length) : null;
      if (path !== null && (path.split("/")[0] in SECTIONS || path.startsWith("ontology"))) {
        const [place, term] = path.split("#");
        return `/${place.split("/").map(encodeURIComponent).join("/")}${this.told.lang === "en" ? "?lang=en" : ""}${term ? `#${encodeURIComponent(term)}` : ""}`;
      }
      return path === null && /^https?:\/\//i.test(iri) ? iri : null;
    }
    cell(term) {
      const cell = make("td");
      if (!term) return cell;
      if (number(term) !== null) cell.className = "number";
      const address = term.type === "uri" ? this.address(term.value) : null;
      if (!address) cell.textContent = this.called(term);
      else cell.append(make("a", this.called(term), { href: address, title: term.value, ...(address.startsWith("/") ? {} : { rel: "noopener noreferrer" }) }));
      return cell;
    }

    // Names of the graph's own things, asked for once they are in sight.
    async fetchNames(rows) {
      const iris = new Set();
      for (const row of rows) for (const term of Object.values(row)) {
        if (term && term.type === "uri" && term.value.startsWith(this.told.base) && !this.names.has(term.value)) iris.add(term.value);
        if (iris.size >= MOST_NAMES) break;
      }
      if (!iris.size) return;
      const values = [...iris].filter((iri) => !/[<>"{}|^`\\\s]/.test(iri)).map((iri) => `<${iri}>`).join(" ");
      const found = await this.ask(`SELECT ?s ?l { VALUES ?s { ${values} } ?s skos:prefLabel|rdfs:label|gov:fullName|dct:title ?l }`);
      for (const { s, l } of found) {
        const known = this.names.get(s.value);
        const mine = l["xml:lang"] === this.told.lang;
        // A town's full name tells it from others of its name; a label in the page's language goes before one in another.
        if (!known || mine || (!l["xml:lang"] && l.value.length > known.length)) this.names.set(s.value, l.value);
      }
    }

    show(target, answer) {
      this.target = target;
      target.replaceChildren();
      target.hidden = false;
      if (answer.cut) target.append(make("p", this.word(`cut_${answer.cut.kind}`, { n: answer.cut.limit.toLocaleString() }), { class: "notice" }));
      if (answer.kind === "boolean") {
        target.append(make("p", this.word(answer.boolean ? "yes" : "no"), { class: "answer" }));
        return;
      }
      if (answer.kind === "graph") {
        this.triples = triples(answer.text);
        this.columns = ["subject", "predicate", "object"];
        this.rows = this.triples;
      } else {
        this.triples = null;
        this.columns = answer.variables;
        this.rows = answer.rows;
      }
      this.text = answer.text;
      this.views = { table: () => this.table(), graph: () => window.kgQueryGraph(this), chart: () => this.chart(), text: () => this.raw() };
      const bar = make("div", undefined, { class: "bar" });
      const tabs = make("div", undefined, { class: "tabs", role: "tablist" });
      this.box = make("div", undefined, { class: "view", role: "tabpanel", tabindex: "0" });
      for (const view of Object.keys(this.views)) {
        const tab = make("button", this.word(view), { type: "button", role: "tab", "aria-selected": "false", "data-view": view });
        tab.addEventListener("click", () => this.open(view));
        tabs.append(tab);
      }
      const files = make("span", `${this.word("download")}: `, { class: "files" });
      for (const form of answer.kind === "graph" ? ["ttl", "nt", "jsonld", "rdf"] : ["csv", "tsv", "json", "xml"]) {
        const button = make("button", form.toUpperCase(), { type: "button" });
        button.addEventListener("click", () => answer.download(form));
        files.append(button);
      }
      bar.append(tabs, files);
      target.append(bar, this.box);
      this.open(answer.kind === "graph" && this.rows.length ? "graph" : "table");
    }
    open(view) {
      this.target.querySelectorAll("[role=tab]").forEach((tab) => tab.setAttribute("aria-selected", String(tab.dataset.view === view)));
      this.box.replaceChildren();
      this.views[view]();
    }

    table() {
      if (!this.rows.length) { this.box.append(make("p", this.word("nothing"))); return; }
      const ways = make("p", undefined, { class: "ways" });
      const naming = make("input", undefined, { type: "checkbox" });
      naming.checked = this.named;
      const label = make("label");
      label.append(naming, ` ${this.word("names")}`);
      const filter = make("input", undefined, { type: "search", placeholder: this.word("filter"), "aria-label": this.word("filter") });
      ways.append(label, filter);
      const scroll = make("div", undefined, { class: "told", tabindex: "0" });
      const table = make("table"), head = make("tr"), body = make("tbody");
      const order = { column: null, down: false };
      let shown = PAGE;
      for (const column of this.columns) {
        const figures = this.rows.slice(0, PAGE).some((row) => number(row[column]) !== null);
        const title = make("th", undefined, { scope: "col", ...(figures ? { class: "number" } : {}) });
        const button = make("button", column, { type: "button", title: this.word("sort") });
        button.addEventListener("click", () => {
          order.down = order.column === column && !order.down;
          order.column = column;
          head.querySelectorAll("th").forEach((one) => one.removeAttribute("aria-sort"));
          title.setAttribute("aria-sort", order.down ? "descending" : "ascending");
          draw();
        });
        title.append(button);
        head.append(title);
      }
      const thead = make("thead");
      thead.append(head);
      table.append(thead, body);
      scroll.append(table);
      const more = make("button", "", { type: "button", class: "quiet" });
      more.addEventListener("click", () => { shown += PAGE; draw(); });
      const draw = async () => {
        const wanted = filter.value.trim().toLowerCase();
        let rows = this.rows;
        if (wanted) rows = rows.filter((row) => this.columns.some((column) => this.called(row[column]).toLowerCase().includes(wanted)));
        if (order.column) {
          const sign = order.down ? -1 : 1;
          rows = [...rows].sort((a, b) => {
            const [x, y] = [number(a[order.column]), number(b[order.column])];
            if (x !== null && y !== null) return sign * (x - y);
            return sign * this.called(a[order.column]).localeCompare(this.called(b[order.column]), this.told.lang);
          });
        }
        const visible = rows.slice(0, shown);
        const fill = () => body.replaceChildren(...visible.map((row) => {
          const line = make("tr");
          line.append(...this.columns.map((column) => this.cell(row[column])));
          return line;
        }));
        fill();
        more.hidden = rows.length <= shown;
        more.textContent = this.word("more", { n: Math.min(PAGE, rows.length - shown), left: rows.length - shown });
        if (this.named) {
          const before = this.names.size;
          await this.fetchNames(visible);
          if (this.names.size > before) fill();
        }
      };
      naming.addEventListener("change", () => { this.named = naming.checked; draw(); });
      filter.addEventListener("input", draw);
      this.box.append(ways, scroll, more);
      draw();
    }

    chosen(label, columns, at, draw) {
      const select = make("select");
      columns.forEach((column) => select.append(make("option", column)));
      select.value = columns[at] ?? columns[0];
      select.addEventListener("change", draw);
      const named = make("label", `${this.word(label)} `);
      named.append(select);
      return [named, select];
    }
    async chart() {
      const numeric = this.columns.filter((column) => this.rows.some((row) => number(row[column]) !== null));
      if (!numeric.length || !this.rows.length) { this.box.append(make("p", this.word("no_chart"))); return; }
      const others = this.columns.filter((column) => !numeric.includes(column));
      const ways = make("p", undefined, { class: "ways" });
      const place = make("div");
      const draw = async () => {
        const rows = this.rows.filter((row) => number(row[values.value]) !== null).slice(0, BARS);
        await this.fetchNames(rows);
        const bars = rows.map((row) => [this.called(row[bar.value]), number(row[values.value])]);
        place.replaceChildren(this.bars(bars, `${bar.value} · ${values.value}`));
        if (this.rows.length > BARS) place.append(make("p", this.word("chart_left", { n: BARS }), { class: "notice" }));
      };
      const [barLabel, bar] = this.chosen("bars", others.length ? others : this.columns, 0, draw);
      // The column that differs most tells most: a denominator is the same in every row.
      const differing = (column) => new Set(this.rows.map((row) => row[column]?.value)).size;
      const telling = numeric.reduce((best, column, at) => (differing(column) > differing(numeric[best]) ? at : best), 0);
      const [valueLabel, values] = this.chosen("values", numeric, telling, draw);
      ways.append(barLabel, valueLabel);
      this.box.append(ways, place);
      await draw();
    }
    bars(bars, title) {
      const NS = "http://www.w3.org/2000/svg", HIGH = 24, LEFT = 260, WIDE = 820;
      const svg = document.createElementNS(NS, "svg");
      const add = (tag, attributes, text) => {
        const made = document.createElementNS(NS, tag);
        for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
        if (text !== undefined) made.textContent = text;
        svg.append(made);
        return made;
      };
      svg.setAttribute("class", "chart");
      svg.setAttribute("viewBox", `0 0 ${WIDE} ${bars.length * HIGH + 8}`);
      svg.setAttribute("role", "img");
      svg.setAttribute("aria-label", `${title}: ${bars.slice(0, 20).map(([name, value]) => `${name} ${value}`).join(", ")}`);
      const most = Math.max(0, ...bars.map(([, value]) => value)), least = Math.min(0, ...bars.map(([, value]) => value));
      const scale = (WIDE - LEFT - 80) / ((most - least) || 1);
      bars.forEach(([name, value], i) => {
        const y = i * HIGH + 4;
        const whole = name.length > 19 ? `${name.slice(0, 18)}…` : name;
        const label = add("text", { x: LEFT - 8, y: y + 14, "text-anchor": "end" }, whole);
        if (whole !== name) label.append(Object.assign(document.createElementNS(NS, "title"), { textContent: name }));
        const from = LEFT + (Math.min(value, 0) - least) * scale, width = Math.max(1, Math.abs(value) * scale);
        add("rect", { x: from, y, width, height: HIGH - 7, rx: 2 });
        add("text", { x: from + width + 6, y: y + 14 }, value.toLocaleString());
      });
      return svg;
    }
    raw() { this.box.append(make("pre", this.text.slice(0, 200_000), { tabindex: "0" })); }
  }
  return { Results, make, number };
})();
