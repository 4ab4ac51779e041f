// Reading a first extraction: the text flows, every claim in it underlined, what was read of it beside its paragraph.

const DOUBTFUL = 0.7; // confidence below which a claim wants a look
const READING_ORDER = "reading";
const PARAGRAPHS = /\n[^\S\n]*\n\s*/g;
let inPassage = null;
let ordered = null;
let passageShown = null;

function isReading() {
  return data.first && byId("order").value === READING_ORDER;
}

function isDoubtful(change) {
  return change.sureness < DOUBTFUL || change.flags.length > 0 || findingsOf(change).length > 0;
}

function inReadingOrder(one, two) {
  const [first, second] = [one.decision, two.decision];
  if (first.source !== second.source || first.edition !== second.edition) {
    return `${first.edition}/${first.source}` < `${second.edition}/${second.source}` ? -1 : 1;
  }
  return one.at - two.at;
}

// All claims as they stand in the sources; put in order once.
function readingOrder() {
  ordered ||= [...data.changes].sort(inReadingOrder);
  return ordered;
}

// The claims of a passage, in their order; built once, since a passage is shown for each of them.
function claimsIn(passage) {
  if (!inPassage) {
    inPassage = new Map();
    for (const change of readingOrder()) {
      for (const { passage: number, marks: [mark] } of change.panels) {
        if (!inPassage.has(number)) inPassage.set(number, []);
        inPassage.get(number).push({ change, ...mark });
      }
    }
  }
  return inPassage.get(passage) || [];
}

function paragraphsOf(text) {
  const ends = [...text.matchAll(PARAGRAPHS)].map((gap) => [gap.index, gap.index + gap[0].length]);
  return [[0, 0], ...ends].map(([, start], index) => ({ start, end: ends[index] ? ends[index][0] : text.length }));
}

// A passage is built once and stays while its claims are gone through; only what is marked in it changes.
function readingPanel(change) {
  const number = change.panels[0].passage;
  if (!passageShown || passageShown.number !== number) passageShown = buildPassage(number);
  showReading(change);
  return passageShown.figure;
}

function buildPassage(number) {
  const passage = data.passages[number];
  const claims = claimsIn(number).map((each) => ({ ...each, item: inMargin(each.change) }));
  const body = element("div", { class: "passage reading-text", lang: "zh", tabindex: "0", "aria-label": "Source" });
  for (const { start, end } of paragraphsOf(passage.text)) {
    const own = claims.filter((each) => start <= each.start && each.start < end);
    body.append(element("div", { class: "paragraph" },
      flowing(passage.text, start, end, own), element("ul", { class: "margin" }, ...own.map((each) => each.item))));
  }
  const place = element("span");
  const figure = element("figure", { class: "source" },
    element("figcaption", {}, element("strong", { text: "Source" }), place, passage.cut ? element("em", { text: " (a part of a long section)" }) : null),
    body);
  return { number, figure, claims, place, heading: passage.heading ? ` · ${passage.heading}` : "" };
}

function flowing(text, start, end, own) {
  const flow = element("p", { class: "flow" });
  let at = start;
  for (const each of own) {
    if (each.start < at) continue; // what overlaps stands in the margin all the same
    appendText(flow, text.slice(at, each.start));
    each.mark = element("mark", { text: text.slice(each.start, each.end), on: { click: () => choose(each.change) } });
    flow.append(each.mark);
    at = each.end;
  }
  appendText(flow, text.slice(at, end));
  return flow;
}

function inMargin(change) {
  const { low, high, unit, metric, period, status, direction, bound } = change.new;
  const value = low === high ? shown(low) : `${shown(low)}–${shown(high)}`;
  const limits = [bound !== "exact" && bound, direction !== "none" && direction, status !== "actual" && status].filter(Boolean);
  const words = [unit === "1" ? value : `${value} ${unit}`, change.heads, metric, period, ...limits].filter(Boolean).join(" · ");
  return element("li", {},
    element("button", { type: "button", lang: "zh", text: words, on: { click: () => choose(change) } }),
    element("span", { class: "state" }));
}

// The claim that is looked at, and what is decided: by the reader or, meanwhile, by another.
function showReading(change) {
  passageShown.place.textContent = ` ${change.place}${passageShown.heading}`;
  for (const each of passageShown.claims) {
    const decision = decisions.get(each.change.id);
    const marked = ["claim", each.change === change && "new", isDecided(each.change.id) && "decided", isDoubtful(each.change) && "doubtful"];
    for (const shownAt of [each.mark, each.item]) if (shownAt) shownAt.className = marked.filter(Boolean).join(" ");
    each.item.lastChild.textContent = decision ? ` ${decision.verdict}` : "";
  }
  for (const paragraph of passageShown.figure.querySelectorAll(".here")) paragraph.classList.remove("here");
  const chosenOne = passageShown.claims.find((each) => each.change === change);
  if (chosenOne) chosenOne.item.closest(".paragraph").classList.add("here");
}

// All claims of the paragraph in which the chosen one stands.
function acceptParagraph(change) {
  if (!isReading()) {
    say("Paragraphs are confirmed in reading order: m turns to it.");
    return;
  }
  const { passage, marks: [mark] } = change.panels[0];
  const { start, end } = paragraphsOf(data.passages[passage].text).find((each) => each.start <= mark.start && mark.start < each.end);
  const members = claimsIn(passage).filter((each) => start <= each.start && each.start < end).map((each) => each.change).filter((each) => !isDecided(each.id));
  if (!members.length) choose(nextOpen() || change);
  else if (isKnown()) {
    accept(members);
    say(`${members.length.toLocaleString("en")} of this paragraph accepted; u takes them back.`);
  }
}

// The next that is open and wants a look, from the chosen one on and then from the top.
function nextDoubtful() {
  const from = visible.indexOf(chosen);
  const order = [...visible.slice(from + 1), ...visible.slice(0, from + 1)];
  return order.find((change) => !isDecided(change.id) && isDoubtful(change)) || null;
}

function turnToReading() {
  if (!data.first) {
    say("There is nothing to read in order among changes.");
    return;
  }
  byId("order").value = isReading() ? "confidence" : READING_ORDER;
  filterList();
  choose(chosen);
}
