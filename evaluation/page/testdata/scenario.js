// What a reader without a mouse does on the page of TestPolicyInABrowser. Each line
// that does not hold is a word in the title.
(() => {
  "use strict";
  const wrong = [];
  const hold = (what, holds) => { if (!holds) wrong.push(what); };
  const one = selector => document.querySelector(selector), all = selector => [...document.querySelectorAll(selector)];
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true}));
  const at = () => (document.activeElement.querySelector(".score") || {}).textContent;
  const change = (id, value) => { one(id).value = value; one(id).dispatchEvent(new Event("change")); };
  const shown = () => all("#list > li:not([hidden])").length;

  hold("the bar is shown", !one("#bar").hidden);
  hold("one error takes Tab", all("#list > li[tabindex='0']").length === 1);
  press("j"); hold("j enters: " + at(), at() === "0.90");
  press("j"); press("ArrowDown"); hold("two on: " + at(), at() === "0.20");
  press("k"); hold("k back: " + at(), at() === "0.60");
  press("ArrowDown"); press("ArrowDown"); press("ArrowDown"); hold("the end is the end: " + at(), at() === "no score");

  change("#by-category", "missed"); hold("only what is missed: " + one("#count").value, shown() === 1 && one("#count").value === "1 of 4 errors");
  change("#by-category", ""); change("#by-label", "PER"); hold("only PER: " + one("#count").value, shown() === 2);
  hold("one of these takes Tab", all("#list > li:not([hidden])[tabindex='0']").length === 1);
  press("Escape"); hold("Escape shows all", shown() === 4 && one("#by-label").value === "");
  change("#order", "unsure"); hold("the least sure first", one("#list > li .score").textContent === "no score");
  change("#order", "text"); hold("as in the text", one("#list > li").dataset.place === "0");
  one("a.to[data-value=missed]").click(); hold("a number leads to its errors", shown() === 1);
  press("Escape");

  one("#keys").checked = false; one("#list > li").focus(); const was = at(); press("j"); hold("letters can be turned off", at() === was);
  one("#keys").checked = true; press("/"); hold("/ searches", document.activeElement.id === "search");
  const table = one("table.sortable"), buttons = [...table.querySelectorAll("thead button")], first = () => table.tBodies[0].rows[0].cells[0].textContent;
  buttons[6 - 1].click(); hold("most gold first: " + first(), first() === "PER");
  buttons[6 - 1].click(); hold("least gold first: " + first(), first() !== "PER" && table.querySelector("[aria-sort=ascending]"));
  buttons[1].click(); hold("what is undefined comes last", first() !== "–" );

  one("#search").value = "BONN"; one("#search").dispatchEvent(new Event("input"));
  setTimeout(() => {
    hold("two errors are near Bonn: " + one("#count").value, shown() === 2);
    press("Escape"); hold("Escape ends the search", shown() === 4 && one("#search").value === "");
    document.title = wrong.length ? "WRONG: " + wrong.join("; ") : "RIGHT";
  }, 400);
})();
