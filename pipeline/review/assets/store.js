// Decisions: what they are now, what can be undone, and where they are kept. A change is written to the browser's
// storage first, so that a reload loses nothing; where a server keeps the decisions, it leaves there once sent.

const data = JSON.parse(byId("data").textContent);
const storagePrefix = `casebook-review:${data.key}:`;
const reviewerKey = "casebook-review:reviewer";
const earlier = new Map(data.decisions.map((decision) => [decision.claim_id, decision]));
const decisions = new Map(earlier);
const journal = new Map();
const undoSteps = [];
let sending = Promise.resolve();
let afterDecisions = () => {};

// What a decision on a claim or an excluded numeral rests on, by its id.
const stubs = new Map();
for (const change of data.changes) stubs.set(change.decision.claim_id, change.decision);
for (const passage of data.passages) {
  for (const excluded of passage.excluded) stubs.set(excluded.decision.claim_id, excluded.decision);
}

for (const key of Object.keys(localStorage).filter((each) => each.startsWith(storagePrefix))) {
  const id = key.slice(storagePrefix.length);
  const kept = JSON.parse(localStorage.getItem(key));
  const decision = kept && { ...stubs.get(id), ...kept };
  journal.set(id, decision);
  apply(id, decision);
}

function apply(id, decision) {
  if (decision) decisions.set(id, decision);
  else decisions.delete(id);
}

// Decides some claims in one step that one undo takes back. An entry is [claim id, decision or null].
function decide(entries, { undoable = true } = {}) {
  if (undoable) undoSteps.push(entries.map(([id]) => [id, decisions.get(id) || null]));
  for (const [id, decision] of entries) {
    apply(id, decision);
    keep(id, decision);
  }
  if (data.token) send();
  afterDecisions(entries.map(([id]) => id));
}

function undo() {
  const step = undoSteps.pop();
  if (!step) return [];
  decide(step, { undoable: false });
  return step.map(([id]) => id);
}

// Without the evidence, which the page has anyway and which would fill the browser's storage.
function keep(id, decision) {
  journal.set(id, decision);
  const { verdict, correction, reviewer: by, time, note } = decision || {};
  try {
    localStorage.setItem(storagePrefix + id, JSON.stringify(decision && { verdict, correction, reviewer: by, time, note }));
  } catch (error) {
    say(`The browser keeps nothing (${error.name}): save the decisions as a file before you leave.`);
  }
}

function forget(id) {
  journal.delete(id);
  localStorage.removeItem(storagePrefix + id);
}

function send() {
  showSaved("saving");
  sending = sending.then(async () => {
    const entries = [...journal];
    if (!entries.length) return;
    try {
      const answer = await fetch("decisions", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Casebook-Token": data.token },
        body: JSON.stringify(entries.map(([id, decision]) => ({ claim_id: id, decision, source: sourceOf(id) }))),
      });
      if (!answer.ok) throw new Error(await answer.text());
      for (const [id, decision] of entries) if (journal.get(id) === decision) forget(id);
      showSaved(journal.size ? "saving" : "all saved");
    } catch (error) {
      showSaved("not saved");
      say(`Not saved yet, kept in the browser: ${error.message}`);
    }
  });
}

function showSaved(state) {
  byId("saved").textContent = state;
  document.body.toggleAttribute("data-unsaved", state === "not saved");
}

// Where a decision belongs, also one that was taken back.
function sourceOf(id) {
  const from = stubs.get(id) || earlier.get(id);
  return { edition: from.edition, source: from.source };
}

function made(stub, verdict, correction = {}, note = null) {
  const before = decisions.get(stub.claim_id);
  const { edition, source, claim_id, evidence, reading } = stub;
  const time = `${new Date().toISOString().slice(0, 19)}Z`;
  const kept = note === null && before ? before.note : note;
  return { edition, source, claim_id, verdict, evidence, reading, correction, reviewer: reviewer(), time, note: kept };
}

function reviewer() {
  return byId("reviewer").value.trim();
}

// Why an earlier decision does not hold any more, or null.
function whyOpen(id) {
  return id in data.reopened && decisions.get(id) === earlier.get(id) ? data.reopened[id] : null;
}

function isDecided(id) {
  return decisions.has(id) && whyOpen(id) === null;
}

function saveAsFile() {
  const order = (decision) => [decision.edition, decision.source, decision.evidence.case_id || "", decision.claim_id].join("\u001f");
  const lines = [...decisions.values()].sort((one, two) => (order(one) < order(two) ? -1 : 1));
  const file = new Blob(lines.map((decision) => `${JSON.stringify(decision)}\n`), { type: "application/x-ndjson" });
  const link = element("a", { href: URL.createObjectURL(file), download: "review.decisions.jsonl" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
