// One's own place follows the board: each phone asks anew at a moment of its own, so that they don't come all at once.
(() => {
  "use strict";

  const SPREAD = 2000; // ms
  let asked = null;

  document.addEventListener("htmx:sseMessage", () => {
    clearTimeout(asked);
    asked = setTimeout(() => htmx.trigger("#place", "refresh"), Math.random() * SPREAD);
  });
})();
