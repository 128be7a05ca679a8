// Small conveniences; every page is whole without them.
(() => {
  const root = document.documentElement;

  // A link to a paragraph, or a permanent link, also goes to the clipboard.
  document.addEventListener("click", async (event) => {
    const link = event.target.closest("a.here, a.copy");
    if (!link || !navigator.clipboard || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const address = link.matches(".copy") && /^https?:/.test(link.textContent) ? link.textContent : link.href;
    try {
      await navigator.clipboard.writeText(address);
    } catch {
      return; // the link itself still works
    }
    const said = Object.assign(document.createElement("span"), { className: "said" });
    said.setAttribute("role", "status");
    link.after(said);
    said.textContent = root.dataset.copied;
    setTimeout(() => said.remove(), 2000);
  });

  // In a narrow window notes fold under their paragraph; the one a link leads to, and all of them on paper, are open.
  const notes = [...document.querySelectorAll(".note > details")];
  const narrow = matchMedia("screen and (max-width: 53.99rem)");
  const wanted = () => document.getElementById(decodeURIComponent(location.hash.slice(1)))?.querySelector("details");
  const fold = () => {
    for (const note of notes) note.open = !narrow.matches || note === wanted();
  };
  const open = () => {
    const note = wanted();
    if (!note) return;
    note.open = true;
    note.scrollIntoView({ block: "nearest" });
  };
  // A passage that runs over links is no link itself; it leads to its note all the same.
  document.addEventListener("click", (event) => {
    const passage = !event.target.closest("a") && event.target.closest("mark.noted");
    if (passage && getSelection().isCollapsed) location.hash = passage.getAttribute("aria-details");
  });
  fold();
  narrow.addEventListener("change", fold);
  addEventListener("hashchange", open);
  addEventListener("beforeprint", () => notes.forEach((note) => { note.open = true; }));
  addEventListener("afterprint", fold);
})();
