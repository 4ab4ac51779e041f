"use strict";
// Search and filters over the claims; everything else on the page works without this.
const claims = [...document.querySelectorAll(".claim")];
const search = document.getElementById("search");
const chosen = [...document.querySelectorAll("select[data-field]")];
const words = new Map(claims.map((claim) => [claim, claim.textContent.toLowerCase()]));

function fits(claim) {
  const terms = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  return (
    terms.every((term) => words.get(claim).includes(term)) &&
    chosen.every((select) => !select.value || claim.dataset[select.dataset.field].trim().split(select.dataset.field === "state" ? " " : "\0").includes(select.value))
  );
}

function filter() {
  let shown = 0;
  for (const claim of claims) {
    claim.hidden = !fits(claim);
    shown += claim.hidden ? 0 : 1;
  }
  for (const article of document.querySelectorAll("article")) article.hidden = !article.querySelector(".claim:not([hidden])");
  document.querySelector("#shown b").textContent = shown;
  document.getElementById("none").hidden = shown > 0;
}

// a link leads to its claim even where the filters hide it
function reveal() {
  const target = document.getElementById(location.hash.slice(1));
  if (!target || !target.closest("#claims") || !(target.hidden || target.querySelector("[hidden]"))) return;
  search.value = "";
  for (const select of chosen) select.value = "";
  filter();
  target.scrollIntoView();
}

search.addEventListener("input", filter);
for (const select of chosen) select.addEventListener("change", filter);
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("hashchange", reveal);
document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|SELECT)$/.test(event.target.tagName)) {
    event.preventDefault();
    search.focus();
  }
});
