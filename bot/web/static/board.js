// The projector: a clock by the server's time, branches page by page, and what is new on the board stands out.
(() => {
  "use strict";

  const TURN = 9000; // ms a page of branches stays
  const QUIET = 40000; // ms without a word from the server until the line counts as dead

  let ahead = Number(document.body.dataset.now) - performance.now(); // the server's time at our zero
  let heard = performance.now();
  let page = 0;
  let known = keys();

  function keys() {
    return new Set([...document.querySelectorAll("#board [data-key]")].map((row) => row.dataset.key));
  }

  function tick() {
    const clock = document.querySelector("[data-until]");
    if (clock) {
      const left = Math.max(0, Math.round((Number(clock.dataset.until) - ahead - performance.now()) / 1000));
      const [hours, minutes, seconds] = [Math.floor(left / 3600), Math.floor(left / 60) % 60, left % 60];
      const pad = (n) => String(n).padStart(2, "0");
      const told = hours >= 48 ? `${Math.floor(hours / 24)} 天` : hours ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${pad(minutes)}:${pad(seconds)}`;
      if (clock.textContent !== told) clock.textContent = told;
    }
    if (performance.now() - heard > QUIET) cut(true);
  }

  function turned() {
    const pages = [...document.querySelectorAll("#board .page")];
    pages.forEach((one, at) => { one.hidden = at !== page % pages.length; });
  }

  function cut(yes) {
    document.getElementById("line").hidden = !yes;
  }

  document.addEventListener("htmx:sseMessage", (event) => {
    heard = performance.now();
    cut(false);
    if (event.target.id === "now") {
      ahead = Number(event.target.textContent) - performance.now();
      tick();
      return;
    }
    const fresh = [...document.querySelectorAll("#board [data-key]")].filter((row) => !known.has(row.dataset.key));
    for (const row of fresh) row.classList.add("fresh");
    known = keys();
    turned();
    tick();
  });
  document.addEventListener("htmx:sseError", () => cut(true));
  document.addEventListener("htmx:sseOpen", () => { heard = performance.now(); cut(false); });

  setInterval(tick, 250);
  setInterval(() => { page += 1; turned(); }, TURN);
  tick();
})();
