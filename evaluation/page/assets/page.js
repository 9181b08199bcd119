// Everything a report does beside sorting its tables: filtering, ordering and walking its
// errors. Without it the page shows the same.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const list = one("#list"), items = all("#list > li"), search = one("#search"), count = one("#count"), keys = one("#keys");
  const filters = [["#by-category", (li, v) => li.dataset.category === v], ["#by-label", (li, v) => li.dataset.labels.includes("\n" + v + "\n")],
    ["#by-source", (li, v) => li.dataset.source === v]].map(([id, holds]) => [one(id), holds]).filter(([select]) => select);

  const visible = () => all("#list > li:not([hidden])");

  function filter() {
    const text = search.value.toLowerCase();
    let shown = 0;
    for (const li of items) {
      const out = filters.some(([select, holds]) => select.value && !holds(li, select.value)) || text && !li.textContent.toLowerCase().includes(text);
      li.hidden = Boolean(out);
      if (!out) shown++;
    }
    count.value = (shown === items.length ? shown : shown + " of " + items.length) + (items.length === 1 ? " error" : " errors");
    enter();
  }

  // One error takes Tab.
  function enter() {
    const shown = visible(), at = shown.find(li => li.tabIndex === 0) || shown[0];
    for (const li of items) li.tabIndex = li === at ? 0 : -1;
  }

  const orders = {
    sure: (a, b) => a.dataset.rank - b.dataset.rank,
    unsure: (a, b) => b.dataset.rank - a.dataset.rank,
    text: (a, b) => a.dataset.place - b.dataset.place,
  };

  function order() {
    list.append(...[...items].sort(orders[one("#order").value]));
    enter();
  }

  function step(by) {
    const shown = visible();
    if (!shown.length) return;
    const at = shown.indexOf(document.activeElement.closest("#list > li"));
    const next = at < 0 ? shown[0] : shown[Math.max(0, Math.min(shown.length - 1, at + by))];
    for (const li of items) li.tabIndex = li === next ? 0 : -1;
    next.focus();
    next.scrollIntoView({block: "nearest"});
  }

  function reset() {
    for (const [select] of filters) select.value = "";
    search.value = "";
    filter();
  }

  let waiting = 0;
  search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 150); });
  for (const [select] of filters) select.addEventListener("change", filter);
  one("#order").addEventListener("change", order);

  // A number of errors in a table leads to them.
  for (const link of all("a.to")) {
    link.addEventListener("click", () => {
      reset();
      one("#" + link.dataset.filter).value = link.dataset.value;
      filter();
    });
  }

  const moves = {j: () => step(1), k: () => step(-1), "/": () => search.focus()};
  const arrows = {ArrowDown: 1, ArrowUp: -1};
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const typing = event.target.matches("input[type=search], select"), inList = event.target.matches("#list > li");
    if (event.key === "Escape") reset();
    else if (inList && arrows[event.key]) step(arrows[event.key]);
    else if (!typing && keys.checked && moves[event.key]) moves[event.key]();
    else return;
    event.preventDefault();
  });

  filter();
  one("#bar").hidden = false;
})();
