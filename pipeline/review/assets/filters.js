// Filters of the list, and the changes they leave.

const ALL = "";
let visible = [];
const DOUBTS = { sure: "low confidence", finding: "with a finding" };

const FILTERS = {
  state: { label: "State: all", options: () => ["open", "decided", "open again"], keep: (change, wanted) => stateOf(change) === wanted },
  kind: { label: "All changes", options: () => distinct((change) => change.kind), keep: (change, wanted) => change.kind === wanted },
  weight: { label: "All weights", options: () => ["high", "medium", "low"].filter((weight) => data.changes.some((change) => change.weight === weight)), keep: (change, wanted) => change.weight === wanted },
  case: { label: "All cases", options: () => distinct((change) => String(change.case)), keep: (change, wanted) => String(change.case) === wanted },
  topic: { label: "All topics", options: () => distinct((change) => change.topic), keep: (change, wanted) => change.topic === wanted },
  field: {
    label: "All fields",
    options: () => [...new Set(data.changes.flatMap((change) => change.fields.map((each) => each.aspect)))].sort(),
    keep: (change, wanted) => change.fields.some((each) => each.aspect === wanted),
  },
  doubt: {
    label: "Doubt: all",
    options: () => (data.first ? [DOUBTS.sure, DOUBTS.finding, ...new Set(data.changes.flatMap((change) => change.flags))].filter((doubt) => data.changes.some((change) => hasDoubt(change, doubt))) : []),
    keep: (change, wanted) => hasDoubt(change, wanted),
  },
  group: { label: "All causes", options: () => distinct((change) => groupInWords(change.group)), keep: (change, wanted) => groupInWords(change.group) === wanted },
};

function distinct(value) {
  return [...new Set(data.changes.map(value))];
}

function hasDoubt(change, doubt) {
  if (doubt === DOUBTS.sure) return change.sureness < DOUBTFUL;
  return doubt === DOUBTS.finding ? findingsOf(change).length > 0 : change.flags.includes(doubt);
}

function stateOf(change) {
  if (isDecided(change.id)) return "decided";
  return decisions.has(change.id) ? "open again" : "open";
}

function groupInWords(group) {
  return `${data.groups[group].words}: ${data.groups[group].count}`;
}

function buildFilters() {
  for (const [name, filter] of Object.entries(FILTERS)) {
    const select = byId(`filter-${name}`);
    const options = filter.options();
    const option = (value) => element("option", { value, text: name === "case" ? (value === "0" ? "outside cases" : `case ${value}`) : value });
    select.append(element("option", { value: ALL, text: filter.label }), ...options.map(option));
    select.hidden = options.length < (name === "doubt" ? 1 : 2);
    select.addEventListener("change", filterList);
  }
  byId("search").addEventListener("input", filterList);
  byId("order").hidden = !data.first;
  byId("order").addEventListener("change", () => { filterList(); choose(chosen); });
}

function filterList() {
  const text = byId("search").value.trim().toLowerCase();
  const wanted = Object.entries(FILTERS).map(([name, filter]) => [filter, byId(`filter-${name}`).value]).filter(([, value]) => value !== ALL);
  visible = (isReading() ? readingOrder() : data.changes).filter((change) => wanted.every(([filter, value]) => filter.keep(change, value))
    && (!text || `${change.quote} ${change.words} ${change.place}`.toLowerCase().includes(text)));
  byId("shown").textContent = `${visible.length.toLocaleString("en")} of ${data.changes.length.toLocaleString("en")} shown`;
  layOut();
  if (visible.includes(chosen)) reveal(chosen);
  else choose(visible[0] || null);
}
