// What a browser adds to the reading room: paths that show where one points, voices and days that
// change in place. Every page says the same without this file, and nothing is kept or sent.
"use strict";

(() => {
  const find = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // --- parts of a page, exchanged for those of another address --------------------------------

  const said = document.createElement("p");
  said.className = "sr";
  said.setAttribute("role", "status");
  document.body.append(said);

  let asked = 0;

  async function exchange(address, ids, words) {
    const mine = (asked += 1);
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (mine !== asked) return false; // Somebody asked for something newer meanwhile.
    for (const id of ids) {
      const now = document.getElementById(id);
      const then = page.getElementById(id);
      if (now && then) now.replaceWith(document.importNode(then, true));
    }
    if (words) said.textContent = words;
    made();
    return true;
  }

  function plain(event) {
    return event.button === 0 && !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
  }

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a[data-part]");
    if (!link || !plain(event)) return;
    event.preventDefault();
    const place = link.getAttribute("href");
    try {
      if (!(await exchange(place, [link.dataset.part], `Shown: ${link.textContent.trim()}`))) return;
      history.pushState({ part: link.dataset.part }, "", place);
      all(`#${link.dataset.part} a[data-part]`)
        .find((other) => other.getAttribute("href") === place)
        ?.focus({ preventScroll: true });
    } catch {
      location.assign(place);
    }
  });

  addEventListener("popstate", (event) => {
    const part = event.state?.part ?? find("[data-exchanged]")?.id;
    if (part && !location.hash) exchange(location.href, [part], "").catch(() => location.reload());
  });

  // --- the path of a claim, where one points at it --------------------------------------------

  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.hidden = true;
  document.body.append(card);
  let shown = null;
  let pinned = false;
  let timer = 0;

  function later(act, wait) {
    clearTimeout(timer);
    timer = setTimeout(act, wait);
  }

  function light(run, on) {
    for (const same of all(`[data-claim="${CSS.escape(run.dataset.claim)}"]`)) {
      same.classList.toggle("lit", on);
    }
  }

  function hide() {
    clearTimeout(timer);
    if (!shown) return;
    light(shown, false);
    shown.removeAttribute("aria-describedby");
    shown = null;
    pinned = false;
    card.hidden = true;
  }

  function show(run) {
    clearTimeout(timer);
    if (shown === run) return;
    hide();
    const claim = document.getElementById(`a-${run.dataset.claim}`);
    if (!claim) return;
    card.replaceChildren(...[...claim.childNodes].map((node) => document.importNode(node, true)));
    for (const link of all("a", card)) link.tabIndex = -1; // The same links stand in the list.
    const down = find('a[href^="#t-"]', card);
    if (down) Object.assign(down, { href: `#${claim.id}`, textContent: "in the list below" });
    card.hidden = false;
    const box = run.getClientRects()[0] ?? run.getBoundingClientRect();
    const wide = document.documentElement.clientWidth;
    const left = Math.max(8, Math.min(box.left, wide - card.offsetWidth - 8));
    const under = box.bottom + 8;
    const above = box.top - card.offsetHeight - 8;
    const top = under + card.offsetHeight > innerHeight && above > 0 ? above : under;
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
    shown = run;
    run.setAttribute("aria-describedby", "card");
    light(run, true);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse" || pinned) return;
    const run = event.target.closest("[data-claim]");
    if (run) later(() => show(run), 90);
    else if (event.target.closest("#card")) clearTimeout(timer);
    else if (shown) later(hide, 220);
    else clearTimeout(timer);
  });
  document.addEventListener("focusin", (event) => {
    const run = event.target.closest("[data-claim]");
    if (run && run.matches(":focus-visible")) show(run);
    else if (!event.target.closest("#card") && !pinned) hide();
  });
  document.addEventListener("click", (event) => {
    const run = event.target.closest("[data-claim]");
    if (!run) {
      if (!event.target.closest("#card")) hide();
      else if (event.target.closest("a")) later(hide, 0);
      return;
    }
    // The first press shows the path, the second follows it down the page.
    const typed = event.detail === 0; // By keyboard: the path is there from the focus on.
    if (shown === run && (pinned || typed)) return hide();
    if (!plain(event)) return;
    event.preventDefault();
    show(run);
    pinned = true;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  // --- a sentence and the notes beside it ------------------------------------------------------

  for (const kind of ["pointerover", "pointerout", "focusin", "focusout"]) {
    document.addEventListener(kind, (event) => {
      const on = kind === "pointerover" || kind === "focusin";
      const note = event.target.closest(".notes > li, .told");
      if (!note) return;
      const names = note.dataset.notes?.split(" ") ?? [note.id];
      for (const name of names) {
        document.getElementById(name)?.classList.toggle("lit", on);
        if (!note.dataset.notes) {
          find(`.told[data-notes~="${CSS.escape(name)}"]`)?.classList.toggle("lit", on);
        }
      }
    });
  }

  // --- standing at a date, by sliding ----------------------------------------------------------

  const DAY = 86_400_000;
  const number = (day) => Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
  const name = (count) => new Date(count * DAY).toISOString().slice(0, 10);

  function slider(form) {
    const days = form.dataset.days.split(" ").map(number);
    const [first, last] = [days[0], days[days.length - 1]];
    const on = find("input[name=on]", form);
    const known = find("input[name=known]", form);
    const line = document.createElement("p");
    const label = document.createElement("label");
    const range = document.createElement("input");
    const output = document.createElement("output");
    line.className = "slide";
    label.className = "sr";
    label.htmlFor = output.htmlFor = range.id = "slide";
    label.textContent = "Stand at a date; arrow keys go from move to move";
    Object.assign(range, { type: "range", min: first, max: last, step: 1 });
    range.value = on.value ? number(on.value) : last;
    line.append(label, range, output);
    form.append(line);
    let wait = 0;

    function address(part) {
      const query = new URLSearchParams();
      if (Number(range.value) < last) query.set("on", name(Number(range.value)));
      if (known.value) query.set("known", known.value);
      if (part) query.set("part", part);
      const asks = query.toString();
      return form.getAttribute("action") + (asks ? `?${asks}` : "");
    }
    function told() {
      const day = name(Number(range.value));
      const words = Number(range.value) < last ? day : `${day}, after the last move`;
      output.textContent = words;
      range.setAttribute("aria-valuetext", words);
    }
    function slid() {
      told();
      on.value = Number(range.value) < last ? name(Number(range.value)) : "";
      clearTimeout(wait);
      wait = setTimeout(() => exchange(address("standing"), ["standing"], "").catch(() => {}), 120);
    }
    function stood() {
      clearTimeout(wait);
      wait = setTimeout(async () => {
        const ids = ["told", "standing", "rest"];
        const words = `As it stands on ${name(Number(range.value))}`;
        try {
          if (await exchange(address(), ids, words)) history.replaceState(null, "", address());
        } catch {
          location.assign(address());
        }
      }, 250);
    }
    range.addEventListener("input", slid);
    range.addEventListener("change", stood);
    range.addEventListener("keydown", (event) => {
      const back = ["ArrowLeft", "ArrowDown"].includes(event.key);
      if (!back && !["ArrowRight", "ArrowUp"].includes(event.key)) return;
      event.preventDefault();
      const here = Number(range.value);
      const next = back ? days.filter((day) => day < here).pop() : days.find((day) => day > here);
      if (next === undefined) return;
      range.value = next;
      slid();
      stood();
    });
    told();
  }

  // --- whenever a page, or a part of one, is there ---------------------------------------------

  function made() {
    hide();
    for (const run of all("[data-claim][title]")) run.removeAttribute("title");
    for (const form of all("form[data-days]")) if (!find(".slide", form)) slider(form);
  }
  made();
})();
