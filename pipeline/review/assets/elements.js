// Building elements. Text of a source only ever becomes text nodes, and a character that acts instead of showing
// (direction of writing, terminal controls) is shown by its code point.

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (key === "text") appendText(made, value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

function appendText(parent, text) {
  let rest = String(text);
  for (let found = CONTROLS.exec(rest); found; found = CONTROLS.exec(rest)) {
    if (found.index) parent.append(rest.slice(0, found.index));
    const code = found[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
    const shown = document.createElement("span");
    shown.className = "control";
    shown.textContent = `U+${code}`;
    parent.append(shown);
    rest = rest.slice(found.index + 1);
  }
  if (rest) parent.append(rest);
}

function byId(id) {
  return document.getElementById(id);
}

function shown(value) {
  if (value === null || value === undefined || value === "" || (Array.isArray(value) && !value.length)) return "∅";
  if (typeof value === "number") return rounded(value);
  return Array.isArray(value) ? value.join(", ") : String(value);
}

// A number with all its digits where it has few, and the first six of one that has no end; as in the lists.
function rounded(value) {
  const ends = Math.abs(Number(value.toPrecision(9)) - value) <= 1e-12 * Math.abs(value);
  const exponent = Number(value.toExponential().split("e")[1]);
  return value.toLocaleString("en", { maximumFractionDigits: Math.min(20, Math.max(0, (ends ? 9 : 6) - 1 - exponent)) });
}

// Two values side by side, in full where they look the same.
function sideBySide(one, two) {
  const both = [one, two];
  return shown(one) === shown(two) && both.every((value) => typeof value === "number") ? both.map(shortest) : both.map(shown);
}

// A number that may have been stored in 32 bits.
function shortest(value) {
  const short = Number(value.toPrecision(7));
  return String(Math.fround(short) === value ? short : value);
}

function say(message, milliseconds = 6000) {
  byId("message").textContent = message;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { byId("message").textContent = ""; }, milliseconds);
}
