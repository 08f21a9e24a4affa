"use strict";
/* The audit as a page: numbers, checks, findings by county and town. Text only ever becomes a text node. */
const audit = { data: JSON.parse(document.getElementById("data").textContent), check: "", severities: new Set(), text: "" };
audit.lang = audit.data.lang;
const by = (id) => document.getElementById(id);
const pick = (pair) => pair[audit.lang === "zh" ? 0 : 1];
const say = (key, places) =>
  pick(audit.data.words[key]).replace(/\{(\w+)\}/g, (whole, name) => (places && name in places ? String(places[name]) : whole));
const made = function (tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
};
const checks = new Map(audit.data.checks.map((check) => [check.id, check]));
const ranks = Object.keys(audit.data.severities);
for (const severity of ranks) audit.severities.add(severity);

const wanted = (finding) =>
  audit.severities.has(finding.severity) && (!audit.check || finding.check === audit.check);

/** Towns of an area with the findings that are asked for; none for a town that the search leaves out. */
const kept = function (area) {
  return area.towns
    .filter((town) => !audit.text || (area.name + town.full).includes(audit.text))
    .map((town) => ({ town, findings: town.findings.filter(wanted) }))
    .filter((one) => one.findings.length);
};

const quote = (proof) =>
  made("blockquote", "", "“" + proof.sentence + "”",
    made("cite", "", [proof.year && say("year", { year: proof.year }), proof.sentence.includes(proof.section) ? "" : proof.section, proof.file, say("offsets", proof)].filter(Boolean).join(" · ")));

const drawFinding = (finding) =>
  made("div", "finding",
    made("span", "badge " + finding.severity, pick(audit.data.severities[finding.severity])),
    made("p", "", made("b", "", pick(checks.get(finding.check).title)), audit.lang === "zh" ? "：" : ": ", pick(finding.says),
      finding.year && audit.data.scope.years > 1 ? made("span", "tally", " · " + say("year", { year: finding.year })) : null),
    ...finding.proofs.map(quote));

const drawTown = function ({ town, findings }) {
  const of = town.reports.map((report) => [report.title || report.file, report.file,
    report.issued && say("issued", { date: report.issued }), report.signed && say("signed", { date: report.signed })]
    .filter((part, at, all) => part && all.indexOf(part) === at).join(" · "));
  return made("div", "town", made("h4", "", town.name), ...of.map((line) => made("p", "of", line)), ...findings.map(drawFinding));
};

const drawArea = function (area, towns, open) {
  const many = ranks.map((rank) => [rank, towns.reduce((sum, one) => sum + one.findings.filter((f) => f.severity === rank).length, 0)]);
  const tally = many.filter(([, n]) => n).map(([rank, n]) => pick(audit.data.severities[rank]) + " " + n).join(audit.lang === "zh" ? "，" : ", ");
  const cover = area.covered.map((one) => say("present", one)).join(audit.lang === "zh" ? "；" : "; ");
  const details = made("details", "area",
    made("summary", "", made("h3", "", area.name || say("unplaced")), made("span", "tally", [tally, cover].filter(Boolean).join(" · "))));
  // What is closed is drawn when it is opened: a province has thousands of findings.
  const fill = () => { if (details.open && details.childElementCount === 1) details.append(...towns.map(drawTown)); };
  details.addEventListener("toggle", fill);
  details.open = open;
  fill();
  return details;
};

const number = (kind, value, label) => made("div", "number " + kind, made("b", "", String(value)), made("span", "", label));

audit.drawNumbers = function () {
  const d = audit.data;
  by("numbers").replaceChildren(
    number("", d.scope.reports, say("reports", d.scope)),
    number("", d.clean.number + " / " + d.clean.of, say("clean")),
    ...ranks.map((rank) => number(rank, d.counts[rank], pick(d.severities[rank]))),
    number("", d.counties.number + " / " + d.counties.of, say("counties")));
};

