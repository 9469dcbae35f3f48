// The answering page: the clock as the server sees it, a choice that outlives a cut line, fingers and keys.
(() => {
  "use strict";

  const RETRY_AFTER = 1500; // ms between tries while the line is cut
  const GRACE = 1700; // ms after the time is up until the next question is asked for; the server's own is 1.5 s
  const SOON = 10; // the last seconds, in another colour

  const CUT = "网络断了。您的答案留在这一页，连上就自动交。表照走：时间到了 1.5 秒以后才送到的，会记下来，但不计分。";
  const CUT_TALK = "网络断了。您这句话留在这一页，连上就自动送出去，不会送两遍。";
  const CUT_TAP = "网络断了，这一下没有点上。连上以后请再点一次。";

  const line = () => document.getElementById("line");
  const words = () => JSON.parse(document.body.getAttribute("hx-headers") || "{}");

  let now = null; // the question or the line of the case in front of the person

  // ---- what is kept in this tab, so that a reload loses nothing

  const kept = {
    read: (key) => {
      try { return JSON.parse(sessionStorage.getItem(key)); } catch { return null; }
    },
    write: (key, value) => {
      try { sessionStorage.setItem(key, JSON.stringify(value)); } catch { /* a private window without storage */ }
    },
    drop: (key) => {
      try { sessionStorage.removeItem(key); } catch { /* the same */ }
    },
  };

  const values = (form) => [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  const keep = (pending) => kept.write(now.key, { values: values(now.form), pending });

  const say = (text) => {
    const place = line();
    if (!place) return;
    place.textContent = text;
    place.hidden = !text;
    document.body.classList.toggle("cut", Boolean(text));
  };

  // ---- sending, again and again until the server has it

  const sending = (form) => {
    now.sending = true;
    now.form.querySelector("fieldset")?.setAttribute("inert", "");
    const button = form.querySelector("[data-submit]");
    button.disabled = true;
    button.dataset.label ||= button.textContent;
    button.textContent = now.talk ? "正在送…" : "正在交……";
    keep(true);
  };

  const settled = () => {
    now.sending = false;
    now.form.querySelector("fieldset")?.removeAttribute("inert");
    const button = now.form.querySelector("[data-submit]");
    button.textContent = button.dataset.label || button.textContent;
    ready();
  };

  const again = () => {
    if (now?.sending && !now.flying) htmx.trigger(now.form, "submit");
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (now && event.target === now.form) {
      now.flying = true;
      if (!now.sending) sending(event.target);
    }
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    const { successful, xhr } = event.detail;
    const cut = !successful && (xhr.status === 0 || xhr.status >= 500);
    if (!now || event.target !== now.form) {
      say(cut ? CUT_TAP : "");
      return;
    }
    now.flying = false;
    if (cut) {
      say(now.talk ? CUT_TALK : CUT);
      const then = now;
      setTimeout(() => { if (now === then) again(); }, RETRY_AFTER);
      return;
    }
    say("");
    kept.drop(now.key);
    if (!successful) { // refused: the reason stands on the page
      settled();
      document.getElementById("told").scrollIntoView({ block: "center" });
    }
  });

  window.addEventListener("online", again);

  // ---- the clock

  const tell = () => {
    if (!now?.clock) return;
    const left = Math.max(0, Math.ceil((now.ends - performance.now()) / 1000));
    if (now.told !== left) {
      now.told = left;
      now.clock.textContent = left;
      now.node.classList.toggle("soon", left <= SOON);
    }
    if (left === 0 && !now.over) {
      now.over = true;
      timeUp();
    }
  };

  const timeUp = () => {
    if (now.sending) return;
    if (complete()) {
      htmx.trigger(now.form, "submit");
      return;
    }
    now.form.querySelector("fieldset").setAttribute("inert", "");
    now.form.querySelector("[data-submit]").disabled = true;
    const then = now;
    setTimeout(() => { if (now === then) goOn(); }, GRACE);
  };

  const goOn = () => htmx.ajax("POST", "/paper/start", { source: "#front", target: "#front", swap: "outerHTML" })
    .catch(() => {})
    .finally(() => {
      const then = now;
      setTimeout(() => { if (now === then && now?.over && !now.sending) goOn(); }, RETRY_AFTER);
    });

  // The question is on the screen: the server starts its clock, and says what is left by its own.
  const report = async (question) => {
    const body = new URLSearchParams({ position: question.position });
    const asked = performance.now();
    try {
      const answer = await fetch("/paper/shown", { method: "POST", headers: words(), body });
      if (now !== question) return;
      if (answer.ok) {
        const { position, left } = await answer.json();
        const came = performance.now();
        if (position !== question.position) goOn();
        else question.ends = came + left * 1000 - (came - asked) / 2;
        if (question.ends > came) question.over = false;
        return;
      }
      if (answer.status < 500) return;
    } catch { /* cut off: once more below */ }
    setTimeout(() => { if (now === question) report(question); }, RETRY_AFTER);
  };

  // ---- choosing

  const complete = () => {
    const { form, kind } = now;
    const picked = new FormData(form);
    switch (kind) {
      case "number": return String(picked.get("choice")).trim() !== "";
      case "order": return picked.getAll("choice").length === form.querySelectorAll("[data-place]").length;
      case "match": return [...Array(Number(picked.get("lefts"))).keys()].every((n) => picked.has(`left-${n}`));
      case "talk": return String(picked.get("text")).trim() !== "";
      default: return picked.has("choice");
    }
  };

  const ready = () => { now.form.querySelector("[data-submit]").disabled = !complete(); };

  const changed = () => {
    if (now.sending) return;
    ready();
    keep(false);
  };

  // An order is made by tapping one after the other; a second tap takes one out, the rest moves up.
  const ordering = (question) => {
    const box = question.form.querySelector("[data-order]");
    if (!box) return () => {};
    const buttons = [...box.querySelectorAll("[data-place]")];
    let turn = [];
    const draw = () => {
      box.querySelector("[data-chosen]").replaceChildren(...turn.map((place) => {
        const input = document.createElement("input");
        Object.assign(input, { type: "hidden", name: "choice", value: place });
        return input;
      }));
      for (const button of buttons) {
        const at = turn.indexOf(button.dataset.place);
        button.querySelector("[data-turn]").textContent = at < 0 ? "" : at + 1;
        button.setAttribute("aria-pressed", String(at >= 0));
      }
    };
    const press = (place) => {
      turn = turn.includes(place) ? turn.filter((one) => one !== place) : [...turn, place];
      draw();
    };
    for (const button of buttons) {
      button.addEventListener("click", () => { press(button.dataset.place); changed(); });
    }
    box.querySelector("[data-anew]").addEventListener("click", () => { turn = []; draw(); changed(); });
    draw();
    return press;
  };

  const fill = (form, pairs, press) => {
    for (const [name, value] of pairs) {
      const field = [...form.elements].find((one) => one.name === name
        && (one.type === "radio" || one.type === "checkbox" ? one.value === value : one.type !== "hidden"));
      if (!field) { if (name === "choice") press(value); }
      else if (field.type === "radio" || field.type === "checkbox") field.checked = true;
      else field.value = value;
    }
  };

  // ---- taking up what has just been put into the page

  const adopt = () => {
    const node = document.querySelector("#front.question, #front.case");
    if (node === now?.node) return;
    if (!node) { now = null; return; }
    const talk = node.classList.contains("case");
    const form = node.querySelector("form");
    const position = Number(node.dataset.position || 0);
    now = {
      node, form, talk, position,
      kind: talk ? "talk" : form.elements.kind.value,
      key: `duilian ${node.dataset.paper} ${talk ? `line ${node.dataset.said}` : position}`,
      clock: node.querySelector("[data-clock]"),
      ends: performance.now() + Number(node.dataset.left) * 1000,
      sending: false, flying: false, over: false, told: null,
    };
    const question = now;
    const press = ordering(question);
    form.addEventListener("input", changed);
    const before = kept.read(now.key);
    if (before) fill(form, before.values, press);
    ready();
    if (talk) node.querySelector(".talk li:last-child")?.scrollIntoView({ block: "center" });
    else {
      tell();
      requestAnimationFrame(() => requestAnimationFrame(() => report(question)));
    }
    if (matchMedia("(hover: hover)").matches) form.querySelector("input[type=text], textarea")?.focus();
    if (before?.pending) htmx.trigger(form, "submit");
  };

  document.addEventListener("htmx:load", adopt);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && now && !now.talk) report(now);
  });
  window.addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  setInterval(tell, 200);

  // ---- keys: 1-9 or A-H choose, Enter hands in; in the talk Enter speaks, Shift+Enter begins a new line

  document.addEventListener("keydown", (event) => {
    if (!now || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const typing = event.target.matches("input[type=text], textarea");
    if (event.key === "Enter" && !event.shiftKey && !event.target.matches("button, summary, a")) {
      event.preventDefault();
      if (complete() && !now.sending) now.form.requestSubmit();
      return;
    }
    if (typing || now.sending || now.talk || now.kind === "match") return;
    const at = /^[1-9]$/.test(event.key) ? Number(event.key) - 1 : "abcdefgh".indexOf(event.key.toLowerCase());
    const option = event.key.length === 1 && at >= 0 ? now.form.querySelectorAll(".option")[at] : null;
    if (option) {
      event.preventDefault();
      option.click();
    }
  });
})();
