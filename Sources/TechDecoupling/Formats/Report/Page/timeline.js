// The timeline: a lane for events and one for each kind of conclusion, drawn for a window of days.

const rowCount = 8;
const moreRows = 200;
const openLaneCount = 3;
/** How many rows each open lane shows; a lane that is closed has none. */
const laneRows = new Map();

/** Makes an element of SVG. */
function draw(parent, name, attributes, text) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

/** Makes an element of HTML. */
function add(parent, name, attributes, text) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  if (text !== undefined) element.textContent = text;
  parent.append(element);
  return element;
}

/** The first day that is drawn, and the first after the last. */
function viewed() {
  const from = within(state.from ?? data.span[0]);
  const to = within(state.to ?? data.span[1]);
  return from < to ? [from, to + 1] : [data.span[0], data.span[1] + 1];
}

/** The days at which the axis is marked, with a word for each: years, quarters, months or days. */
function ticks([from, to], width) {
  const length = to - from;
  const months = length > 1500 ? 12 : length > 500 ? 3 : length > 90 ? 1 : 0;
  const marks = [];
  if (months === 0) {
    const step = length > 30 ? 7 : length > 10 ? 2 : 1;
    for (let day = from; day < to; day += step) marks.push([day, dateOf(day)]);
  } else {
    const start = new Date(from * 864e5);
    for (let month = 0; marks.length < 400; month += months) {
      const time = Date.UTC(start.getUTCFullYear(), month, 1);
      if (time / 864e5 >= to) break;
      if (time / 864e5 >= from) {
        marks.push([time / 864e5, dateOf(time / 864e5).slice(0, months === 12 ? 4 : 7)]);
      }
    }
  }
  // Words that would touch are left out.
  const room = Math.max(1, Math.floor(width / (innerWidth > 704 ? 130 : 75)));
  const step = Math.ceil(marks.length / room);
  return marks.filter((_, number) => number % step === 0);
}

function drawTimeline(kept, width) {
  const view = viewed();
  const marks = ticks(view, width);
  const at = (day) => `${(100 * (day - view[0])) / (view[1] - view[0])}%`;
  one("from").value = dateOf(view[0]);
  one("to").value = dateOf(view[1] - 1);
  one("axis").replaceChildren();
  for (const [day, words] of marks) {
    draw(one("axis"), "line", { x1: at(day), x2: at(day), y1: "70%", y2: "100%" });
    draw(one("axis"), "text", { x: at(day), y: "60%" }, words);
  }
  const isSeen = ([from, until]) => (from ?? -Infinity) < view[1] && (until ?? Infinity) > view[0];
  const events = state.only ? [] : data.events.filter(
    (event) => matchesText(event.search) && event.runs.some((run) => fits(run) && isSeen(run)));
  const lanes = [{ name: "", title: "Events", items: events }];
  for (const { name, title } of data.relations) lanes.push({ name, title, items: [] });
  for (const finding of data.findings) {
    if (kept.has(finding) && finding.runs.some(isSeen)) lanes[finding.relation + 1].items.push(finding);
  }
  const focused = document.activeElement?.closest("#lanes [data-lane]")?.dataset.lane;
  const place = one("lanes");
  place.replaceChildren();
  lanes.forEach((lane, number) => {
    if (!laneRows.has(lane.name)) laneRows.set(lane.name, number < openLaneCount ? rowCount : 0);
    if (lane.items.length > 0) drawLane(place, lane, { view, marks, at });
  });
  if (!place.hasChildNodes()) add(place, "p", {}, "Nothing fits the filter in these days.");
  if (focused !== undefined) place.querySelector(`[data-lane="${CSS.escape(focused)}"]`)?.focus();
}

function drawLane(place, lane, scale) {
  const count = laneRows.get(lane.name);
  const section = add(place, "div", { class: "lane" });
  const head = add(section, "div", { class: count ? "" : "row" });
  const title = `${lane.title} (${lane.items.length})`;
  const button = add(add(head, "h3", {}), "button",
    { type: "button", "aria-expanded": count > 0, "data-lane": lane.name }, title);
  button.addEventListener("click", () => {
    laneRows.set(lane.name, count ? 0 : rowCount);
    update({});
  });
  if (!count) {
    drawBars(head, stretches(lane.items.flatMap((item) => item.runs)), scale);
    return;
  }
  const list = add(section, "ul", {});
  for (const item of nearest(lane.items, count)) {
    const row = add(list, "li", { class: "row" });
    add(row, "a", { href: "#" + item.address }, item.words);
    add(row, "span", { class: "hidden" }, item.runs.filter(fits).map(wordsOf).join("; "));
    drawBars(row, item.runs, scale);
  }
  if (lane.items.length > count) {
    const more = add(section, "button", { type: "button", "data-lane": lane.name + " more" },
      `Show ${Math.min(moreRows, lane.items.length - count)} more of ${lane.title}`);
    more.addEventListener("click", () => {
      laneRows.set(lane.name, count + moreRows);
      update({});
    });
  }
}

