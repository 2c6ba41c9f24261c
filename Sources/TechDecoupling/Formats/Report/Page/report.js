"use strict";
// The day and the filter: what they leave is shown, and the address of the page keeps them.

const data = JSON.parse(document.getElementById("data").textContent);
const state = { day: data.day, find: "", only: "", certainty: "", holds: false, from: null, to: null };

const one = (id) => document.getElementById(id);
const dateOf = (day) => new Date(day * 864e5).toISOString().slice(0, 10);
const within = (day) => Math.min(Math.max(day, data.span[0]), data.span[1]);

/** A date of the address or of a field as a number of days; null if it is none. */
function dayOf(text) {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text ?? "") ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : Math.round(time / 864e5);
}

// A run is [from, until, credibility]; an open end is null, and so is what is only conceivable.
const holdsOn = (day) => ([from, until]) => (from ?? -Infinity) <= day && day < (until ?? Infinity);
const isCertain = (run) => run[2] !== null;
const fits = (run) => !state.certainty || isCertain(run) === (state.certainty === "certain");

for (const item of data.findings) item.search = (item.words + " " + item.atom).toLowerCase();
for (const item of data.events) item.search = item.words.toLowerCase();
for (const tie of data.flows) {
  tie.search = [tie.from, tie.relation, tie.to, tie.what].join(" ").toLowerCase();
}
const matchesText = (search) =>
  !state.find || state.find.toLowerCase().split(/\s+/).every((word) => search.includes(word));

function matches(finding) {
  if (state.only && data.relations[finding.relation].name !== state.only) return false;
  if (!matchesText(finding.search)) return false;
  const runs = finding.runs.filter(fits);
  return state.holds ? runs.some(holdsOn(state.day)) : runs.length > 0;
}

/** Hides what does not match, and says so where nothing is left; returns how many are left. */
function sift(elements, matches, none) {
  let count = 0;
  elements.forEach((element, number) => {
    const isShown = matches(number, element);
    if (isShown) count += 1;
    if (element.hidden === isShown) element.hidden = !isShown;
  });
  if (none) none.hidden = count > 0 || elements.length === 0;
  return count;
}

const findings = [...document.querySelectorAll(".finding")];
const groups = [...document.querySelectorAll(".batch, .chapter")];
const entries = [...document.querySelectorAll(".entry")];
const entryTexts = entries.map((entry) => entry.textContent.toLowerCase());
const chips = [...document.querySelectorAll(".matrix tbody tr")];
const cells = [...document.querySelectorAll(".matrix .state")];
const none = (id) => document.querySelector(`#${id} > .none`);

/** Shows what the filter leaves. */
function filter() {
  const kept = new Set(data.findings.filter(matches));
  const count = sift(findings, (number) => kept.has(data.findings[number]), none("conclusions"));
  sift(entries, (number) => matchesText(entryTexts[number]), none("record"));
  sift(groups, (_, group) => group.querySelector(":is(.finding, .entry):not([hidden])") !== null);
  sift(chips, (_, row) => matchesText(row.firstElementChild.textContent.toLowerCase()), none("chips"));
  // To ask for it lays the page out, so it is asked for before anything is drawn.
  const width = one("lanes").clientWidth;
  drawTimeline(kept, width);
  const ties = drawActors(width);
  one("shown").textContent =
    `${count} of ${findings.length} conclusions; ${ties} ties between actors on ${dateOf(state.day)}`;
}

/** Shows the day where nothing but the day changes. */
function showDay() {
  const text = dateOf(state.day);
  for (const place of document.querySelectorAll(".day")) place.textContent = text;
  one("slide").value = state.day;
  one("slide").setAttribute("aria-valuetext", text);
  one("date").value = text;
  cells.forEach((cell, number) => {
    const change = data.chips[number].findLast(([from]) => (from ?? -Infinity) <= state.day);
    cell.textContent = change ? change[1] : "not covered";
  });
  const [first, last] = data.span;
  const place = `${(100 * (state.day - first)) / (last - first)}%`;
  for (const line of document.querySelectorAll(".strip .now, .area .now")) {
    line.setAttribute("x1", place);
    line.setAttribute("x2", place);
  }
}

// MARK: The address

let isWaiting = false;
let keeping;

/** Shows the state, once for all changes before the next frame, and keeps it in the address. */
function update(changes) {
  Object.assign(state, changes);
  clearTimeout(keeping);
  keeping = setTimeout(keep, 150);
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    showDay();
    filter();
  });
}

/** Writes the state into the address, as far as it is not what the page opens with. */
function keep() {
  const query = new URLSearchParams();
  if (state.day !== data.day) query.set("day", dateOf(state.day));
  for (const key of ["find", "only", "certainty"]) if (state[key]) query.set(key, state[key]);
  if (state.holds) query.set("holds", "yes");
  for (const key of ["from", "to"]) if (state[key] !== null) query.set(key, dateOf(state[key]));
  const text = query.toString();
  try {
    history.replaceState(null, "", location.pathname + (text ? "?" + text : "") + location.hash);
  } catch {
    // A page that stands in another's frame may have no address of its own.
  }
}

