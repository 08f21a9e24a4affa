"use strict";
// From a fact to its sentences and back. Without this script the links do the same, less smoothly; kinds are chosen by
// style alone. Nothing here makes text: elements are marked, scrolled to and cloned.
(() => {
  const reader = document.getElementById("reader");
  if (!reader) return;
  const segments = [...reader.querySelectorAll(".seg")];
  const list = reader.querySelector(".facts-side .fact-list");
  const sheet = document.getElementById("sheet");
  const sheetList = document.getElementById("sheet-list");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const beside = matchMedia("(min-width: 62rem)"); // as in the style: facts stand beside the text

  const facts = new Map([...list.children].map((item) => [item.dataset.fact, item]));
  const factsOf = (segment) => (segment.dataset.facts ? segment.dataset.facts.split(" ") : []);
  const segmentsOf = new Map([...facts.keys()].map((number) => [number, []]));
  for (const segment of segments) for (const number of factsOf(segment)) segmentsOf.get(number)?.push(segment);

  const namedIn = (number) => segmentsOf.get(number).filter((one) => (one.dataset.named ?? "").split(" ").includes(number));

  const clear = (name) => { for (const one of reader.querySelectorAll("." + name)) one.classList.remove(name); };
  const mark = (name, ones) => { for (const one of ones) one.classList.add(name); };
  const kindOf = (item) => [...item.classList].find((name) => name.startsWith("fact-")).slice(5);
  const hidden = (item) => !document.getElementById("show-" + kindOf(item)).checked;
  let arriving = true; // what an address leads to is there at once
  const motion = () => (still.matches || arriving ? "instant" : "smooth");

  // Ranges that are cut nowhere (an address from elsewhere) are marked to the character, where the browser can.
  const place = typeof Highlight === "function" && CSS.highlights ? new Highlight() : null;
  if (place) CSS.highlights.set("place", place);
  const unitsAt = (text, points) => [...text].slice(0, points).join("").length;
  const markPlace = (start, end, covered) => {
    for (const segment of covered) {
      const from = Number(segment.dataset.start), text = segment.firstChild;
      if (!text || !place) { segment.classList.add("chosen"); continue; }
      const range = new Range();
      range.setStart(text, unitsAt(text.data, Math.max(0, start - from)));
      range.setEnd(text, unitsAt(text.data, Math.min(Number(segment.dataset.end), end) - from));
      place.add(range);
    }
  };

  const unchoose = () => { clear("chosen"); clear("lit"); clear("named"); place?.clear(); sheet.hidden = true; };
  const scrollText = (segment) => segment?.scrollIntoView({ block: "center", behavior: motion() });
  const scrollList = (item) => {
    if (!item) return;
    if (beside.matches) list.scrollTo({ top: item.offsetTop - 8, behavior: motion() });
  };

  const chooseFact = (number) => {
    const item = facts.get(number);
    if (!item) return;
    unchoose();
    if (hidden(item)) document.getElementById("show-" + kindOf(item)).checked = true;
    mark("chosen", [item, ...segmentsOf.get(number)]);
    mark("named", namedIn(number));
  };
  const chooseFacts = (numbers, open) => {
    const items = numbers.map((number) => facts.get(number)).filter((item) => item && !hidden(item));
    mark("chosen", items);
    scrollList(items[0]);
    if (!open || beside.matches || !items.length) return;
    sheetList.replaceChildren(...items.map((item) => {
      const copy = item.cloneNode(true);
      copy.removeAttribute("id");
      copy.classList.remove("chosen", "lit");
      return copy;
    }));
    sheet.hidden = false;
    sheet.scrollTop = 0;
  };
  const choosePlace = (start, end, open) => {
    unchoose();
    const covered = segments.filter((one) => Number(one.dataset.start) < end && start < Number(one.dataset.end));
    const cut = covered.every((one) => start <= Number(one.dataset.start) && Number(one.dataset.end) <= end);
    if (cut) mark("chosen", covered);
    else markPlace(start, end, covered);
    const numbers = [...new Set(covered.flatMap(factsOf))].sort((a, b) => a - b);
    chooseFacts(numbers, open);
    return covered[0];
  };

  const followAddress = () => {
    const fact = /^#f(\d+)$/.exec(location.hash), stretch = /^#c(\d+)-(\d+)$/.exec(location.hash);
    if (fact && facts.has(fact[1])) {
      chooseFact(fact[1]);
      scrollList(facts.get(fact[1]));
      if (beside.matches) scrollText(segmentsOf.get(fact[1])[0]);
      else facts.get(fact[1]).scrollIntoView({ block: "center", behavior: motion() });
    } else if (stretch) scrollText(choosePlace(Number(stretch[1]), Number(stretch[2]), false));
  };
  const remember = (address) => { if (location.hash !== address) history.pushState(null, "", address); };

  // Who follows a link with the keyboard goes on from where it leads.
  const typed = (event) => event.detail === 0;
  const noteAfter = (segment, number) => [...reader.querySelectorAll('.text .note[href="#f' + number + '"]')]
    .find((note) => segment && segment.compareDocumentPosition(note) & Node.DOCUMENT_POSITION_FOLLOWING);

  reader.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (link) {
      const address = link.getAttribute("href");
      const item = link.closest(".fact");
      if (link.classList.contains("go") && item) { // a fact's sentence: all its sentences are marked, this one is shown
        event.preventDefault();
        remember(address);
        chooseFact(item.dataset.fact);
        const [start] = address.slice(2).split("-");
        const segment = segments.find((one) => one.dataset.start === start);
        scrollText(segment);
        if (typed(event)) noteAfter(segment, item.dataset.fact)?.focus({ preventScroll: true });
      } else if (link.classList.contains("note")) {
        const number = address.slice(2);
        event.preventDefault();
        remember(address);
        chooseFact(number);
        if (typed(event)) facts.get(number)?.querySelector("a")?.focus({ preventScroll: beside.matches });
        if (beside.matches) scrollList(facts.get(number));
        else if (link.closest(".text") && !typed(event)) chooseFacts([number], true);
        else facts.get(number)?.scrollIntoView({ block: "center", behavior: motion() });
      }
      return;
    }
    const segment = event.target.closest(".seg[data-facts]");
    if (segment && getSelection().isCollapsed) {
      const numbers = factsOf(segment);
      unchoose();
      mark("chosen", new Set(numbers.filter((n) => !hidden(facts.get(n))).flatMap((n) => segmentsOf.get(n)).filter((one) => near(one, segment))));
      chooseFacts(numbers, true);
      return;
    }
    const item = event.target.closest(".fact");
    if (item && getSelection().isCollapsed) {
      chooseFact(item.dataset.fact);
      scrollText(segmentsOf.get(item.dataset.fact)[0]);
    }
  });
  // Of the sentences of a fact only the one that was clicked: in one line without a gap.
  const near = (one, other) => one === other || (one.parentElement === other.parentElement && unbroken(one, other));
  const unbroken = (one, other) => {
    const shared = new Set(factsOf(other).filter((number) => factsOf(one).includes(number)));
    let at = segments.indexOf(one);
    const to = segments.indexOf(other), step = at < to ? 1 : -1;
    for (; at !== to; at += step) if (!factsOf(segments[at]).some((number) => shared.has(number))) return false;
    return shared.size > 0;
  };

  const light = (target) => {
    clear("lit");
    const item = target.closest(".fact"), note = target.closest(".note[href]"), segment = target.closest(".seg[data-facts]");
    if (note) mark("lit", [facts.get(note.hash.slice(2)), ...(segmentsOf.get(note.hash.slice(2)) ?? [])].filter(Boolean));
    else if (item) mark("lit", [item, ...segmentsOf.get(item.dataset.fact)]);
    else if (segment) mark("lit", factsOf(segment).map((number) => facts.get(number)).concat(segment));
  };
  reader.addEventListener("mouseover", (event) => light(event.target));
  reader.addEventListener("mouseleave", () => clear("lit"));
  reader.addEventListener("focusin", (event) => light(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const inside = sheet.contains(document.activeElement);
    unchoose();
    if (inside) reader.querySelector(".text a")?.focus({ preventScroll: true });
  });
  document.getElementById("sheet-close").addEventListener("click", unchoose);
  addEventListener("hashchange", followAddress);
  addEventListener("popstate", followAddress);
  reader.classList.add("scripted");
  const arrive = () => { followAddress(); arriving = false; };
  // The browser goes to the address itself when all is loaded; this comes after it.
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => setTimeout(arrive));
})();