/** The items that begin nearest to the day, in their order: where some are left out, the far ones. */
function nearest(items, count) {
  if (items.length <= count) return items;
  const distance = ({ runs: [[from, until]] }) => Math.abs((from ?? until ?? state.day) - state.day);
  const kept = new Set([...items].sort((a, b) => distance(a) - distance(b)).slice(0, count));
  return items.filter((item) => kept.has(item));
}

/** The stretches of days on which any of some runs holds, those that are certain apart. */
function stretches(runs) {
  const [start, end] = [(run) => run[0] ?? -Infinity, (run) => run[1] ?? Infinity];
  const result = [];
  for (const sure of [null, "certain"]) {
    let last;
    const alike = runs.filter((run) => isCertain(run) === (sure !== null));
    for (const run of alike.sort((a, b) => (start(a) < start(b) ? -1 : 1))) {
      if (!last || start(run) > end(last)) result.push((last = [run[0], run[1], sure]));
      else if (end(run) > end(last)) last[1] = run[1];
    }
  }
  return result;
}

/** The days of a run, and how sure they are. */
function wordsOf([from, until, sure]) {
  const [first, last] = [from === null ? ".." : dateOf(from), until === null ? ".." : dateOf(until - 1)];
  return `${first} to ${last}: ${sure ?? "only conceivable"}`;
}

function drawBars(place, runs, { view, marks, at }) {
  const picture = draw(place, "svg", { class: "bars", "aria-hidden": "true" });
  for (const [day] of marks) {
    draw(picture, "line", { class: "tick", x1: at(day), x2: at(day), y1: 0, y2: "100%" });
  }
  // What coincides is drawn once; of many runs the surest are on top.
  const seen = new Set();
  for (const run of runs.filter(fits).sort((a, b) => isCertain(a) - isCertain(b))) {
    const [from, until] = [Math.max(run[0] ?? view[0], view[0]), Math.min(run[1] ?? view[1], view[1])];
    const key = `${from} ${until} ${isCertain(run)}`;
    if (from >= until || seen.has(key)) continue;
    seen.add(key);
    const width = Math.max((100 * (until - from)) / (view[1] - view[0]), 0.6);
    const bar = draw(picture, "rect",
      { class: isCertain(run) ? "span" : "span unsure", x: at(from), width: width + "%", y: "20%", height: "60%" });
    draw(bar, "title", {}, wordsOf(run));
  }
  if (view[0] <= state.day && state.day < view[1]) {
    draw(picture, "line", { class: "now", x1: at(state.day), x2: at(state.day), y1: 0, y2: "100%" });
  }
}

/** Makes the window so many times as long around the day if that is seen, or else its middle. */
function zoom(factor) {
  const [from, to] = viewed();
  const middle = from <= state.day && state.day < to ? state.day : (from + to) / 2;
  const length = Math.max(7, (to - from) * factor);
  const part = (middle - from) / (to - from);
  show(Math.round(middle - length * part), Math.round(middle + length * (1 - part)));
}

function move(direction) {
  const [from, to] = viewed();
  const step = Math.round((to - from) / 2) * direction;
  const kept = Math.min(Math.max(step, data.span[0] - from), data.span[1] + 1 - to);
  show(from + kept, to + kept);
}

function show(from, to) {
  const isAll = from <= data.span[0] && to > data.span[1];
  update(isAll ? { from: null, to: null } : { from: within(from), to: within(to - 1) });
}

function listenToTimeline(listen) {
  const hatch = draw(draw(one("graph"), "defs", { id: "patterns" }), "pattern",
    { id: "hatch", width: 6, height: 6, patternUnits: "userSpaceOnUse" });
  draw(hatch, "path", { d: "M-1 1 L1 -1 M0 6 L6 0 M5 7 L7 5" });
  listen("zoom-in", "click", () => zoom(0.5));
  listen("zoom-out", "click", () => zoom(2));
  listen("back", "click", () => move(-1));
  listen("forth", "click", () => move(1));
  listen("all-days", "click", () => update({ from: null, to: null }));
  for (const key of ["from", "to"]) {
    listen(key, "change", (event) => update({ [key]: dayOf(event.target.value) }));
  }
}
