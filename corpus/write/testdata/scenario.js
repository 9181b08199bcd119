// What a reader without a mouse does on the page of TestPageInABrowser. Each line
// that does not hold is a word in the title.
(() => {
  "use strict";
  const wrong = [];
  const hold = (what, holds) => { if (!holds) wrong.push(what); };
  const one = selector => document.querySelector(selector);
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  const at = () => document.activeElement.dataset.e + " " + document.activeElement.closest("article").id;
  const details = one("#details");

  hold("the bar is shown", !one("#bar").hidden);
  hold("one entity takes Tab", document.querySelectorAll("mark[tabindex='0']").length === 1);
  hold("the legend counts", one("#legend").textContent === "PERSON 2GIVEN 1ORG 1");
  hold("three labels have three colours", new Set([...document.querySelectorAll("#legend button")].map(b => b.className)).size === 3);

  press("j"); hold("j enters: " + at(), at() === "e1 d:one");
  hold("details open", !details.hidden && details.textContent.includes("Dr. Anna Smith"));
  press("j"); press("ArrowRight"); hold("two on: " + at(), at() === "e3 d:one");
  press("k"); hold("k back: " + at(), at() === "e2 d:one");
  hold("details name parent, attribute and rule", /inside\s*PERSON/.test(details.textContent) && details.textContent.includes("Ann · Anne") && details.textContent.includes("x.yaml:9"));
  press("Enter"); hold("Enter goes into the details", document.activeElement === details);
  details.querySelector("dd button").click(); hold("to the parent: " + at(), at() === "e1 d:one");
  press("n"); hold("next document: " + at(), at() === "e1 d:two");
  press("p"); hold("previous document: " + at(), at() === "e1 d:one");
  press("Enter"); press("Escape"); hold("Escape goes back: " + at(), at() === "e1 d:one" && !details.hidden);
  press("Escape"); hold("Escape closes", details.hidden);
  press("j"); hold("j goes on where it was: " + at(), at() === "e2 d:one");
  [...details.querySelectorAll("nav button")].at(-1).click(); hold("Close closes and gives back the focus: " + at(), details.hidden && at() === "e2 d:one");

  const person = one("#legend button");
  person.click(); hold("a label is put away", person.getAttribute("aria-pressed") === "false" && one("mark").classList.contains("off"));
  one("mark[data-e=e2]").focus(); press("k"); hold("what is put away is passed over: " + at(), at() === "e2 d:one");
  one("#none").click(); hold("nothing takes Tab into the void", details.hidden);
  one("#all").click(); hold("all are back", !document.querySelector("mark.off"));

  one("#keys").checked = false; one("mark[data-e=e1]").focus(); press("j"); hold("letters can be turned off: " + at(), at() === "e1 d:one");
  press("ArrowDown"); hold("arrows stay: " + at(), at() === "e2 d:one");
  one("#keys").checked = true; press("/"); hold("/ searches", document.activeElement.id === "search");
  one("#search").value = "NORDWIND"; one("#search").dispatchEvent(new Event("input"));
  setTimeout(() => {
    hold("only the other document is left: " + one("#found").value, one("#found").value === "1 of 2 documents" && document.getElementById("d:one").hidden);
    press("Escape"); hold("Escape ends the search: " + one("#found").value, one("#found").value === "2 documents");
    one("mark").click(); hold("a click describes", !details.hidden);
    document.title = wrong.length ? "WRONG: " + wrong.join("; ") : "RIGHT";
  }, 400);
})();
