// What a page gains with a script: copying, the language that was chosen, filtered tables.
"use strict";
(() => {
  for (const figure of document.querySelectorAll("figure.code")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    const name = figure.querySelector("figcaption").textContent;
    button.setAttribute("aria-label", `Copy: ${name}`);
    button.addEventListener("click", async () => {
      const text = figure.querySelector("pre").textContent;
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(figure.querySelector("pre"));
        button.textContent = "Selected";
      }
      setTimeout(() => (button.textContent = "Copy"), 1500);
    });
    figure.append(button);
  }

  const radios = document.querySelectorAll(".choice input");
  const chosen = localStorage.getItem("language");
  for (const radio of radios) {
    if (radio.value === chosen) radio.checked = true;
    radio.addEventListener("change", () => localStorage.setItem("language", radio.value));
  }

  const main = document.querySelector("main");
  const rows = main ? [...main.querySelectorAll("tbody tr")] : [];
  const single = location.pathname === "/search" || location.pathname.includes("/operations/");
  if (rows.length < 25 || single) return;
  const label = document.createElement("label");
  label.className = "filter";
  label.textContent = "Filter this page ";
  const field = document.createElement("input");
  field.type = "search";
  const count = document.createElement("span");
  count.setAttribute("role", "status");
  label.append(field);
  const lead = main.querySelector(".lead") || main.querySelector("h1");
  lead.after(label, count);
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) left += 1;
    }
    for (const box of main.querySelectorAll(".wide")) {
      const empty = words.length > 0 && !box.querySelector("tbody tr:not([hidden])");
      box.hidden = empty;
      const before = box.previousElementSibling;
      if (before && /^H[23]$/.test(before.tagName)) before.hidden = empty;
    }
    count.textContent = words.length ? `${left} of ${rows.length} rows` : "";
  });
})();
