// Small conveniences; every page is whole without them.
(() => {
  // An old address takes its passage along, which the page's own refresh would drop.
  const moved = document.querySelector(".page-redirect main a");
  if (moved && location.hash && !moved.hash) location.replace(moved.href + location.hash);

  // In a narrow window notes fold under their paragraph, but the one a link leads to; on paper all are open.
  const notes = [...document.querySelectorAll(".note > details")];
  const narrow = matchMedia("screen and (max-width: 53.99rem)");
  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
  const wanted = () => target(location)?.querySelector("details");
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

  // What a link leads to, beside it: for each kind of link what to show. It opens under the pointer, with the keyboard's
  // focus and on a first tap; it can be walked into, and Escape closes it.
  const bare = (element) => {
    const copy = element.cloneNode(true);
    for (const part of [copy, ...copy.querySelectorAll("[id]")]) part.removeAttribute("id");
    for (const part of copy.querySelectorAll(".here, sup:has(a)")) part.remove();
    return copy;
  };
  const looks = {
    'a[role="doc-noteref"]': (link) => target(link)?.querySelectorAll(":scope > div"),
    // A cross-reference: the text itself where it is on this page, else its row in the list of what is referred to.
    "a.pointer": (link) => {
      const rows = [...document.querySelectorAll("[aria-labelledby=refers-to] li, .question")];
      const leads = (to) => to?.pathname === link.pathname;
      const place = leads(location) ? target(link) : rows.find((row) => leads(row.querySelector("a")));
      return place?.matches(".text") ? [place] : place?.querySelectorAll(":scope > a, :scope > p, .text.official");
    },
  };
  const kinds = Object.keys(looks);
  let shown = null;
  let due;
  const close = () => {
    clearTimeout(due);
    shown?.box.remove();
    shown = null;
  };
  const show = (link) => {
    clearTimeout(due);
    if (shown?.link === link) return;
    close();
    const parts = [...looks[kinds.find((kind) => link.matches(kind))](link) ?? []].slice(0, 2);
    if (!parts.length) return;
    link.removeAttribute("title"); // the same in short
    const box = Object.assign(document.createElement("span"), { className: "preview" });
    shown = { link, box };
    box.append(...parts.map(bare));
    // Right after its link, so that the next Tab goes into it.
    (link.closest("sup") ?? link).after(box);
    const frame = box.offsetParent.getBoundingClientRect();
    const mark = [...link.getClientRects()].at(-1);
    const left = Math.min(mark.left - frame.left - 12, frame.width - box.offsetWidth);
    const height = box.offsetHeight + 6;
    const below = mark.bottom + height < innerHeight || mark.top < height;
    box.style.left = `${Math.max(left, 0)}px`;
    box.style.top = `${(below ? mark.bottom + 6 : mark.top - height) - frame.top}px`;
  };
  const found = (element) => !element.closest(".preview") && element.closest(kinds.join());
  const inside = (node) => shown?.link.contains(node) || shown?.box.contains(node);
  document.addEventListener("pointerover", ({ target: over, pointerType }) => {
    if (pointerType === "touch") return;
    clearTimeout(due);
    const link = found(over);
    if (link) due = setTimeout(show, 120, link);
    else if (!inside(over) && !inside(document.activeElement)) due = setTimeout(close, 250);
  });
  document.addEventListener("focusin", ({ target: at }) => {
    const link = found(at);
    if (link && link.matches(":focus-visible")) show(link);
    else if (!inside(at)) close();
  });
  document.addEventListener("click", (event) => {
    const link = found(event.target);
    if (link && matchMedia("(hover: none)").matches && shown?.link !== link) {
      event.preventDefault();
      show(link);
    } else if (link || !inside(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("beforeprint", close);
})();
