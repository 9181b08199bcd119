// Sorts the tables of a page that may be sorted, by buttons in their headers. Without it
// the page shows the same.
(() => {
  "use strict";
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  function value(row, column) {
    const text = row.cells[column].textContent.trim();
    const number = parseFloat(text.replace("–", "x"));
    return /^[-+0-9.]/.test(text) && !Number.isNaN(number) ? number : text;
  }

  function sort(table, header, column) {
    const down = header.getAttribute("aria-sort") !== "descending" && column > 0 || header.getAttribute("aria-sort") === "ascending";
    for (const other of all("th", header.parentElement)) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", down ? "descending" : "ascending");
    const body = table.tBodies[0];
    const rows = [...body.rows].map((row, i) => ({row, key: value(row, column), i}));
    rows.sort((a, b) => {
      if (typeof a.key !== typeof b.key) return typeof a.key === "number" ? -1 : 1; // what is undefined comes last
      const order = a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
      return (down ? -order : order) || a.i - b.i;
    });
    body.append(...rows.map(r => r.row));
  }

  for (const table of all("table.sortable")) {
    all("thead th", table).forEach((header, column) => {
      if (header.classList.contains("plain")) return;
      const button = Object.assign(document.createElement("button"), {type: "button", textContent: header.textContent});
      button.addEventListener("click", () => sort(table, header, column));
      header.replaceChildren(button);
    });
  }
})();
