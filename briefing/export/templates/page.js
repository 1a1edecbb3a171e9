"use strict";
(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const shown = (elements) => elements.filter((element) => !element.closest("[hidden]"));
  const themes = all(".theme");
  const points = all("[data-point]");
  const units = all("[data-unit]");
  const sections = all("main > section:not(.opening), .chart");
  const find = byId("_find");
  const help = byId("_help");
  const LINE = 0.3; // Where the reader is taken to look, as a share of the window's height.

  /* Moving: the place is where a key or a link led, until the reader scrolls away. */
  let place = null;

  function at(elements) {
    const height = window.innerHeight * LINE;
    return elements.findLastIndex((element) =>
      place && !place.closest("[hidden]")
        ? element.contains(place) || element.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING
        : element.getBoundingClientRect().top < height,
    );
  }

  function show(element) {
    element.scrollIntoView();
    requestAnimationFrame(() => element.scrollIntoView()); // What came into view has its own height now.
  }

  function go(element) {
    if (!element) return false;
    place = element;
    element.focus({ preventScroll: true });
    show(element);
    history.replaceState(null, "", `#${element.id}`);
    return true;
  }

  function move(elements, by) {
    const listed = shown(elements);
    return go(listed[at(listed) + by]);
  }

  function follow() {
    place = byId(location.hash.slice(1));
  }

  /* Finding: what has all the words stays, and the words are marked without changing the page. */
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

  function ranges(node, words) {
    const starts = [];
    let text = "";
    let index = 0;
    for (const character of node.data) {
      const piece = folded(character);
      for (let n = 0; n < piece.length; n++) starts.push([index, index + character.length]);
      text += piece;
      index += character.length;
    }
    const found = [];
    for (const word of words) {
      for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + word.length)) {
        const range = new Range();
        range.setStart(node, starts[from][0]);
        range.setEnd(node, starts[from + word.length - 1][1]);
        found.push(range);
      }
    }
    return found;
  }

  function marked(unit, words) {
    const walker = document.createTreeWalker(unit, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) found.push(...ranges(walker.currentNode, words));
    return found;
  }

  function search() {
    const words = folded(find.value).split(/\s+/).filter(Boolean);
    const hits = units.filter((unit) => {
      const text = words.length ? folded(unit.textContent) : "";
      unit.hidden = !words.every((word) => text.includes(word));
      return !unit.hidden;
    });
    for (const section of sections) section.hidden = words.length > 0 && !section.querySelector("[data-unit]:not([hidden])");
    const counted = shown(points).length;
    byId("_found").textContent = words.length ? `${counted} of ${points.length} points` : "";
    if (typeof Highlight === "undefined") return;
    CSS.highlights.set("found", new Highlight(...(words.length ? hits.flatMap((unit) => marked(unit, words)) : [])));
  }

  function clear() {
    if (!find.value) return false;
    find.value = "";
    search();
    if (place) show(place);
    return true;
  }

  /* Looks. */
  function swap() {
    byId("_swap").setAttribute("aria-pressed", root.classList.toggle("swapped"));
    return true;
  }

  function brighten() {
    const dark = root.classList.contains("dark") || (!root.classList.contains("light") && matchMedia("(prefers-color-scheme: dark)").matches);
    root.classList.toggle("dark", !dark);
    root.classList.toggle("light", dark);
    return true;
  }

  function explain() {
    help.showModal();
    return true;
  }

  const KEYS = {
    "[": () => move(themes, -1),
    "]": () => move(themes, 1),
    ArrowUp: () => move(points, -1),
    k: () => move(points, -1),
    ArrowDown: () => move(points, 1),
    j: () => move(points, 1),
    "/": () => {
      find.focus();
      find.select();
      return true;
    },
    Escape: clear,
    s: swap,
    d: brighten,
    "?": explain,
  };
  for (let digit = 0; digit < 10; digit++) {
    KEYS[digit] = () => go(shown(themes).find((theme) => theme.dataset.number === String(digit || 10)));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (help.open) {
      if (event.key === "?" || event.key === "q") help.close();
      return;
    }
    if (event.target === find) {
      if (event.key === "Escape") {
        clear();
        find.blur();
      } else if (event.key === "Enter" && go(shown(points)[0])) {
        event.preventDefault();
      }
      return;
    }
    if (["PageUp", "PageDown", "Home", "End", " "].includes(event.key)) place = null;
    if (event.key.length === 1 && !byId("_single").checked) return;
    const act = Object.hasOwn(KEYS, event.key) && KEYS[event.key];
    if (act && act()) event.preventDefault();
  });
  for (const scrolled of ["wheel", "touchmove"]) addEventListener(scrolled, () => (place = null), { passive: true });
  addEventListener("hashchange", follow);
  find.addEventListener("input", search);
  byId("_swap").addEventListener("click", swap);
  byId("_brightness").addEventListener("click", brighten);
  byId("_keys").addEventListener("click", explain);
  byId("_close").addEventListener("click", () => help.close());

  /* The list of themes says which one is read. */
  const links = new Map(all("nav a").map((link) => [link.hash.slice(1), link]));
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) links.get(target.id).setAttribute("aria-current", "true");
        else links.get(target.id).removeAttribute("aria-current");
      }
    },
    { rootMargin: `-${100 * LINE}% 0px -${99 - 100 * LINE}% 0px` },
  );
  for (const theme of themes) reading.observe(theme);

  follow();
  byId("_tools").hidden = false;
})();
