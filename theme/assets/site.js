// Small conveniences; every page is whole without them.
(() => {
  const { src } = document.currentScript;
  const came = {};
  const load = (name) => came[name] ??= new Promise((onload) => {
    document.head.append(Object.assign(document.createElement("script"), { src: src.replace("site.js", name), onload }));
  });

  // In a narrow window notes fold under their paragraph, but the one a link leads to; on paper all are open.
  const notes = [...document.querySelectorAll(".note > details")];
  const narrow = matchMedia("screen and (max-width: 53.99rem)");
  const wanted = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("details");
  const fold = () => {
    for (const note of notes) note.open = !narrow.matches || note === wanted();
  };
  fold();
  narrow.addEventListener("change", fold);
  addEventListener("hashchange", () => {
    wanted()?.setAttribute("open", "");
    wanted()?.scrollIntoView({ block: "nearest" });
  });
  addEventListener("beforeprint", () => notes.forEach((note) => note.setAttribute("open", "")));
  addEventListener("afterprint", fold);

  // There its words open and close it, and stay where they are in the window. A passage that runs over links is no link
  // itself; it leads to its note all the same. `below.js` tells of one out of sight.
  let opened;
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const words = link ? link.matches(".noted") && link : getSelection().isCollapsed && event.target.closest(".noted");
    if (!words) return;
    const to = words.getAttribute("href") ?? `#${words.getAttribute("aria-details")}`;
    const note = notes.find((one) => `#${one.parentElement.id}` === to);
    if (note && narrow.matches) {
      event.preventDefault();
      const { top } = words.getBoundingClientRect();
      note.open = !note.open;
      opened = note.open && words;
      if (link) link.ariaExpanded = note.open;
      scrollBy({ top: words.getBoundingClientRect().top - top, behavior: "instant" });
      document.querySelector(".below")?.remove();
      if (!opened || note.getBoundingClientRect().top < innerHeight - 40) return;
      load("below.js").then(() => words.dispatchEvent(new CustomEvent("below", { bubbles: true, detail: note })));
    } else if (!link) location.hash = to;
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && opened && opened.click());

  // What a link leads to is shown by `look.js`, which comes when one is pointed at.
  const kinds = ["pointerover", "focusin", "click"];
  const point = (event) => {
    const link = event.target.closest("a.pointer, a[role=doc-noteref]");
    const tap = event.type === "click";
    if (!link || (tap && !matchMedia("(hover: none)").matches)) return;
    if (tap) event.preventDefault();
    load("look.js").then(() => {
      for (const kind of kinds) document.removeEventListener(kind, point);
      link.dispatchEvent(new event.constructor(event.type, event));
    });
  };
  for (const kind of kinds) document.addEventListener(kind, point);
  if (document.querySelector(".along[data-of]")) load("along.js");
})();
