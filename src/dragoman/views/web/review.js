// Keys for the buttons and links of the reviewing page. Without it they work all the same.
"use strict";

(() => {
  const OFF = "dragoman-keys-off";
  const by = (id) => document.getElementById(id);
  let sent = false;

  const remembered = () => {
    try { return localStorage.getItem(OFF) === "1"; } catch { return false; }
  };
  const remember = (off) => {
    try { localStorage.setItem(OFF, off ? "1" : "0"); } catch { /* Not kept, then. */ }
  };
  let off = remembered();

  const mend = () => {
    const form = by("mend");
    if (!form) return;
    form.open = true;
    const first = form.querySelector("select, input:not([type=hidden])");
    first?.focus();
    if (first instanceof HTMLInputElement) first.select();
  };
  const keys = {
    a: () => by("accept")?.click(),
    r: () => by("reject")?.click(),
    u: () => by("undo")?.click(),
    j: () => by("next")?.click(),
    k: () => by("previous")?.click(),
    m: mend,
    "?": () => { const list = by("keys"); list.open = !list.open; if (list.open) list.scrollIntoView(); },
  };
  const writing = (where) => where instanceof HTMLElement &&
    (where.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(where.tagName));

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      const form = by("mend");
      if (form?.open) { form.open = false; form.querySelector("summary").focus(); }
      return;
    }
    if (off || sent || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (writing(event.target) || !Object.hasOwn(keys, event.key)) return;
    event.preventDefault();
    keys[event.key]();
  });

  // A verdict is sent once, however often a key or button is pressed.
  document.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = event.target.method === "post";
  });
  window.addEventListener("pageshow", () => { sent = false; });

  const note = by("keys-off");
  if (note) {
    const label = document.createElement("label");
    const box = document.createElement("input");
    box.type = "checkbox";
    box.checked = !off;
    box.addEventListener("change", () => { off = !box.checked; remember(off); });
    label.append(box, " Single letters are keys");
    note.replaceChildren(label);
  }
})();
