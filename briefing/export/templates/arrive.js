"use strict";
/* Of a long page, show what the address names as soon as it has come, not when all has; it stands before the page. */
(() => {
  const id = location.hash.slice(1);
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";
  let isLed = true;

  function look() {
    if (!isLed) return;
    document.getElementById(id)?.scrollIntoView(); // As far as what has come of the page reaches.
    if (document.readyState === "loading") requestAnimationFrame(look);
  }

  for (const kind of ["keydown", "pointerdown", "wheel"]) // The reader goes elsewhere.
    addEventListener(kind, () => { isLed = false; }, { once: true, passive: true });
  if (id && isNew) look();
})();
