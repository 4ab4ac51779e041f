// One change: what can be decided, old beside new, and the source.

function showDetail(change) {
  const detail = byId("detail");
  if (!change) {
    detail.replaceChildren(element("p", { class: "nothing", text: data.changes.length ? "No change fits the filters." : "Nothing to review." }));
    return;
  }
  const panels = isReading() ? [readingPanel(change)] : change.panels.map((each) => panel(change, each));
  const images = change.pages.map(pageImage).filter(Boolean);
  const above = [
    element("header", { class: "head" },
      element("h2", {}, element("span", { class: `kind ${data.first ? "" : change.kind}`, text: data.first ? "claim" : change.kind }),
        element("span", { class: "quote", lang: "zh", text: ` ${change.quote}` })),
      element("p", { class: "why" }, data.first ? null : element("span", { class: `weight ${change.weight}`, text: `${change.weight} ` }), change.cause,
        matchedInWords(change))),
    standingOf(change),
    element("div", { class: "actions", role: "group", "aria-label": "Decide" }, ...actions(change).map(actionButton)),
    findingList(change),
  ];
  const below = [readings(change), ...images];
  // a panel that is there already stays where it is: taken out and put back, all its text would be laid out again
  if (panels[0]?.parentNode === detail) {
    for (const each of [...detail.children]) if (each !== panels[0]) each.remove();
    panels[0].before(...above);
    panels[0].after(...below);
  } else detail.replaceChildren(...above, ...panels, ...below);
  detail.scrollTop = 0;
  if (detail.getBoundingClientRect().top < 0) detail.scrollIntoView();
  panels.forEach(scrollToMark);
}

function matchedInWords(change) {
  if (data.first) return element("span", { class: "matched", text: ` · confidence ${change.sureness}` });
  return change.tier && change.matched < 1 ? element("span", { class: "matched", text: ` · matched by ${change.tier}, ${change.matched}` }) : null;
}

function showStanding(change) {
  const shown = byId("detail").querySelector(".standing");
  if (shown) shown.replaceWith(standingOf(change));
}

function standingOf(change) {
  const decision = decisions.get(change.id);
  const why = whyOpen(change.id);
  if (!decision) return element("p", { class: "standing", text: "open" });
  const words = why === null ? decision.verdict : `open again: ${why}`;
  const fields = Object.entries(decision.correction).map(([name, value]) => `${name} = ${shown(value)}`).join("; ");
  const note = decision.note ? ` — ${decision.note}` : "";
  return element("p", { class: `standing ${why === null ? "done" : "again"}`, text: `${words}${fields ? `: ${fields}` : ""} · ${decision.reviewer}, ${decision.time}${note}` });
}

function actions(change) {
  const removed = change.kind === "removed";
  return [
    { key: "a", words: removed ? "Right to go" : "Accept", act: () => accept([change]), primary: true },
    change.old && { key: "o", words: removed ? "Bring back" : "Keep old reading", act: () => keepOld(change) },
    !removed && { key: "r", words: "No claim", act: () => reject(change) },
    { key: "e", words: "Edit", act: () => edit(change) },
    { key: "n", words: "Note", act: () => noteOn(change) },
    { key: "u", words: "Undo", act: takeBack },
    { key: "g", words: "Accept whole group", act: () => acceptGroup(change) },
  ].filter(Boolean);
}

function actionButton(action) {
  return element("button", { type: "button", class: action.primary ? "primary" : null, "aria-keyshortcuts": action.key, text: `${action.words} `, on: { click: action.act } },
    element("kbd", { text: action.key }));
}