function readAddress() {
  const query = new URLSearchParams(location.search);
  state.day = within(dayOf(query.get("day")) ?? data.day);
  state.find = query.get("find") ?? "";
  state.only = data.relations.some(({ name }) => name === query.get("only")) ? query.get("only") : "";
  const certainty = query.get("certainty");
  state.certainty = ["certain", "conceivable"].includes(certainty) ? certainty : "";
  state.holds = query.get("holds") === "yes";
  state.from = dayOf(query.get("from"));
  state.to = dayOf(query.get("to"));
  showFields();
}

function showFields() {
  one("find").value = state.find;
  one("only").value = state.only;
  one("certainty").value = state.certainty;
  one("holds").checked = state.holds;
}

/** Makes elements of a conclusion's proof, which is text until then. */
function unfold(finding) {
  const folded = finding.querySelector(":scope > noscript");
  if (!folded) return;
  const proof = document.createElement("template");
  proof.innerHTML = folded.textContent;
  folded.replaceWith(proof.content);
}

/** Opens what the address names, even if the filter hides it. */
function openTarget() {
  let id = location.hash.slice(1);
  try {
    id = decodeURIComponent(id);
  } catch {
    return;
  }
  const target = id && document.getElementById(id);
  if (!target) return;
  if (target.closest("[hidden]")) {
    Object.assign(state, { find: "", only: "", certainty: "", holds: false });
    showFields();
    filter();
    keep();
  }
  for (let element = target; element; element = element.parentElement) {
    if (element.matches(".finding")) unfold(element);
    if (element instanceof HTMLDetailsElement) element.open = true;
  }
  // What comes into sight on the way may turn out taller than it was taken to be.
  target.scrollIntoView();
  requestAnimationFrame(() => requestAnimationFrame(() => target.scrollIntoView()));
}

/** The next day, in a direction, on which something that is shown begins or ends. */
function nextChange(direction) {
  const isShown = ({ relation, search }) =>
    (!state.only || data.relations[relation].name === state.only) && matchesText(search);
  const stretches = [
    ...data.findings.filter(isShown).map(({ runs }) => runs.filter(fits)),
    ...data.flows.filter(({ search }) => matchesText(search)).map(({ runs }) => runs),
  ];
  let best = null;
  for (const runs of stretches) {
    for (const day of runs.flatMap(([from, until]) => [from, until])) {
      if (day === null || day !== within(day) || (day - state.day) * direction <= 0) continue;
      if (best === null || (best - day) * direction > 0) best = day;
    }
  }
  return best ?? state.day;
}

// MARK: Start

function start() {
  document.documentElement.classList.add("js");
  // How tall what is not laid out is taken to be, for the place of what comes after it.
  for (const [id, parts, height] of [["conclusions", findings, 3.6], ["record", entries, 9]]) {
    one(id).style.containIntrinsicSize = `auto ${parts.length * height}rem`;
  }
  one("slide").min = data.span[0];
  one("slide").max = data.span[1];
  for (const id of ["date", "from", "to"]) {
    one(id).min = dateOf(data.span[0]);
    one(id).max = dateOf(data.span[1]);
  }
  const listen = (id, kind, action) => one(id).addEventListener(kind, action);
  listen("slide", "input", (event) => update({ day: Number(event.target.value) }));
  listen("date", "change", (event) => update({ day: within(dayOf(event.target.value) ?? state.day) }));
  listen("earlier", "click", () => update({ day: nextChange(-1) }));
  listen("later", "click", () => update({ day: nextChange(1) }));
  listen("find", "input", (event) => update({ find: event.target.value.trim() }));
  listen("only", "change", (event) => update({ only: event.target.value }));
  listen("certainty", "change", (event) => update({ certainty: event.target.value }));
  listen("holds", "change", (event) => update({ holds: event.target.checked }));
  listen("reset", "click", () => {
    update({ day: data.day, find: "", only: "", certainty: "", holds: false, from: null, to: null });
    showFields();
  });
  const open = (isOpen) => () => findings.filter((x) => !x.hidden).forEach((x) => { x.open = isOpen; });
  listen("open-all", "click", open(true));
  listen("close-all", "click", open(false));
  // This event does not bubble, so it is caught on its way down.
  one("conclusions").addEventListener("toggle", ({ target }) => unfold(target), true);
  addEventListener("hashchange", openTarget);
  addEventListener("popstate", () => { readAddress(); update({}); });
  listenToTimeline(listen);
  readAddress();
  showDay();
  filter();
  openTarget();
  let width = innerWidth;
  addEventListener("resize", () => { if (innerWidth !== width) { width = innerWidth; update({}); } });
}
