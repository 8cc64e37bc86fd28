"use strict";
(() => {
  const all = (query, inside = document) => [...inside.querySelectorAll(query)];
  const valued = (row, at) => row.cells[at].dataset.value ?? row.cells[at].textContent.trim();
  const compared = (one, other) => {
    const numbers = [Number(one || NaN), Number(other || NaN)];
    return numbers.some(Number.isNaN) ? one.localeCompare(other) : numbers[0] - numbers[1];
  };
  for (const table of all("table.sorts")) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, at) => {
      if (head.classList.contains("plot")) return;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const sign = head.getAttribute("aria-sort") === "descending" ? 1 : -1;
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
        const rows = [...table.tBodies[0].rows];
        rows.sort((one, other) => sign * compared(valued(one, at), valued(other, at)));
        table.tBodies[0].append(...rows);
      });
    });
  }
  for (const filter of all(".filter")) {
    const items = all(filter.dataset.of, document.getElementById(filter.dataset.inside));
    const texts = items.map((item) => item.textContent.toLowerCase());
    const box = filter.querySelector("input");
    const choice = filter.querySelector("select");
    const said = filter.querySelector("output");
    const apply = () => {
      const wanted = box.value.trim().toLowerCase().normalize("NFC");
      let count = 0;
      items.forEach((item, number) => {
        const kept = texts[number].includes(wanted) && (!choice || !choice.value || item.dataset.kind === choice.value);
        item.hidden = !kept;
        count += kept;
      });
      said.textContent = `${count.toLocaleString("en")} of ${items.length.toLocaleString("en")}`;
    };
    box.addEventListener("input", apply);
    if (choice) choice.addEventListener("change", apply);
    filter.hidden = false;
    apply();
  }
  document.addEventListener("keydown", (event) => {
    const first = document.querySelector(".filter input");
    if (event.key === "/" && first && !/^(INPUT|SELECT)$/.test(document.activeElement.tagName)) {
      event.preventDefault();
      first.focus();
    }
  });
})();
