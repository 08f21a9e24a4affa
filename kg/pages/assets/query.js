"use strict";
// The editor: completion of prefixes, terms and names; running, stopping, sharing.
(() => {
  const form = document.getElementById("ask"), text = document.getElementById("text"), state = document.getElementById("state");
  const target = document.getElementById("results"), run = document.getElementById("run"), stop = document.getElementById("stop");
  const share = document.getElementById("share");
  const told = JSON.parse(document.getElementById("told").textContent);
  const Yasqe = window.Yasqe;
  if (!Yasqe) return;
  document.getElementById("form").hidden = true;
  share.hidden = false;

  // ---- Completion ----------------------------------------------------------------
  Yasqe.defaults.autocompleters = ["variables", "kg-prefixes", "kg-terms"];
  const plainWord = /^[a-z]*$/i;
  Yasqe.forkAutocompleter("prefixes", {
    name: "kg-prefixes", persistenceId: undefined, bulk: true,
    get: () => Object.entries(told.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`),
  }, false);
  const SECTIONS = { place: "place:", mechanism: "mech:", firm: "firm:", topic: "topic:", law: "law:" };
  const things = async (wanted) => {
    if (!wanted) return [];
    const answer = await fetch(`/suggest?q=${encodeURIComponent(wanted)}${told.lang === "en" ? "&lang=en" : ""}`);
    if (!answer.ok) return [];
    const near = ({ label }) => (label.toLowerCase().startsWith(wanted) ? 0 : 1000) + label.length;
    return (await answer.json()).sort((a, b) => near(a) - near(b)).map((one) => {
      const [section, ...name] = decodeURIComponent(new URL(one.address, location.href).pathname).slice(1).split("/");
      return [(SECTIONS[section] ?? "") + name.join("/"), one.label, `${one.kind} ${one.detail}`.trim()];
    }).filter(([insert]) => /^[a-z]+:[\p{L}\p{N}_-]+$/u.test(insert));
  };
  // What is typed up to the cursor. The grammar knows no Chinese words without a prefix, and so takes them apart.
  const word_ = (editor) => {
    const { line, ch } = editor.getDoc().getCursor();
    const text = editor.getDoc().getLine(line).slice(0, ch);
    const typed = /[\p{L}\p{N}_:-]*$/u.exec(text)[0];
    return { typed, from: ch - typed.length, to: ch, before: text.slice(0, ch - typed.length) };
  };
  let offered = new Map();
  Yasqe.registerAutocompleter({
    name: "kg-terms", bulk: false, autoShow: true,
    isValidCompletionPosition: (editor) => {
      const token = editor.getTokenAt(editor.getDoc().getCursor()), { typed, before } = word_(editor);
      if (!typed || ["keyword", "comment", "string"].includes(token.type) || token.state.inPrefixDecl || /[?$"'<@]$/.test(before)) return false;
      // Of itself it shows for names and prefixed terms; for words, of which many are SPARQL's own, when it is asked for.
      return typed.includes(":") || !plainWord.test(typed) || editor.state.kgAsked === true;
    },
    preProcessToken: (editor, token) => {
      const { typed, from, to } = word_(editor);
      return { ...token, string: typed, from: { ch: from }, to: { ch: to } };
    },
    get: async (editor, token) => {
      const typed = token?.string ?? "", at = typed.indexOf(":");
      const wanted = (at < 0 ? typed : typed.slice(at + 1)).toLowerCase(), prefix = at < 0 ? "" : typed.slice(0, at + 1);
      const terms = told.terms.filter(([name, label]) => (!prefix || name.startsWith(prefix))
        && (name.slice(4).toLowerCase().includes(wanted) || label.toLowerCase().includes(wanted)));
      const ahead = (one) => (one[0].slice(4).toLowerCase().startsWith(wanted) || one[1].toLowerCase().startsWith(wanted) ? 0 : 1);
      terms.sort((a, b) => ahead(a) - ahead(b));
      const own = terms.map(([name, label, kind]) => [name, label, told.words[kind]]);
      const found = prefix === "gov:" ? own : [...(await things(wanted)).filter(([name]) => !prefix || name.startsWith(prefix)), ...own];
      offered = new Map(found.slice(0, 40).map(([name, label, kind]) => [name, [label, kind]]));
      return [...offered.keys()];
    },
    postprocessHints: (_, hints) => hints.map((hint) => ({
      ...hint,
      render: (item) => {
        const [label, kind] = offered.get(hint.text) ?? ["", ""];
        const small = document.createElement("small");
        small.textContent = `${label} ${kind}`;
        item.append(hint.text, small);
      },
    })),
  }, false);
  const editor = new Yasqe(text.parentElement, {
    value: text.value, persistenceId: null, showQueryButton: false, createShareableLink: null, consumeShareLink: null,
    resizeable: true, autocompleters: ["variables", "kg-prefixes", "kg-terms"], editorHeight: null,
    extraKeys: {
      "Ctrl-Space": (one) => { editor.state.kgAsked = true; editor.autocomplete(); editor.state.kgAsked = false; },
      "Ctrl-Enter": () => ask(), "Cmd-Enter": () => ask(),
      Tab: false, "Shift-Tab": false, // the keyboard leaves the editor as it leaves any field
    },
  });
  text.before(editor.rootEl);
  text.hidden = true;
  editor.getInputField().setAttribute("aria-label", document.querySelector("label[for=text]").textContent);
  window.kgEditor = editor;

  // ---- Running -------------------------------------------------------------------
  const word = (key, values = {}) => told.words[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const say = (what, fault = false) => { state.textContent = what; state.classList.toggle("fault", fault); };
  const fetched = (query, accept, signal) => fetch("/sparql", {
    method: "POST", headers: { Accept: accept }, body: new URLSearchParams({ query }), signal,
  });
  const quietly = async (query) => {
    const answer = await fetched(query, "application/sparql-results+json");
    return answer.ok ? (await answer.json()).results.bindings : [];
  };
  const results = new window.kgResults.Results(told, quietly);
  const download = async (query, format) => {
    const answer = await fetch("/sparql", { method: "POST", body: new URLSearchParams({ query, format }) });
    if (!answer.ok) return say((await answer.text()).trim().split("\n")[told.lang === "zh" ? 1 : 0], true);
    const address = URL.createObjectURL(await answer.blob());
    Object.assign(document.createElement("a"), { href: address, download: `kg.${format}` }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  };
  // A saved question of what its fields say, as long as nobody changed its text: its address is short, and can be read.
  let asked = null;
  const link = () => {
    const [path] = location.href.split(/[#?]/);
    if (asked?.text === editor.getValue()) return `${path}?${asked.given}`;
    return `${path}${told.lang === "en" ? "?lang=en" : ""}#query=${encodeURIComponent(editor.getValue())}`;
  };
  let running = null;
  // Prefixes that are used and not declared are filled in, so that the query runs anywhere.
  const declare = () => {
    const text = editor.getValue().replace(/#[^\n]*|"[^"\n]*"|<[^>\s]*>/g, " ");
    const known = editor.getPrefixesFromQuery();
    const missing = Object.keys(told.prefixes).filter((prefix) => !(prefix in known) && new RegExp(`(^|[^\\w-])${prefix}:`).test(text));
    if (missing.length) editor.addPrefixes(Object.fromEntries(missing.map((prefix) => [prefix, told.prefixes[prefix]])));
  };
  const ask = async () => {
    running?.abort();
    const same = asked?.text === editor.getValue();
    declare();
    if (same) asked.text = editor.getValue();
    const mine = running = new AbortController();
    const query = editor.getValue();
    history.replaceState(null, "", link());
    say(word("running"));
    run.disabled = true;
    stop.hidden = false;
    const begun = performance.now();
    const graph = /^(CONSTRUCT|DESCRIBE)$/i.test(editor.getQueryType() ?? "");
    let answer, body;
    try {
      answer = await fetched(query, graph ? "application/n-triples" : "application/sparql-results+json", mine.signal);
      body = await answer.text();
    } catch (error) {
      if (running === mine) say(word(error.name === "AbortError" ? "stopped" : "unreachable"), error.name !== "AbortError");
      return;
    } finally {
      if (running === mine) {
        running = null;
        run.disabled = false;
        stop.hidden = true;
      }
    }
    const seconds = ((performance.now() - begun) / 1000).toFixed(2);
    if (!answer.ok) {
      const lines = body.trim().split("\n"); // English, then Chinese
      say((told.lang === "zh" ? lines[1] : lines[0]) ?? body, true);
      target.hidden = true;
      return;
    }
    const [kind, limit] = (answer.headers.get("X-Truncated") ?? "").split("; limit=");
    const found = { text: body, cut: kind ? { kind, limit: Number(limit) } : null, download: (format) => download(query, format) };
    const data = graph ? null : JSON.parse(body);
    if (graph) results.show(target, { ...found, kind: "graph" });
    else if (data.boolean !== undefined) results.show(target, { ...found, kind: "boolean", boolean: data.boolean });
    else results.show(target, { ...found, kind: "table", variables: data.head.vars, rows: data.results.bindings });
    say(data?.boolean !== undefined ? "" : word((graph ? "triple" : "row") + (results.rows.length === 1 ? "" : "s"), { n: results.rows.length.toLocaleString(), s: seconds }));
  };
  form.addEventListener("submit", (event) => { event.preventDefault(); ask(); });
  stop.addEventListener("click", () => running?.abort());
  share.addEventListener("click", async () => {
    history.replaceState(null, "", link());
    try {
      await navigator.clipboard.writeText(link());
      say(word("copied"));
    } catch { say(word("copy_failed")); }
  });
  const put = (text, given) => {
    editor.setValue(text);
    asked = given && { text, given };
    ask();
  };
  const parameters = window.kgParameters(told, say, put);
  document.querySelectorAll("[data-query]").forEach((one) => one.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-query]").forEach((other) => other.removeAttribute("aria-current"));
    one.setAttribute("aria-current", "true");
    const given = parameters.show(one.dataset.saved);
    if (given) parameters.focus(); else editor.focus();
    put(one.dataset.query, given);
  }));
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  if (shared) put(shared, null);
  else if (form.dataset.given !== undefined) put(editor.getValue(), parameters.shown());
})();
