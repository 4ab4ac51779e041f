// The list of changes with its filters. Rows are made once; choosing one touches two rows.

const ALL = "";
const rowsById = new Map();
let visible = [];
let chosen = null;

const FILTERS = {
  state: { label: "State: all", options: () => ["open", "decided", "open again"], keep: (change, wanted) => stateOf(change) === wanted },
  kind: { label: "All changes", options: () => distinct((change) => change.kind), keep: (change, wanted) => change.kind === wanted },
  weight: { label: "All weights", options: () => ["high", "medium", "low"], keep: (change, wanted) => change.weight === wanted },
  case: { label: "All cases", options: () => distinct((change) => String(change.case)), keep: (change, wanted) => String(change.case) === wanted },
  topic: { label: "All topics", options: () => distinct((change) => change.topic), keep: (change, wanted) => change.topic === wanted },
  field: {
    label: "All fields",
    options: () => [...new Set(data.changes.flatMap((change) => change.fields.map((each) => each.aspect)))].sort(),
    keep: (change, wanted) => change.fields.some((each) => each.aspect === wanted),
  },
  group: { label: "All causes", options: () => distinct((change) => data.groups[change.group].words), keep: (change, wanted) => data.groups[change.group].words === wanted },
};

function distinct(value) {
  return [...new Set(data.changes.map(value))];
}

function stateOf(change) {
  if (isDecided(change.id)) return "decided";
  return decisions.has(change.id) ? "open again" : "open";
}

function buildFilters() {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const select = byId(`filter-${name}`);
    const option = (value) => element("option", { value, text: name === "case" ? (value === "0" ? "outside cases" : `case ${value}`) : value });
    select.append(element("option", { value: ALL, text: filter.label }), ...filter.options().map(option));
    select.hidden = filter.options().length < 2;
    select.addEventListener("change", filterList);
  }
  byId("search").addEventListener("input", filterList);
}

function buildRows() {
  for (const change of data.changes) {
    const row = element(
      "div", { role: "option", id: `row-${change.id}`, class: `row ${data.first ? "" : change.weight}`, "aria-selected": "false", on: { click: () => { choose(change); showOnPhone(); } } },
      element("span", { class: `kind ${data.first ? "" : change.kind}`, text: data.first ? `${Math.round(100 * change.sureness)}% sure` : change.kind }),
      element("span", { class: "quote", lang: "zh", text: change.quote }),
      element("span", { class: "words", lang: "zh", text: change.words }),
      element("span", { class: "state" }),
    );
    rowsById.set(change.id, row);
    showState(change.id);
  }
}

function showState(id) {
  const row = rowsById.get(id);
  if (!row) return;
  const decision = decisions.get(id);
  const state = row.lastChild;
  state.textContent = whyOpen(id) === null ? verdictInWords(id, decision) : "open again";
  row.dataset.verdict = whyOpen(id) === null && decision ? decision.verdict : "";
}

function verdictInWords(id, decision) {
  return decision ? decision.verdict : "";
}

function filterList() {
  const text = byId("search").value.trim().toLowerCase();
  const wanted = Object.entries(FILTERS).map(([name, filter]) => [filter, byId(`filter-${name}`).value]).filter(([, value]) => value !== ALL);
  visible = data.changes.filter((change) => wanted.every(([filter, value]) => filter.keep(change, value))
    && (!text || `${change.quote} ${change.words} ${change.place}`.toLowerCase().includes(text)));
  const nodes = [];
  let group = null;
  for (const change of visible) {
    if (change.group !== group && !data.first) {
      group = change.group;
      nodes.push(element("div", { class: "group", role: "presentation", text: data.groups[group].words }));
    }
    nodes.push(rowsById.get(change.id));
  }
  byId("list").replaceChildren(...nodes);
  byId("shown").textContent = `${visible.length.toLocaleString("en")} of ${data.changes.length.toLocaleString("en")} shown`;
  if (!visible.includes(chosen)) choose(visible[0] || null);
  showProgress();
}

function showProgress() {
  const done = data.changes.filter((change) => isDecided(change.id)).length;
  byId("progress").max = Math.max(1, data.changes.length);
  byId("progress").value = done;
  byId("decided").textContent = `${done.toLocaleString("en")} of ${data.changes.length.toLocaleString("en")} decided`;
}

function choose(change) {
  if (chosen) rowsById.get(chosen.id).setAttribute("aria-selected", "false");
  chosen = change;
  if (change) {
    const row = rowsById.get(change.id);
    row.setAttribute("aria-selected", "true");
    byId("list").setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }
  showDetail(change);
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
