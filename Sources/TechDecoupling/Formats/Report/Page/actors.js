// The actors on the day: who gives what to whom, and who keeps what from whom.

const drawnTies = 120;
const namedTies = 14;

/** The ties that hold on the day; those of one kind between the same two are one. */
function tiesOnDay() {
  const ties = new Map();
  for (const flow of data.flows) {
    const run = flow.runs.filter(fits).find(holdsOn(state.day));
    if (!run || !matchesText(flow.search)) continue;
    const key = JSON.stringify([flow.from, flow.relation, flow.to, isCertain(run)]);
    const tie = ties.get(key) ?? { ...flow, certain: isCertain(run), parts: [] };
    tie.parts.push({ what: flow.what, address: flow.address, sure: run[2] ?? "only conceivable" });
    ties.set(key, tie);
  }
  return [...ties.values()].sort((a, b) => b.withheld - a.withheld);
}

/** Draws the graph and writes the list; returns how many ties there are. */
function drawActors(width) {
  const ties = tiesOnDay();
  writeTies(ties);
  drawGraph(merge(merge(ties, "from", "to"), "to", "from").slice(0, drawnTies), width);
  return ties.reduce((count, tie) => count + tie.parts.length, 0);
}

function writeTies(ties) {
  const list = one("ties");
  one("ties-count").textContent = ties.length;
  list.replaceChildren();
  for (const tie of ties) {
    const item = add(list, "li", {});
    add(item, "strong", {}, tie.from);
    item.append(" ");
    add(item, "span", { class: tie.withheld ? "verb-withheld" : "verb-flow" }, tie.relation);
    item.append(" ");
    add(item, "strong", {}, tie.to);
    item.append(tie.parts.some(({ what }) => what) ? ": " : ", ");
    tie.parts.forEach(({ what, address, sure }, number) => {
      if (number > 0) item.append("; ");
      const words = what || sure;
      if (address) add(item, "a", { href: "#" + address }, words);
      else item.append(words);
      // Said once for all that follow each other and are as sure.
      if (what && tie.parts[number + 1]?.sure !== sure) item.append(` (${sure})`);
    });
  }
  if (ties.length === 0) add(list, "li", {}, "Nothing goes between actors, or is kept, on this day.");
}

