// Decisions: what they are now, what can be undone, and where they are kept. A step is written to the browser's storage
// first, in one piece however many claims it decides, so that a reload loses nothing; where a server keeps the
// decisions, the step leaves there once sent. With each claim goes what stood there when its reviewer decided: where
// another decision stands by then, that one stays and is shown.

const data = JSON.parse(byId("data").textContent);
const storagePrefix = `casebook-review:steps:${data.key}:`;
const reviewerKey = "casebook-review:reviewer";
const earlier = new Map(data.decisions.map((decision) => [decision.claim_id, decision]));
const decisions = new Map(earlier);
const journal = new Map();
const seen = new Map();
const journalKeys = [];
let undoSteps = [];
let sending = Promise.resolve();
let afterDecisions = () => {};

// What a decision on a claim or an excluded numeral rests on, by its id.
const stubs = new Map();
for (const change of data.changes) stubs.set(change.decision.claim_id, change.decision);
for (const finding of data.findings) stubs.set(finding.id, finding.decision);
for (const passage of data.passages) {
  for (const excluded of passage.excluded) stubs.set(excluded.decision.claim_id, excluded.decision);
}

for (const key of Object.keys(localStorage).filter((each) => each.startsWith(storagePrefix)).sort()) {
  for (const [ids, kept, before] of JSON.parse(localStorage.getItem(key))) {
    for (const id of ids) apply(id, kept && { ...stubs.get(id), ...kept }, before);
  }
  journalKeys.push(key);
}

// What a reviewer says, without what she says it of.
function said(decision) {
  if (!decision) return null;
  const { verdict, correction, reviewer: by, time, note } = decision;
  return { verdict, correction, reviewer: by, time, note };
}

function saysTheSame(one, two) {
  if (!one || !two) return !one && !two;
  return ["verdict", "reviewer", "time", "note"].every((name) => one[name] === two[name])
    && JSON.stringify(one.correction) === JSON.stringify(two.correction);
}

function apply(id, decision, before = said(decisions.get(id))) {
  if (!journal.has(id)) seen.set(id, before);
  journal.set(id, decision);
  if (decision) decisions.set(id, decision);
  else decisions.delete(id);
}

// Decides some claims in one step that one undo takes back. An entry is [claim id, decision or null].
function decide(entries, { undoable = true } = {}) {
  if (undoable) undoSteps.push(entries.map(([id]) => [id, decisions.get(id) || null]));
  for (const [id, decision] of entries) apply(id, decision);
  keep(entries);
  if (data.token) send();
  afterDecisions(entries.map(([id]) => id));
}

function undo() {
  const step = undoSteps.pop();
  if (!step) return [];
  decide(step, { undoable: false });
  return step.map(([id]) => id);
}

// Claims that are decided alike, one after the other, share what is decided, and the evidence is left out: the page has it
// anyway, and it would fill the browser's storage. Keys sort by time.
function keep(entries) {
  const runs = [];
  for (const [id, decision] of entries) {
    const [run, before] = [runs.at(-1), seen.get(id)];
    if (run && saysTheSame(run.decision, decision) && saysTheSame(run.before, before)) run.ids.push(id);
    else runs.push({ ids: [id], decision, before });
  }
  let time = Date.now();
  while (localStorage.getItem(storagePrefix + time) !== null) time += 1;
  try {
    localStorage.setItem(storagePrefix + time, JSON.stringify(runs.map(({ ids, decision, before }) => [ids, said(decision), before])));
    journalKeys.push(storagePrefix + time);
  } catch (error) {
    say(`The browser keeps nothing (${error.name}): save the decisions as a file before you leave.`);
  }
}

function send() {
  showSaved("saving");
  sending = sending.then(async () => {
    const entries = [...journal];
    const keys = [...journalKeys];
    if (!entries.length) return;
    try {
      const answer = await fetch("decisions", {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Casebook-Token": data.token },
        body: await asJson(entries.map(([id, decision]) => ({ claim_id: id, decision, seen: seen.get(id), source: sourceOf(id) }))),
      });
      if (!answer.ok) throw new Error(await answer.text());
      const refused = await answer.json();
      for (const [id, decision] of entries) {
        seen.set(id, said(decision));
        if (journal.get(id) === decision) journal.delete(id);
      }
      if (refused.length) showRefused(refused);
      for (const key of journalKeys.splice(0, keys.length)) localStorage.removeItem(key);
      showSaved(journal.size ? "saving" : "all saved");
    } catch (error) {
      showSaved("not saved");
      say(`Not saved yet, kept in the browser: ${error.message}`);
    }
  });
}

// Where others decided first, their decisions stay and are shown; a step that was refused is not to be undone.
function showRefused(refused) {
  const ids = new Set(refused.map(({ claim_id: id }) => id));
  for (const { claim_id: id, decision } of refused) {
    journal.delete(id);
    if (decision) decisions.set(id, decision);
    else decisions.delete(id);
  }
  undoSteps = undoSteps.map((step) => step.filter(([id]) => !ids.has(id))).filter((step) => step.length);
  afterDecisions([...ids]);
  if (chosen && isReading()) showReading(chosen);
  const by = [...new Set(refused.map(({ decision }) => (decision ? decision.reviewer : "taken back")))].join(", ");
  say(`${refused.length.toLocaleString("en")} decided elsewhere first (${by}), and that stays; decide again to replace it.`, 30000);
}

// Some at a time, so that the frame that shows the decisions, and the next key, come between.
async function asJson(entries) {
  const parts = [];
  for (let from = 0; from < entries.length; from += 250) {
    await new Promise((done) => setTimeout(done));
    parts.push(from ? "," : "[", JSON.stringify(entries.slice(from, from + 250)).slice(1, -1));
  }
  return new Blob([...parts, "]"]);
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
