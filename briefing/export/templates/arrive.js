"use strict";
/* Of a long page, show what the address names as soon as it has come, not when all has; it stands before the page. */
(() => {
  const id = location.hash.slice(1);
  const isNew = performance.getEntriesByType("navigation")[0]?.type === "navigate";

  function look() {
    if (scrollY) return; // The reader has gone elsewhere.
    const sought = document.getElementById(id);
    if (sought) sought.scrollIntoView();
    else if (document.readyState === "loading") requestAnimationFrame(look);
  }

  if (id && isNew) look();
})();
