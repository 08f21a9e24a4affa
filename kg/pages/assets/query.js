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
    return (await answer.json()).map((one) => {
      const [section, ...name] = decodeURIComponent(new URL(one.address, location.href).pathname).slice(1).split("/");
      return [(SECTIONS[section] ?? "") + name.join("/"), one.label, `${one.kind} ${one.detail}`.trim()];
    }).filter(([insert]) => /^[a-z]+:[\p{L}\p{N}_-]+$/u.test(insert));
  };
  let offered = new Map();
  Yasqe.registerAutocompleter({
    name: "kg-terms", bulk: false, autoShow: true,
    isValidCompletionPosition: (editor) => {
      const token = editor.getCompleteToken();
      if (!token.string || token.type === "keyword" || token.type === "comment" || token.state.inPrefixDecl) return false;
      if (/^[?$"'<]/.test(token.string)) return false;
      // Of itself it shows for names and prefixed terms; for words, of which many are SPARQL's own, when it is asked for.
      return token.string.includes(":") || !plainWord.test(token.string) || editor.state.kgAsked === true;
    },
    get: async (editor, token) => {
      const typed = (token?.string ?? "").trim(), at = typed.indexOf(":");
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
  const download = (query, format) => {
    // A form, so that the browser saves it as it would any file.
    const sent = document.createElement("form");
    Object.assign(sent, { method: "post", action: "/sparql", hidden: true, target: "_blank" });
    for (const [name, value] of Object.entries({ query, format })) {
      const field = document.createElement("textarea");
      Object.assign(field, { name, value });
      sent.append(field);
    }
    document.body.append(sent);
    sent.submit();
    sent.remove();
  };
  const link = () => {
    const [path] = location.href.split(/[#?]/);
    return `${path}${told.lang === "en" ? "?lang=en" : ""}#query=${encodeURIComponent(editor.getValue())}`;
  };
  let running = null;
  const ask = async () => {
    running?.abort();
    const mine = running = new AbortController();
    const query = editor.getValue();
    history.replaceState(null, "", link());
    say(word("running"));
    run.disabled = true;
    stop.hidden = false;
    const begun = performance.now();
    try {
      const graph = /^(CONSTRUCT|DESCRIBE)$/i.test(editor.getQueryType() ?? "");
      const answer = await fetched(query, graph ? "application/n-triples" : "application/sparql-results+json", mine.signal);
      const body = await answer.text();
      const seconds = ((performance.now() - begun) / 1000).toFixed(2);
      if (!answer.ok) {
        const lines = body.trim().split("\n"); // English, then Chinese
        say((told.lang === "zh" ? lines[1] : lines[0]) ?? body, true);
        target.hidden = true;
        return;
      }
      const [kind, limit] = (answer.headers.get("X-Truncated") ?? "").split("; limit=");
      const told_ = { text: body, cut: kind ? { kind, limit: Number(limit) } : null, download: (form_) => download(query, form_) };
      if (graph) {
        results.show(target, { ...told_, kind: "graph" });
        say(word("triples", { n: results.rows.length.toLocaleString(), s: seconds }));
      } else {
        const data = JSON.parse(body);
        if (data.boolean !== undefined) {
          results.show(target, { ...told_, kind: "boolean", boolean: data.boolean });
          say("");
        } else {
          results.show(target, { ...told_, kind: "table", variables: data.head.vars, rows: data.results.bindings });
          say(word("rows", { n: data.results.bindings.length.toLocaleString(), s: seconds }));
        }
      }
    } catch (error) {
      if (error.name === "AbortError") { if (running === mine) say(word("stopped")); } else say(word("unreachable"), true);
    } finally {
      if (running === mine) {
        running = null;
        run.disabled = false;
        stop.hidden = true;
      }
    }
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
  document.querySelectorAll("[data-query]").forEach((one) => one.addEventListener("click", (event) => {
    event.preventDefault();
    document.querySelectorAll("[data-query]").forEach((other) => other.removeAttribute("aria-current"));
    one.setAttribute("aria-current", "true");
    editor.setValue(one.dataset.query);
    editor.focus();
    ask();
  }));
  const shared = new URLSearchParams(location.hash.slice(1)).get("query");
  if (shared) { editor.setValue(shared); ask(); }
})();