// What differs as a table, old beside new; what does not in one line below it.
function readings(change) {
  const both = change.old && change.new;
  const rows = change.fields.map((each) => {
    const [before, now] = sideBySide(each.old, each.new);
    return element("tr", { class: each.weight },
      element("th", { scope: "row", text: each.column }),
      element("td", { class: "old", lang: "zh", text: before }),
      element("td", { class: "new", lang: "zh", text: now }));
  });
  const differing = new Set(change.fields.map((each) => each.column));
  const alike = data.form.reading.filter((name) => !differing.has(name) && shown((change.new || change.old)[name]) !== "∅");
  const alone = { of: change.heads, rule: change.rule };
  const head = element("tr", {}, ...["field", "before", "now"].map((text) => element("th", { scope: "col", text })));
  return element("div", { class: "reading" },
    both && rows.length ? element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)) : null,
    element("dl", { "aria-label": both ? "The same in both" : "Reading" },
      ...[...alike, "of", "rule"].filter((name) => !differing.has(name) && alone[name] !== "").map((name) => element("div", {},
        element("dt", { text: name }),
        element("dd", { lang: "zh", text: shown(alone[name] || (change.new || change.old)[name]) })))));
}

function isKnown() {
  if (reviewer()) return true;
  say("Say who reviews first.");
  byId("reviewer").focus();
  return false;
}

function accept(changes) {
  if (!isKnown()) return;
  const verdict = (change) => (change.kind === "removed" ? "rejected" : "accepted");
  decideAndGoOn(changes.map((change) => [change.id, made(change.decision, verdict(change))]));
}

let groupAsked = null;

function acceptGroup(change) {
  const members = visible.filter((each) => each.group === change.group && !isDecided(each.id));
  if (!members.length) return;
  const cases = [...new Set(members.map((each) => each.case))].map((number) => (number ? `case ${number}` : "outside cases"));
  // what reaches into several cases is asked for twice
  const asked = `${change.group} ${members.length}`;
  if (cases.length > 1 && groupAsked !== asked) {
    groupAsked = asked;
    say(`${members.length.toLocaleString("en")} in ${cases.slice(0, 6).join(", ")}${cases.length > 6 ? ` and ${cases.length - 6} more` : ""}: g again accepts them all.`);
    return;
  }
  groupAsked = null;
  accept(members);
  if (reviewer()) say(`${members.length.toLocaleString("en")} accepted; u takes them back.`);
}

function reject(change) {
  if (change.kind === "removed") say("It is no claim any more: a agrees, o brings it back.");
  else if (isKnown()) decideAndGoOn([[change.id, made(change.decision, "rejected")]]);
}

function keepOld(change) {
  if (!change.old) return;
  if (!isKnown()) return;
  const removed = change.kind === "removed";
  const before = removed ? data.form.defaults : change.new;
  const entries = Object.entries(change.old).filter(([name, value]) => (before[name] ?? null) !== value);
  if (!entries.length) say("The reading is the same; accept it, edit it or reject it.");
  else decideAndGoOn([[change.id, made(change.decision, removed ? "claimed" : "corrected", Object.fromEntries(entries))]]);
}

function edit(change) {
  if (isKnown()) openForm(change.decision, change.kind === "removed" ? "claimed" : "corrected", change.kind === "removed" ? change.old : null);
}

function noteOn(change) {
  const decision = decisions.get(change.id);
  if (!decision) {
    say("Decide first; a note goes with a decision.");
    return;
  }
  const text = element("textarea", { rows: "2", "aria-label": "Note" });
  text.value = decision.note || "";
  const form = element("form", { class: "edit" }, element("label", { class: "wide" }, "Note", text),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "primary", text: "Save" })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    form.remove();
    decide([[change.id, { ...decision, note: text.value.trim() || null }]]);
    showDetail(change);
    byId("list").focus();
  });
  closeForm();
  byId("detail").querySelector(".actions").after(form);
  text.focus();
}

function takeBack() {
  const ids = undo();
  if (!ids.length) {
    say("Nothing to undo.");
    return;
  }
  const last = new Set(ids);
  const taken = data.changes.filter((change) => last.has(change.id)).map((change) => change.quote);
  choose(data.changes.find((change) => change.id === ids[0]) || chosen);
  say(`Taken back: the decision on ${taken.slice(0, 3).join(", ")}${taken.length > 3 ? ` and ${(taken.length - 3).toLocaleString("en")} more` : ""}.`);
}

function decideAndGoOn(entries) {
  decide(entries);
  const next = entries.some(([id]) => chosen && id === chosen.id) ? nextOpen() : null;
  choose(next || chosen);
}
