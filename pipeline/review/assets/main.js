// Wires the page together.

const KEYS = [
  [["j", "ArrowDown"], "next change", () => step(1)],
  [["k", "ArrowUp"], "previous change", () => step(-1)],
  [["d"], "next change that is open", () => choose(nextOpen() || chosen)],
  [["a"], "accept (removed: right to go)", () => accept([chosen])],
  [["r"], "no claim", () => reject(chosen)],
  [["o"], "keep the old reading (removed: bring back)", () => keepOld(chosen)],
  [["e"], "edit values and fields", () => edit(chosen)],
  [["n"], "note", () => noteOn(chosen)],
  [["u"], "undo", () => takeBack()],
  [["m"], "reading order, and back (a first extraction)", () => turnToReading()],
  [["p"], "accept the whole paragraph (in reading order)", () => acceptParagraph(chosen)],
  [["f"], "next claim that is open and doubtful", () => choose(nextDoubtful() || chosen)],
  [["g"], "accept the whole group, as filtered", () => acceptGroup(chosen)],
  [["/"], "search", () => byId("search").focus()],
  [["?"], "these keys", () => byId("keys").showModal()],
];

function onKey(event) {
  if (event.key === "Escape") {
    if (document.querySelector("form.edit")) closeForm();
    else if (event.target.matches("input, select, textarea")) byId("list").focus();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, select, textarea, dialog, .passage") && event.key.length > 1) return;
  if (event.target.matches("input, select, textarea") || byId("keys").open) return;
  const found = KEYS.find(([keys]) => keys.includes(event.key));
  if (!found || (!chosen && !["/", "?", "u"].includes(event.key))) return;
  event.preventDefault();
  found[2]();
}

function buildHeader() {
  byId("title").textContent = data.first ? `Every claim of ${data.new}` : `${data.old} → ${data.new}`;
  const counts = Object.entries(data.counts).map(([kind, count]) => `${count.toLocaleString("en")} ${kind}`).join(" · ");
  const about = data.first ? [`${data.changes.filter(isDoubtful).length.toLocaleString("en")} want a look`] : [counts, ...data.notes];
  byId("counts").textContent = [...about, imagesLeftOut()].filter(Boolean).join(" · ");
  byId("reviewer").value = data.reviewer || localStorage.getItem(reviewerKey) || "";
  byId("reviewer").addEventListener("change", () => localStorage.setItem(reviewerKey, reviewer()));
  byId("save").hidden = data.token !== null;
  byId("save").addEventListener("click", saveAsFile);
  byId("help").addEventListener("click", () => byId("keys").showModal());
  byId("keys").querySelector("button").addEventListener("click", () => byId("keys").close());
  byId("keys").querySelector("dl").append(...KEYS.flatMap(([keys, words]) => [
    element("dt", {}, ...keys.map((key) => element("kbd", { text: key }))), element("dd", { text: words })]));
}

// A hundred more of them as long as the end is in sight: to be observed anew is to be told anew.
function buildOthers() {
  const others = byId("others");
  others.hidden = !data.others.length || data.first;
  others.querySelector("summary").textContent = `${data.others.length.toLocaleString("en")} differences in other tables`;
  const list = others.querySelector("ul");
  const end = others.querySelector(".end");
  const sight = new IntersectionObserver((seen) => {
    if (!seen.at(-1).isIntersecting) return;
    const there = list.childElementCount;
    list.append(...data.others.slice(there, there + 100).map((each) => element("li", {},
      element("strong", { text: `${each.table} ${each.kind} ` }), element("span", { lang: "zh", text: `${each.place} ${each.words}` }))));
    sight.unobserve(end);
    if (list.childElementCount < data.others.length) sight.observe(end);
  });
  sight.observe(end);
}

// All that the audit found: those about a claim on this page lead to it, the others are acknowledged here.
function buildFindings() {
  const findings = byId("findings");
  findings.hidden = !data.findings.length;
  const open = data.findings.filter((each) => !isDecided(each.id)).length;
  findings.querySelector("summary").textContent = `${data.findings.length.toLocaleString("en")} findings of the audit, ${open.toLocaleString("en")} open`;
  findings.querySelector("ul").replaceChildren(...data.findings.map((each) => {
    const change = data.changes.find(({ id }) => each.claims.includes(id));
    return element("li", {}, change
      ? element("button", { type: "button", class: `to ${each.severity}`, on: { click: () => { choose(change); showOnPhone(); } } }, ...findingInWords(each))
      : findingItem(each));
  }));
}

afterDecisions = (ids) => {
  showStates(ids);
  buildFindings();
  if (chosen && findingsOf(chosen).some((each) => ids.includes(each.id))) showFindings(chosen);
  showProgress();
  if (chosen && ids.includes(chosen.id) && !document.querySelector("form.edit")) showStanding(chosen);
};
buildHeader();
buildFilters();
buildFindings();
buildOthers();
filterList();
showProgress();
byId("list").focus();
document.addEventListener("keydown", onKey);
byId("list").addEventListener("scroll", drawList, { passive: true });
new ResizeObserver(drawList).observe(byId("list"));
window.addEventListener("beforeunload", (event) => { if (data.token && journal.size) event.preventDefault(); });
if (data.token && journal.size) send();
