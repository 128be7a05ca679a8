// A note that opened below the window is told of beside its words. `site.js` loads this with the first such note.
document.addEventListener("below", ({ target: words, detail: note }) => {
  const below = Object.assign(document.createElement("a"), { className: "said below", href: `#${note.parentElement.id}` });
  below.textContent = `${note.firstElementChild.textContent} ↓`;
  words.after(below);
  const box = [...words.getClientRects()].at(-1); // on no word of theirs
  below.style.top = `${box.bottom + 40 < innerHeight ? box.bottom + 6 : words.getBoundingClientRect().top - 34}px`;
  below.style.left = `${Math.min(box.left, innerWidth - below.offsetWidth - 8)}px`;
  addEventListener("scroll", () => below.remove(), { once: true });
});
