// What a link leads to, beside it: for each kind of link what to show. It opens under the pointer, with the keyboard's
// focus and on a first tap; it can be walked into, and Escape closes it. `site.js` loads this with the first such link.
(() => {
  const target = (link) => document.getElementById(decodeURIComponent(link.hash.slice(1)));
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
      show(link);
      if (shown) event.preventDefault(); // else it leads on at once
    } else if (link || !inside(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  addEventListener("beforeprint", close);
})();
