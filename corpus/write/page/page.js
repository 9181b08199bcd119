// Everything a page of results does: the legend, the filters, and walking from
// entity to entity. Without it the page shows the same marks and text.
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const colours = 12;

  const articles = all("article");
  const stops = all("mark[data-e]"); // the first piece of every entity
  const pieces = all("mark");
  const place = new Map(stops.map((mark, i) => [mark, i]));
  const labels = new Map(); // label -> {count, marks, colour, button}
  const details = one("#details"), legend = one("#legend"), search = one("#search"), found = one("#found"), keys = one("#keys");
  let current = null; // the entity that is described
  let closed = null; // gets the focus without being described

  function element(name, properties = {}, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  // Labels.

  for (const mark of pieces) {
    const label = mark.dataset.l;
    if (!labels.has(label)) labels.set(label, {count: 0, marks: [], colour: +/\bc(\d+)\b/.exec(mark.className)[1]});
    const entry = labels.get(label);
    entry.marks.push(mark);
    if (mark.dataset.e) entry.count++;
  }

  // Two labels of one page get two colours, as long as there are enough.
  function spread(entries) {
    const taken = new Set();
    for (const entry of entries) {
      const was = entry.colour;
      for (let i = 0; i < colours && taken.has(entry.colour); i++) entry.colour = (was + i) % colours;
      if (entry.colour !== was) for (const mark of entry.marks) mark.classList.replace("c" + was, "c" + entry.colour);
      taken.add(entry.colour);
      if (taken.size === colours) taken.clear();
    }
  }

  function show(entry, visible) {
    entry.button.setAttribute("aria-pressed", visible);
    for (const mark of entry.marks) mark.classList.toggle("off", !visible);
    if (current && !walkable(current)) close();
  }

  function makeLegend() {
    const byCount = [...labels].sort((a, b) => b[1].count - a[1].count || (a[0] < b[0] ? -1 : 1));
    spread(byCount.map(([, entry]) => entry));
    for (const [label, entry] of byCount) {
      entry.button = element("button", {type: "button", className: "c" + entry.colour}, element("b", {}, label), " " + entry.count);
      entry.button.addEventListener("click", () => show(entry, entry.button.getAttribute("aria-pressed") === "false"));
      legend.append(entry.button);
      show(entry, true);
    }
    one("#all").addEventListener("click", () => labels.forEach(entry => show(entry, true)));
    one("#none").addEventListener("click", () => labels.forEach(entry => show(entry, false)));
    const names = one("#names");
    names.addEventListener("click", () => names.setAttribute("aria-pressed", !one("main").classList.toggle("bare")));
  }

  // Documents.

  function filter() {
    const wanted = search.value.toLowerCase();
    let shown = 0;
    for (const article of articles) {
      article.hidden = wanted !== "" && !article.textContent.toLowerCase().includes(wanted);
      if (!article.hidden) shown++;
    }
    found.value = (shown === articles.length ? shown : shown + " of " + articles.length) + (articles.length === 1 ? " document" : " documents");
    if (current && !walkable(current)) close();
  }

  let waiting = 0;
  search.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 150);
  });

  // Entities.

  const walkable = mark => !mark.classList.contains("off") && !mark.closest("article").hidden;
  const piecesOf = mark => all("mark", mark.closest("article")).filter(m => m.dataset.e === mark.dataset.e || m.dataset.c === mark.dataset.e);
  const entity = (article, id) => all("mark[data-e]", article).find(m => m.dataset.e === id);

  function select(mark) {
    leave();
    current = mark;
    for (const piece of piecesOf(mark)) piece.classList.add("on");
    mark.tabIndex = 0;
    describe(mark);
  }

  function leave() {
    if (!current) return;
    for (const piece of piecesOf(current)) piece.classList.remove("on");
    current.tabIndex = -1;
  }

  // Closing gives the focus back to the entity, which then stays closed.
  function close() {
    const was = current, inside = details.contains(document.activeElement);
    leave();
    current = null;
    details.hidden = true;
    const entry = was && walkable(was) ? was : firstStop();
    if (entry) entry.tabIndex = 0; // the way back in for Tab
    if (inside && entry) {
      closed = entry;
      entry.focus({preventScroll: true});
    }
  }

  const firstStop = () => stops.find(walkable);

  // Where the next step starts when no entity is selected: in what is seen.
  function onScreen() {
    const article = articles.find(a => !a.hidden && a.getBoundingClientRect().bottom > 0);
    const mark = article && stops.find(m => walkable(m) && (article.compareDocumentPosition(m) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY)));
    return mark || firstStop();
  }

  function step(by) {
    const from = current || document.activeElement;
    if (!place.has(from)) return go(onScreen());
    for (let i = place.get(from) + by; i >= 0 && i < stops.length; i += by) {
      if (walkable(stops[i])) return go(stops[i]);
    }
  }

  function stepDocument(by) {
    if (!current) return go(onScreen());
    for (let i = articles.indexOf(current.closest("article")) + by; i >= 0 && i < articles.length; i += by) {
      const mark = articles[i].hidden ? null : all("mark[data-e]", articles[i]).find(walkable);
      if (mark) return go(mark);
    }
  }

  function go(mark) {
    if (!mark) return;
    select(mark);
    mark.focus();
  }

  // Details.

  function row(list, name, ...value) {
    list.append(element("dt", {}, name), element("dd", {}, ...value));
  }

  function rows(list, values) {
    for (const [name, value] of Object.entries(values || {})) row(list, name, [].concat(value).join(" · "));
  }

  function link(article, id) {
    const mark = entity(article, id);
    if (!mark) return id;
    const button = element("button", {type: "button"}, mark.dataset.l);
    button.addEventListener("click", () => go(mark));
    return button;
  }

  function describe(mark) {
    const article = mark.closest("article"), data = mark.dataset, more = JSON.parse(data.x || "{}");
    const list = element("dl");
    row(list, "document", one("h2", article).textContent);
    row(list, "place", data.r);
    row(list, "score", data.s || "none given");
    if (data.p) row(list, "inside", link(article, data.p));
    const inner = all("mark[data-e]", article).filter(m => m.dataset.p === data.e);
    if (inner.length) row(list, "holds", ...inner.flatMap(m => [link(article, m.dataset.e), " "]));
    rows(list, more.attributes);
    rows(list, more.evidence);
    const nav = element("nav", {ariaLabel: "Entities"},
      action("Previous", () => step(-1)), action("Next", () => step(1)),
      action("Close", close));
    details.replaceChildren(
      element("h2", {className: mark.className.match(/\bc\d+\b/)[0]}, data.l),
      element("blockquote", {}, data.t || piecesOf(mark).map(p => p.textContent).join("")), list, nav);
    details.hidden = false;
  }

  function action(name, run) {
    const button = element("button", {type: "button"}, name);
    button.addEventListener("click", run);
    return button;
  }

  // Mouse and keyboard.

  document.addEventListener("focusin", event => {
    const again = event.target === closed;
    closed = null;
    if (event.target.matches("mark[data-e]") && event.target !== current && !again) select(event.target);
  });

  one("main").addEventListener("click", event => {
    if (String(getSelection())) return; // text is being copied
    let mark = event.target.closest("mark");
    while (mark && mark.classList.contains("off")) mark = mark.parentElement.closest("mark");
    if (!mark) return close();
    go(mark.dataset.e ? mark : entity(mark.closest("article"), mark.dataset.c));
  });

  const moves = {
    j: () => step(1), k: () => step(-1), n: () => stepDocument(1), p: () => stepDocument(-1),
    "/": () => search.focus(),
  };
  const arrows = {ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1};

  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inMark = event.target.matches("mark"), typing = event.target.matches("input[type=search]");
    if (event.key === "Escape") {
      if (typing && search.value) { search.value = ""; filter(); return; }
      if (details.contains(event.target) && current) { current.focus(); return; }
      close();
    } else if (inMark && event.key === "Enter") {
      details.focus();
    } else if (inMark && arrows[event.key]) {
      step(arrows[event.key]);
    } else if (!typing && keys.checked && moves[event.key]) {
      moves[event.key]();
    } else {
      return;
    }
    event.preventDefault();
  });

  makeLegend();
  filter();
  const first = firstStop();
  for (const mark of stops) mark.tabIndex = mark === first ? 0 : -1;
  one("#bar").hidden = false;
})();
