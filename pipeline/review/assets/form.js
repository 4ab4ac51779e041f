// Correcting a reading, or giving one to a numeral that has none.

function openForm(stub, verdict, start) {
  const detail = byId("detail");
  const before = decisions.get(stub.claim_id);
  const values = { ...data.form.defaults, ...stub.reading, ...start, ...(before ? before.correction : {}) };
  const names = verdict === "claimed" && start && "quote" in start ? ["quote", ...data.form.reading] : data.form.reading;
  const fields = names.map((name) => field(name, values[name]));
  const note = element("textarea", { name: "note", rows: "2" });
  note.value = (before && before.note) || "";
  const form = element(
    "form", { class: "edit", "aria-label": verdict === "claimed" ? "Make it a claim" : "Correct the reading" },
    element("h3", { text: verdict === "claimed" ? `Make “${stub.evidence.quote}” a claim` : "Correct the reading" }),
    element("p", { class: "problem", role: "alert" }),
    element("div", { class: "fields" }, ...fields),
    element("label", { class: "wide" }, "Note", note),
    element("div", { class: "buttons" },
      element("button", { type: "submit", class: "primary", text: "Save" }, element("kbd", { text: "Enter" })),
      element("button", { type: "button", text: "Cancel", on: { click: closeForm } }, element("kbd", { text: "Esc" }))),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(form, stub, verdict, names);
  });
  closeForm();
  detail.querySelector(".actions").after(form);
  form.querySelector("input, select").focus();
  form.scrollIntoView({ block: "nearest" });
}

function closeForm() {
  const form = document.querySelector("form.edit");
  if (form) form.remove();
  byId("list").focus({ preventScroll: true });
}

function field(name, value) {
  const choices = data.form.choices[name];
  const control = choices
    ? element("select", { name }, ...choices.map((choice) => element("option", { value: choice, text: choice })))
    : element("input", { name, inputmode: data.form.numbers.includes(name) ? "decimal" : null, autocomplete: "off", spellcheck: "false" });
  control.value = value === null || value === undefined ? "" : value;
  return element("label", {}, name, control);
}

function submit(form, stub, verdict, names) {
  const values = {};
  for (const name of names) {
    const text = form.elements[name].value.trim();
    values[name] = text === "" ? null : data.form.numbers.includes(name) ? Number(text.replaceAll(",", "")) : text;
  }
  const problem = impossible(values, stub);
  if (problem) {
    form.querySelector(".problem").textContent = problem;
    return;
  }
  const before = verdict === "claimed" ? { ...data.form.defaults, quote: stub.evidence.quote } : stub.reading;
  const entries = Object.entries(values).filter(([name, value]) => (before[name] ?? null) !== value);
  const note = form.elements.note.value.trim() || null;
  const same = verdict === "corrected" && !entries.length;
  const decision = made(stub, same ? "accepted" : verdict, same ? {} : Object.fromEntries(entries), note);
  decision.note = note;
  closeForm();
  decideAndGoOn([[stub.claim_id, decision]]);
}

function impossible(values, stub) {
  const [low, high] = [values.low, values.high];
  if ([low, high].some((value) => value !== null && !Number.isFinite(value))) return "low and high are numbers";
  if ((low === null) !== (high === null)) return "low and high are both given or both empty";
  if (low !== null && low > high) return "low is not more than high";
  if (!values.unit || /\s/.test(values.unit)) return "unit is a code without spaces; 1 for a count";
  for (const name of data.form.times) {
    const time = /^(\d{4}(-\d\d){0,2}|\d{4}(-\d\d){0,2}\/(\d{4}(-\d\d){0,2}|\.\.)|\.\.\/\d{4}(-\d\d){0,2})$/;
    if (values[name] && !time.test(values[name])) return `${name} is a time such as 2020, 2020-11, ../2020 or 2018/2020`;
  }
  if ("quote" in values && !(values.quote || "").includes(stub.evidence.quote)) return "the quote holds the numeral";
  return null;
}
