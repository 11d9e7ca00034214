"use strict";
(() => {
  const specs = JSON.parse(document.getElementById("charts").textContent);

  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;
  document.body.append(tip);

  // Words only, never markup: what a tooltip says comes from the case.
  const tooltip = (_, event, __, value) => {
    tip.hidden = value === null || value === undefined || value === "";
    if (tip.hidden) return;
    tip.textContent = String(value);
    const edge = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(event.clientX + 14, edge))}px`;
    const below = event.clientY + 18;
    const fits = below + tip.offsetHeight < innerHeight;
    tip.style.top = `${fits ? below : Math.max(8, event.clientY - tip.offsetHeight - 12)}px`;
  };

  const options = { ast: true, actions: false, renderer: "svg", defaultStyle: false, tooltip };
  const drawn = Object.entries(specs).map(([id, spec]) => {
    // Vega names parts of a chart in English; who listens has the label of the figure and its table.
    const inside = document.createElement("div");
    inside.setAttribute("aria-hidden", "true");
    document.getElementById(id).append(inside);
    return vegaEmbed(inside, spec, options);
  });
  Promise.allSettled(drawn).then((results) => {
    for (const result of results) {
      if (result.status === "rejected") console.error(result.reason);
    }
    document.documentElement.dataset.charts = "drawn";
  });

  // On paper nothing can be opened.
  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.why:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => {
    for (const one of closed) one.open = false;
  });
})();
