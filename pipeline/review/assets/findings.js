// What the audit found about a claim, and why a reviewer lets it stand.

const findingsByClaim = new Map();
for (const finding of data.findings) {
  for (const id of finding.claims) findingsByClaim.set(id, [...(findingsByClaim.get(id) || []), finding]);
}

function findingsOf(change) {
  return findingsByClaim.get(change.id) || [];
}

function findingList(change) {
  return element("div", { class: "findings" }, ...findingsOf(change).map(findingItem));
}

function showFindings(change) {
  const shown = byId("detail").querySelector(".findings");
  if (shown) shown.replaceWith(findingList(change));
}

function findingInWords(finding) {
  const done = isDecided(finding.id);
  return [
    element("strong", { class: finding.severity, text: `${finding.severity} ` }),
    element("span", { class: "check", text: `${finding.check} ` }),
    element("span", { lang: "zh", text: finding.message }),
    element("span", { class: "check", text: ` · ${finding.place}${done ? " · acknowledged" : ""}` }),
  ];
}

function findingItem(finding) {
  const decision = decisions.get(finding.id);
  const said = decision ? `acknowledged: ${decision.note} · ${decision.reviewer}, ${decision.time}` : null;
  return element("section", { class: `finding ${finding.severity}`, "data-finding": finding.id, "aria-label": `Finding: ${finding.check}` },
    element("p", {}, ...findingInWords(finding)),
    said ? element("p", { class: "standing done", lang: "zh", text: said }) : null,
    element("button", { type: "button", text: decision ? "Take back" : "Acknowledge", on: {
      click: () => (decision ? decide([[finding.id, null]]) : askReason(finding)),
    } }));
}

function askReason(finding) {
  if (!isKnown()) return;
  const text = element("textarea", { rows: "2", name: "reason", required: true, "aria-label": "Reason" });
  const form = element("form", { class: "edit" }, element("label", { class: "wide" }, "Why it stands", text),
    element("div", { class: "buttons" }, element("button", { type: "submit", class: "primary", text: "Save" }),
      element("button", { type: "button", text: "Cancel", on: { click: closeForm } })));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const reason = text.value.trim();
    if (!reason) return;
    closeForm();
    decide([[finding.id, made(finding.decision, "acknowledged", {}, reason)]]);
  });
  closeForm();
  document.querySelector(`[data-finding="${finding.id}"]`).append(form);
  text.focus();
}
