// The list of changes. Only the lines in sight and some around them are in the document: with five thousand rows in it,
// the browser looks at all of them whenever one changes, or none but the dialog above them.

const SPARE = 10;
const ROW = pixels("--row");
const HEADING = data.first ? 0 : pixels("--heading");
const rowsById = new Map();
let lines = [];
let tops = [0];
let drawn = null;
let chosen = null;

function pixels(name) {
  return parseFloat(getComputedStyle(byId("list")).getPropertyValue(name));
}

// A line is a change, or the number of a group for its heading. Each begins where the one before it ends.
function layOut() {
  const begins = (change, index) => !data.first && (index === 0 || visible[index - 1].group !== change.group);
  lines = visible.flatMap((change, index) => (begins(change, index) ? [change.group, change] : [change]));
  tops = [0];
  for (const line of lines) tops.push(tops.at(-1) + (isHeading(line) ? HEADING : ROW));
  byId("lines").style.height = `${tops.at(-1)}px`;
  rowsById.clear();
  drawn = null;
}

function isHeading(line) {
  return typeof line === "number";
}

// The last line that begins at or above a height.
function lineAt(height) {
  let [low, high] = [0, lines.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (tops[middle] <= height) low = middle;
    else high = middle;
  }
  return low;
}

// A heading sticks to the top of the list, so that of the first group in sight is needed wherever it stands.
function drawList() {
  const list = byId("list");
  const first = Math.max(0, Math.floor(lineAt(list.scrollTop) / SPARE - 1) * SPARE);
  const last = Math.min(lines.length, Math.ceil(lineAt(list.scrollTop + list.clientHeight) / SPARE + 1) * SPARE);
  if (drawn !== `${first} ${last}`) {
    drawn = `${first} ${last}`;
    const inSight = lines.slice(first, last);
    const rows = inSight.filter((line) => !isHeading(line)).map((change) => [change.id, rowsById.get(change.id) || buildRow(change)]);
    rowsById.clear();
    for (const [id, row] of rows) rowsById.set(id, row);
    const above = first && !data.first && !isHeading(inSight[0]) ? [buildHeading(inSight[0].group)] : [];
    byId("lines").style.paddingTop = `${tops[first] - above.length * HEADING}px`;
    byId("lines").replaceChildren(...above, ...inSight.map((line) => (isHeading(line) ? buildHeading(line) : rowsById.get(line.id))));
  }
  showChosen();
}

function buildHeading(group) {
  const { words, count } = data.groups[group];
  return element("div", { class: "group", role: "presentation", title: groupInWords(group) },
    element("span", { class: "cause", text: words }), element("span", { text: `: ${count}` }));
}

function buildRow(change) {
  const row = element(
    "div", {
      role: "option", id: `row-${change.id}`, class: `row ${data.first ? "" : change.weight}`,
      "aria-setsize": visible.length, "aria-posinset": visible.indexOf(change) + 1,
      on: { click: () => { choose(change); showOnPhone(); } },
    },
    element("span", { class: `kind ${data.first ? "" : change.kind}`, text: data.first ? `${Math.round(100 * change.sureness)}% sure` : change.kind }),
    element("span", { class: "quote", lang: "zh", text: change.quote }),
    element("span", { class: "words", lang: "zh", text: `${findingsOf(change).length ? "⚠ " : ""}${change.words}` }),
    element("span", { class: "state" }),
  );
  showState(row, change.id);
  return row;
}

function showState(row, id) {
  const decision = whyOpen(id) === null ? decisions.get(id) : { verdict: "open again" };
  row.lastChild.textContent = decision ? decision.verdict : "";
  row.dataset.verdict = decision ? decision.verdict : "";
}

function showStates(ids) {
  for (const id of ids) if (rowsById.has(id)) showState(rowsById.get(id), id);
}

function showProgress() {
  const done = data.changes.filter((change) => isDecided(change.id)).length;
  byId("progress").max = Math.max(1, data.changes.length);
  byId("progress").value = done;
  byId("decided").textContent = `${done.toLocaleString("en")} of ${data.changes.length.toLocaleString("en")} decided`;
}

function choose(change) {
  chosen = change;
  reveal(change);
  showDetail(change);
}

// Scrolls no further than needed, and to below the heading that sticks to the top.
function reveal(change) {
  const list = byId("list");
  const index = lines.indexOf(change);
  if (index >= 0) {
    const [top, bottom] = [tops[index] - HEADING, tops[index + 1]];
    if (list.scrollTop > top) list.scrollTop = top;
    else if (list.scrollTop + list.clientHeight < bottom) list.scrollTop = bottom - list.clientHeight;
  }
  drawList();
}

function showChosen() {
  const row = chosen && rowsById.get(chosen.id);
  for (const each of rowsById.values()) each.setAttribute("aria-selected", String(each === row));
  if (row) byId("list").setAttribute("aria-activedescendant", row.id);
  else byId("list").removeAttribute("aria-activedescendant");
}

// On a narrow screen the change is below the list.
function showOnPhone() {
  if (window.matchMedia("(max-width: 50rem)").matches) byId("detail").scrollIntoView();
}

function step(by) {
  const next = visible[visible.indexOf(chosen) + by];
  if (next) choose(next);
}

// The next change that still needs a decision, from the chosen one on and then from the top.
function nextOpen() {
  const from = visible.indexOf(chosen);
  const order = [...visible.slice(from + 1), ...visible.slice(0, from + 1)];
  return order.find((change) => !isDecided(change.id)) || null;
}
