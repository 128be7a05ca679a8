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
  // There the words open and close it and stay where they are in the window. A passage that runs over links is no link
  // itself; it leads to its note all the same.
  let opened = null;
  const toggle = (words, note) => {
    const { top } = words.getBoundingClientRect();
    note.open = !note.open;
    opened = note.open && [words, note];
    if (words.href) words.ariaExpanded = note.open;
    scrollBy({ top: words.getBoundingClientRect().top - top, behavior: "instant" });
    document.querySelector(".below")?.remove();
    if (!note.open || note.getBoundingClientRect().top < innerHeight - 40) return;
    const below = Object.assign(document.createElement("a"), { className: "said below", href: `#${note.parentElement.id}` });
    below.textContent = `${note.firstElementChild.textContent} ↓`;
    words.after(below);
    const box = [...words.getClientRects()].at(-1); // beside the words, on no word of theirs
    below.style.top = `${box.bottom + 40 < innerHeight ? box.bottom + 6 : words.getBoundingClientRect().top - 34}px`;
    below.style.left = `${Math.min(box.left, innerWidth - below.offsetWidth - 8)}px`;
    addEventListener("scroll", () => below.remove(), { once: true });
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const words = link ? link.matches(".noted") && link : getSelection().isCollapsed && event.target.closest(".noted");
    if (!words) return;
    const to = words.getAttribute("href") ?? `#${words.getAttribute("aria-details")}`;
    const note = to[0] === "#" && document.getElementById(to.slice(1))?.querySelector("details");
    if (note && narrow.matches) {
      event.preventDefault();
      toggle(words, note);
    } else if (!link) location.hash = to;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && opened) toggle(...opened);
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

  // The line that stays in view says which question of a whole letter is read, and leads to those around it.
  const along = document.querySelector(".along[data-of]");
  const asked = [...document.querySelectorAll("section.question")];
  const head = (section) => section.querySelector(".number");
  const lead = (link, section, text) => {
    link.hidden = !section;
    if (!section) return;
    link.href = `#${section.id}`;
    link.ariaLabel = head(section).textContent;
    link.textContent = text(head(section).querySelector("b").textContent);
  };
  const seen = ([{ target: section, isIntersecting }]) => {
    if (!isIntersecting) return;
    const at = asked.indexOf(section);
    along.querySelector(".at").textContent = `${head(section).textContent} ${along.dataset.of}`;
    lead(along.querySelector("[rel=prev]"), asked[at - 1], (number) => `← ${number}`);
    lead(along.querySelector("[rel=next]"), asked[at + 1], (number) => `${number} →`);
  };
  // What crosses a line a fifth down the window is read.
  if (along) for (const section of asked) new IntersectionObserver(seen, { rootMargin: "-20% 0px -80%" }).observe(section);
})();