/** Puts actors into columns: each to the right of those from which something comes to it. */
function columns(ties, isNarrow) {
  const nodes = new Map();
  const node = (key, name) => {
    if (!nodes.has(key)) nodes.set(key, { key, name, column: 0, ties: [] });
    return nodes.get(key);
  };
  const edges = ties.map((tie) => ({
    tie,
    // Where there is room for two columns only, who does both stands in both.
    from: node((isNarrow ? "from " : "") + tie.from, tie.from),
    to: node((isNarrow ? "to " : "") + tie.to, tie.to),
  }));
  for (const edge of edges) {
    edge.from.ties.push(edge);
    edge.to.ties.push(edge);
  }
  // A cycle would go on for ever; so many rounds are as many columns as are drawn.
  for (let round = 0; round < (isNarrow ? 1 : 3); round += 1) {
    for (const { from, to } of edges) {
      if (from !== to && to.column <= from.column && from.column <= round) {
        to.column = Math.max(to.column, from.column + 1);
      }
    }
  }
  const result = [];
  const sorted = [...nodes.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  for (const node of sorted) (result[node.column] ??= []).push(node);
  return { columns: result.filter(Boolean), edges };
}

/** Makes one of actors that have the same ties: ten rules that keep chips from one country. */
function merge(ties, side, other) {
  const groups = new Map();
  for (const tie of ties) {
    const group = groups.get(tie[side]) ?? groups.set(tie[side], { ties: [], isTied: false }).get(tie[side]);
    group.ties.push(tie);
  }
  // Who stands at the other side of some tie as well is more than these ties say.
  for (const tie of ties) if (groups.has(tie[other])) groups.get(tie[other]).isTied = true;
  const alike = new Map();
  for (const [name, { ties, isTied }] of groups) {
    const parts = ties.map((tie) => [tie.relation, tie[other], tie.certain].join("\n")).sort();
    const key = isTied ? name : JSON.stringify(parts);
    if (!alike.has(key)) alike.set(key, []);
    alike.get(key).push(name);
  }
  const merged = new Map();
  for (const names of alike.values()) {
    names.sort();
    for (const name of names) merged.set(name, names);
  }
  const result = new Map();
  for (const tie of ties) {
    const names = merged.get(tie[side]);
    const name = names.length > 1 ? `${names[0]} and ${names.length - 1} more` : names[0];
    const key = JSON.stringify([name, tie.relation, tie[other], tie.certain]);
    const all = result.get(key) ?? { ...tie, [side]: name, names: { ...tie.names, [name]: names }, parts: [] };
    all.parts.push(...tie.parts);
    result.set(key, all);
  }
  return [...result.values()];
}

/** Orders each column by the middle of what its actors are tied to, so that few ties cross. */
function settle(columns) {
  const place = () => columns.forEach((column) => column.forEach((node, number) => {
    node.height = (number + 0.5) / column.length;
  }));
  place();
  for (let round = 0; round < 6; round += 1) {
    for (const column of columns) {
      for (const node of column) {
        const others = node.ties.map(({ from, to }) => (from === node ? to : from).height);
        node.middle = others.reduce((sum, height) => sum + height, 0) / others.length;
      }
      column.sort((a, b) => a.middle - b.middle || (a.name < b.name ? -1 : 1));
      place();
    }
  }
}

/** A name on at most two lines of so many signs. */
function lines(name, length) {
  const result = [""];
  for (const word of name.split(" ")) {
    const last = result[result.length - 1];
    if (!last || (last + " " + word).length <= length) result[result.length - 1] = (last + " " + word).trim();
    else result.push(word);
  }
  const shown = result.slice(0, 2).map((line) => (line.length > length ? line.slice(0, length - 1) + "…" : line));
  if (result.length > 2) shown[1] = shown[1].slice(0, length - 1).replace(/…$/, "") + "…";
  return shown;
}

function drawGraph(ties, room) {
  const picture = one("graph");
  const width = Math.max(280, room);
  const isNarrow = width < 640;
  const graph = columns(ties, isNarrow);
  settle(graph.columns);
  const tallest = Math.max(1, ...graph.columns.map((column) => column.length));
  const [tall, step] = [42, 56];
  const height = ties.length ? tallest * step : 0;
  const count = graph.columns.length;
  const wide = Math.min(200, (width - 8 - (count - 1) * (isNarrow ? 56 : 120)) / Math.max(1, count));
  const gap = count > 1 ? (width - 8 - wide) / (count - 1) : 0;
  picture.setAttribute("viewBox", `0 0 ${width} ${height}`);
  for (const child of [...picture.children]) if (child.id !== "patterns") child.remove();
  drawMarkers(picture);
  graph.columns.forEach((column, number) => column.forEach((node) => {
    node.x = count > 1 ? 4 + number * gap : (width - wide) / 2;
    node.y = node.height * height;
  }));
  for (const node of graph.columns.flat()) spreadTies(node, tall);
  for (const edge of graph.edges) drawTie(picture, edge, wide, ties.length <= namedTies && !isNarrow);
  for (const node of graph.columns.flat()) {
    const group = draw(picture, "g", {});
    const names = node.ties.map(({ tie }) => tie.names?.[node.name]).find(Boolean) ?? [node.name];
    draw(group, "title", {}, names.join(", "));
    draw(group, "rect", { class: "box", x: node.x, y: node.y - tall / 2, width: wide, height: tall, rx: 6 });
    const words = lines(node.name, Math.floor((wide - 14) / 7));
    words.forEach((line, number) => draw(group, "text", {
      x: node.x + wide / 2, y: node.y + 4.5 + (number - (words.length - 1) / 2) * 16, "text-anchor": "middle",
    }, line));
  }
}

/** Gives each tie of an actor a place of its own at its side. */
function spreadTies(node, tall) {
  for (const [side, other] of [["from", "to"], ["to", "from"]]) {
    const ties = node.ties.filter((edge) => edge[side] === node).sort((a, b) => a[other].y - b[other].y);
    ties.forEach((edge, number) => {
      edge[side + "Y"] = node.y + (ties.length > 1 ? (number / (ties.length - 1) - 0.5) * (tall - 14) : 0);
    });
  }
}

function drawMarkers(picture) {
  const place = draw(picture, "defs", {});
  const size = { viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 9, markerHeight: 9,
    markerUnits: "userSpaceOnUse", orient: "auto" };
  draw(draw(place, "marker", { id: "arrow", ...size }), "path", { class: "arrow", d: "M0 0 L10 5 L0 10 z" });
  draw(draw(place, "marker", { id: "stop", ...size, markerWidth: 14, markerHeight: 14 }), "path",
    { class: "stop", d: "M8 0 L8 10" });
}

function drawTie(picture, { tie, from, to, fromY, toY }, wide, isNamed) {
  const isForth = to.x > from.x;
  const [x1, x2] = [from.x + wide, isForth ? to.x - 2 : to.x + wide + 2];
  const bend = isForth ? (x2 - x1) / 2 : 50;
  const [c1, c2] = [x1 + bend, isForth ? x2 - bend : x2 + bend];
  const path = `M${x1} ${fromY} C${c1} ${fromY} ${c2} ${toY} ${x2} ${toY}`;
  const mark = tie.withheld ? "stop" : "arrow";
  const line = draw(picture, "path", {
    class: "tie" + (tie.withheld ? " withheld" : "") + (tie.certain ? "" : " unsure"),
    d: path, "marker-end": `url(#${mark})`,
  });
  const what = tie.parts.map((part) => part.what).filter(Boolean).join(", ");
  draw(line, "title", {}, `${tie.from} ${tie.relation} ${tie.to}${what ? ": " + what : ""}`);
  const label = isNamed ? tie.relation : tie.parts.length > 1 ? "×" + tie.parts.length : "";
  if (!label) return;
  // In the middle of the curve, or where curves part: numbers, and what goes past another column.
  const t = to.column - from.column > 1 ? 0.2 : isNamed ? 0.5 : 0.3;
  const at = (a, b, c, d) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t * t * c + t ** 3 * d;
  const [x, y] = [at(x1, c1, c2, x2), at(fromY, fromY, toY, toY) + 4];
  draw(picture, "text", { class: "label", x, y, "text-anchor": "middle" }, label);
}

start();