audit.drawChecks = function () {
  const rows = audit.data.checks.filter((check) => check.number).map(function (check) {
    const button = made("button", "link", pick(check.title));
    button.type = "button";
    button.addEventListener("click", () => { audit.check = check.id; by("check").value = check.id; audit.drawFindings(); by("filters").scrollIntoView(); });
    return made("tr", "", made("td", "", pick(audit.data.groups[check.group])), made("td", "", button),
      made("td", "", pick(audit.data.severities[check.severity])), made("td", "count", check.number + " / " + check.of));
  });
  const head = made("tr", "", ...["group", "check", "severity", "found"].map((key) => made("th", "", say(key))));
  const none = audit.data.checks.filter((check) => !check.number).map((check) => pick(check.title)).join(audit.lang === "zh" ? "、" : ", ");
  by("checks").replaceChildren(...[made("h2", "", say("checks")),
    rows.length ? made("div", "wide", made("table", "", made("thead", "", head), made("tbody", "", ...rows))) : null,
    none ? made("p", "tally", say("nothing_of") + none) : null].filter(Boolean));
};

audit.drawFindings = function () {
  const areas = audit.data.areas.map((area) => [area, kept(area)]).filter(([, towns]) => towns.length);
  const total = areas.reduce((sum, [, towns]) => sum + towns.reduce((n, one) => n + one.findings.length, 0), 0);
  const open = total <= 400 || areas.length === 1;
  by("shown").textContent = say("shown", { n: total, of: audit.data.total }) + (audit.data.left_out ? say("left_out", { n: audit.data.left_out }) : "");
  by("findings").replaceChildren(made("h2", "", say("findings")),
    ...(areas.length ? areas.map(([area, towns]) => drawArea(area, towns, open)) : [made("p", "", say("none"))]));
};

audit.drawCoverage = function () {
  const rows = audit.data.coverage.map((one) => made("tr", "", made("td", "", one.area), made("td", "count", String(one.year)),
    made("td", "count", one.present + " / " + one.listed),
    made("td", "", one.missing.join("、") || "–", one.others.length ? made("div", "tally", say("others") + one.others.join("、")) : null)));
  const head = made("tr", "", ...["county", "of_year", "here", "missing"].map((key) => made("th", "", say(key))));
  by("coverage").replaceChildren(made("h2", "", say("coverage")), made("p", "", say("coverage_says")),
    made("div", "wide", made("table", "", made("thead", "", head), made("tbody", "", ...rows))));
};

audit.drawFilters = function () {
  for (const key of ["search", "check", "severity"]) by(key + "-label").textContent = say(key);
  const options = [made("option", "", say("every"))];
  options[0].value = "";
  for (const check of audit.data.checks.filter((one) => one.number)) {
    const option = made("option", "", pick(check.title) + " (" + check.number + ")");
    option.value = check.id;
    options.push(option);
  }
  by("check").replaceChildren(...options);
  by("check").value = audit.check;
  const boxes = ranks.map(function (rank) {
    const box = made("input");
    box.type = "checkbox";
    box.checked = audit.severities.has(rank);
    box.addEventListener("change", () => { audit.severities[box.checked ? "add" : "delete"](rank); audit.drawFindings(); });
    return made("label", "", box, " " + pick(audit.data.severities[rank]));
  });
  by("severities").replaceChildren(by("severity-label"), ...boxes);
};

audit.draw = function () {
  document.documentElement.lang = audit.lang === "zh" ? "zh-CN" : "en";
  document.title = by("title").textContent = say("title");
  by("scope").textContent = pick(audit.data.scope.words);
  by("language").textContent = say("other");
  by("caution").textContent = say("caution");
  by("rule").textContent = say("rule", { due: audit.data.due });
  audit.drawNumbers();
  audit.drawChecks();
  audit.drawFilters();
  audit.drawFindings();
  audit.drawCoverage();
};
by("language").addEventListener("click", () => { audit.lang = audit.lang === "zh" ? "en" : "zh"; audit.draw(); });
by("search").addEventListener("input", () => { audit.text = by("search").value.trim(); audit.drawFindings(); });
by("check").addEventListener("change", () => { audit.check = by("check").value; audit.drawFindings(); });
by("filters").addEventListener("submit", (event) => event.preventDefault());
// On paper everything is open.
window.addEventListener("beforeprint", () => { for (const one of document.querySelectorAll("details.area")) one.open = true; });
audit.draw();
