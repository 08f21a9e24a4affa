"use strict";
// Towns by practices: names are found by sign and sound, a cell tells its sentence, arrow keys go from cell to cell. In
// a site of files the form hides rows and columns; of a server it asks anew. Without this script the table is a table.
(() => {
  const box = document.querySelector(".sides");
  if (!box) return;
  const words = JSON.parse(box.dataset.words);
  const table = box.querySelector("table");
  const proof = box.querySelector(".proof");
  const columns = [...table.tHead.rows[0].cells].slice(1);
  const rows = [...table.tBodies[0].rows];
  const cells = (row) => [...row.cells].slice(1);
  const shown = (node) => !node.hidden;
  const place = (cell) => [rows.indexOf(cell.parentNode), cell.cellIndex - 1];

  // A cell and its sentence ---------------------------------------------------------------------------------------
  const made = (name, text = "") => {
    const node = document.createElement(name);
    node.textContent = text;
    return node;
  };
  let chosen = null;
  let current = null;
  const close = () => {
    proof.hidden = true;
    box.classList.remove("open");
    chosen?.classList.remove("chosen-cell");
    chosen = null;
  };
  const tell = (cell) => {
    chosen?.classList.remove("chosen-cell");
    chosen = cell;
    cell.classList.add("chosen-cell");
    const [row, column] = place(cell);
    const town = rows[row].cells[0].querySelector("a");
    const head = columns[column];
    const use = cell.querySelector(".cell");
    const button = made("button", "×");
    button.type = "button";
    button.className = "close";
    button.setAttribute("aria-label", words.close);
    button.addEventListener("click", () => { const back = chosen; close(); focus(back); });
    const title = made("h3");
    const own = made("a", town.title);
    own.href = town.href;
    title.append(own);
    const about = made("p");
    const practice = made("a", head.textContent);
    practice.href = head.querySelector("a").href;
    const share = words.of.replace("{number}", head.dataset.count).replace("{of}", head.dataset.of);
    about.append(practice, " ", made("small", share));
    const state = made("p");
    if (use) {
      const status = made("span", use.textContent);
      status.className = `state ${use.classList[1]}`;
      state.append(status, " ", made("small", use.dataset.year));
    } else state.textContent = words.none;
    proof.replaceChildren(button, title, about, state);
    if (use?.dataset.said) {
      const said = made("blockquote", use.dataset.said);
      const context = made("a", words.context);
      context.href = use.href;
      context.className = "source";
      said.append(" ", context);
      proof.append(said);
    }
    proof.hidden = false;
    box.classList.add("open");
    cell.scrollIntoView({ block: "nearest", inline: "nearest" }); // the table may be narrower now
  };
  const mark = (cell) => {
    table.querySelectorAll(".across, .down").forEach((one) => one.classList.remove("across", "down"));
    if (!cell) return;
    const [row, column] = place(cell);
    rows[row].cells[0].classList.add("across");
    columns[column].classList.add("down");
  };
  const focus = (cell) => {
    if (!cell) return;
    if (current) current.tabIndex = -1;
    current = cell;
    cell.tabIndex = 0;
    cell.focus({ preventScroll: true });
    cell.scrollIntoView({ block: "nearest", inline: "nearest" });
    mark(cell);
  };
  table.addEventListener("click", (event) => {
    const cell = event.target.closest("tbody td");
    if (!cell || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    focus(cell);
    tell(cell);
  });
  table.addEventListener("pointerover", (event) => mark(event.target.closest("tbody td")));

  // Keyboard ------------------------------------------------------------------------------------------------------
  const step = (cell, down, right) => {
    let [row, column] = place(cell);
    do row += down; while (down && rows[row] && !shown(rows[row]));
    do column += right; while (right && columns[column] && !shown(columns[column]));
    const there = rows[row]?.cells[column + 1];
    if (there && column >= 0) focus(there);
  };
  const end = (cell, last) => {
    const row = cells(cell.parentNode).filter(shown);
    focus(row[last ? row.length - 1 : 0]);
  };
  const keys = {
    ArrowUp: (cell) => step(cell, -1, 0), ArrowDown: (cell) => step(cell, 1, 0),
    ArrowLeft: (cell) => step(cell, 0, -1), ArrowRight: (cell) => step(cell, 0, 1),
    Home: (cell) => end(cell, false), End: (cell) => end(cell, true), Enter: tell, " ": tell,
  };
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("tbody td");
    if (!cell || !keys[event.key] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key](cell);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || proof.hidden) return;
    const back = chosen;
    close();
    focus(back);
  });
  table.setAttribute("role", "grid");
  table.setAttribute("aria-label", words.grid);
  for (const row of rows) for (const cell of cells(row)) {
    cell.tabIndex = -1;
    const use = cell.firstElementChild;
    if (use) use.tabIndex = -1; // the cell is where one goes
  }

  // Rows and columns by name --------------------------------------------------------------------------------------
  const seek = document.querySelector(".seek");
  const find = seek.querySelector("input");
  const hit = seek.querySelector(".hit");
  const search = () => {
    const wanted = find.value.trim().toLowerCase();
    table.querySelectorAll(".found").forEach((one) => one.classList.remove("found"));
    hit.textContent = "";
    if (!wanted) return;
    const heads = [...columns, ...rows.map((row) => row.cells[0])].filter((head) => (
      head.textContent.toLowerCase().includes(wanted) || head.dataset.sound.split(" ").some((one) => one.includes(wanted))
      || head.querySelector("a").title.toLowerCase().includes(wanted)
    ));
    const seen = heads.filter((head) => shown(head) && shown(head.parentNode));
    seen.forEach((head) => head.classList.add("found"));
    hit.textContent = words.hits.replace("{n}", seen.length);
    seen[0]?.scrollIntoView({ block: "nearest", inline: "center" });
  };
  find.addEventListener("input", search);
  find.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const head = table.querySelector(".found");
    if (!head) return;
    event.preventDefault();
    const at = columns.indexOf(head);
    focus(at < 0 ? cells(head.parentNode).find(shown) : rows.find(shown)?.cells[at + 1]);
  });
  seek.hidden = false;
  document.querySelector(".keys").hidden = false;

  // Which rows and columns, in a site of files --------------------------------------------------------------------
  const form = document.querySelector("form.ask");
  const choose = () => {
    const value = (name) => form.elements[name]?.value ?? "";
    const [province, family, status] = ["province", "family", "status"].map(value);
    const least = Number(value("least")) || 2;
    columns.forEach((head) => {
      const families = head.dataset.families.split(" ");
      head.hidden = Number(head.dataset.count) < least || (family !== "" && !families.includes(family));
    });
    for (const row of rows) {
      row.hidden = province !== "" && row.dataset.province !== province;
      cells(row).forEach((cell, at) => {
        cell.hidden = columns[at].hidden;
        const use = cell.firstElementChild;
        if (use) use.hidden = status !== "" && !use.classList.contains(status);
      });
    }
    // What is then empty says nothing.
    const full = (row) => cells(row).some((cell) => shown(cell) && cell.firstElementChild && shown(cell.firstElementChild));
    rows.forEach((row) => { row.hidden ||= !full(row); });
    columns.forEach((head, at) => {
      head.hidden ||= !rows.some((row) => {
        const use = row.cells[at + 1].firstElementChild;
        return shown(row) && use && shown(use);
      });
      rows.forEach((row) => { row.cells[at + 1].hidden = head.hidden; });
    });
    hit.textContent = words.left.replace("{towns}", rows.filter(shown).length)
      .replace("{practices}", columns.filter(shown).length);
    close();
    enter();
  };
  const enter = () => {
    if (current) current.tabIndex = -1;
    current = rows.find(shown)?.cells[columns.findIndex(shown) + 1] ?? null;
    if (current) current.tabIndex = 0;
  };
  if (form.hidden) {
    form.hidden = false;
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("input", choose);
  }
  enter();
})();
