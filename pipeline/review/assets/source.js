// The source text with marks, and the image of its page.

function panel(change, shownPanel) {
  const passage = data.passages[shownPanel.passage];
  const label = { both: "Source", old: "Source before", new: "Source now" }[shownPanel.side];
  const heading = passage.heading ? ` · ${passage.heading}` : "";
  const body = element("div", { class: "passage", lang: "zh", tabindex: "0", "aria-label": label });
  markUp(body, passage, shownPanel.marks);
  return element(
    "figure", { class: "source" },
    element("figcaption", {}, element("strong", { text: label }), element("span", { text: ` ${change.place}${heading}` }),
      passage.cut ? element("em", { text: " (a part of a long section)" }) : null),
    body,
  );
}

// Cuts the text at every border of a mark, so that marks may overlap.
function markUp(body, passage, marks) {
  const borders = new Set([0, passage.text.length]);
  for (const mark of [...marks, ...passage.excluded]) borders.add(mark.start).add(mark.end);
  const cuts = [...borders].sort((one, two) => one - two);
  let next = 0;
  for (let index = 0; index + 1 < cuts.length; index += 1) {
    const [start, end] = [cuts[index], cuts[index + 1]];
    const text = passage.text.slice(start, end);
    const sides = marks.filter((mark) => mark.start <= start && end <= mark.end).map((mark) => mark.side);
    while (next < passage.excluded.length && passage.excluded[next].end <= start) next += 1;
    const excluded = passage.excluded[next];
    if (sides.length) body.append(element("mark", { class: [...new Set(sides)].join(" "), text }));
    else if (excluded && excluded.start <= start && end <= excluded.end) body.append(excludedNumeral(excluded, text));
    else appendText(body, text);
  }
}

// A span and no button: the box of a button does not break where the source does.
function excludedNumeral(excluded, text) {
  const claimed = decisions.has(excluded.decision.claim_id);
  const why = claimed ? "made a claim" : `no claim: ${excluded.reason}, rule ${excluded.rule}`;
  const claim = () => openForm(excluded.decision, "claimed", { low: excluded.low, high: excluded.high, quote: excluded.quote });
  return element("span", {
    role: "button",
    tabindex: "0",
    class: claimed ? "excluded claimed" : "excluded",
    title: why,
    "aria-label": `${text}, ${why}; make it a claim`,
    text,
    on: {
      click: claim,
      keydown: (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        claim();
      },
    },
  });
}

const MESSAGE = 60; // height of what a message covers at the foot of the window, in pixels

function scrollToMark(figure) {
  const body = figure.querySelector(".passage");
  const mark = body.querySelector("mark.new") || body.querySelector("mark");
  if (!mark) return;
  body.scrollTop = mark.offsetTop - body.clientHeight / 2;
  // a long list of findings can push the middle of the text out of the window, or under the message
  const pane = byId("detail");
  pane.scrollTop += Math.max(0, mark.getBoundingClientRect().bottom + MESSAGE - pane.getBoundingClientRect().bottom);
}

// Null for a page that has no image. One whose image was left out of the file, to keep that small, says so.
function pageImage(page) {
  const image = data.images[`${page.edition}/${page.source}#${page.page}`];
  if (image === undefined) return null;
  if (image === null) return element("p", { class: "left-out", text: `No image of page ${page.page} of ${page.source}: ${imagesLeftOut()}` });
  const frame = element("div", { class: "page" },
    element("img", { src: image.src, alt: `Page ${page.page} of ${page.source}`, loading: "lazy" }));
  for (const { side, box: [left, top, right, bottom] } of page.boxes) {
    const box = element("div", { class: `box ${side}` });
    box.style.left = `${(100 * left) / image.width}%`;
    box.style.top = `${(100 * top) / image.height}%`;
    box.style.width = `${(100 * (right - left)) / image.width}%`;
    box.style.height = `${(100 * (bottom - top)) / image.height}%`;
    frame.append(box);
  }
  return element("figure", { class: "scan" }, element("figcaption", { text: `Page ${page.page}` }), frame);
}

// In words, or null where all images are there.
function imagesLeftOut() {
  const images = Object.values(data.images);
  const there = images.filter((image) => image !== null).length;
  if (there === images.length) return null;
  return `this file holds the images of ${there} of ${images.length.toLocaleString("en")} PDF pages; casebook review without --static shows all`;
}
