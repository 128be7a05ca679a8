// Every field with something to take along can be copied; for words that are selected, `select.js` has a bar.
(() => {
  const kept = document.querySelector("template.selection");
  if (!kept) return;
  const { src } = document.currentScript;
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const make = (name, values) => Object.assign(document.createElement(name), values);

  // Put forms of one thing on the clipboard and say so; where that is refused, show it.
  const copy = async (forms, place, shown) => {
    try {
      const types = Object.keys(forms).filter((type) => !type.startsWith("web ") || ClipboardItem.supports?.(type));
      const blobs = types.map((type) => [type, new Blob([forms[type]], { type: type.replace("web ", "") })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      return shown?.();
    }
    document.querySelector(".said")?.remove();
    const said = make("span", { className: "said", role: "status" });
    place.after(said);
    said.textContent = document.documentElement.dataset.copied;
    setTimeout(() => said.remove(), 2000);
  };
  const load = (name, onload) => document.head.append(make("script", { src: src.replace("share.js", name), onload }));
  Object.assign(kept, { home, copy, load, make });

  const passage = document.querySelector("a.passage");
  passage?.after(make("p", { textContent: passage.dataset.hint }));
  for (const field of document.querySelectorAll(".share .copy, .share textarea, .hash code")) {
    const label = field.closest("label");
    const { copy: text } = kept.dataset;
    const name = (label ?? field.closest("div, p")).firstChild.textContent.trim();
    const select = () => (label ? field.select() : getSelection().selectAllChildren(field));
    const button = make("button", { type: "button", textContent: text, ariaLabel: `${text}: ${name}`, onclick() {
      const link = field.querySelector("a");
      const value = field.matches(".passage") ? field.href : field.value ?? field.textContent;
      copy(link ? { "text/plain": `${value} (${link.href})`, "text/html": field.innerHTML } : { "text/plain": value }, button, select);
    } });
    (label ?? field).after(button);
    if (!field.href) field.onclick = ({ target }) => target.closest("a") || select();
  }
  // The pilcrow beside a paragraph also copies a link to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.here");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) copy({ "text/plain": home + link.hash }, link);
  });

  const begin = () => {
    if (getSelection().isCollapsed) return;
    document.removeEventListener("selectionchange", begin);
    load("select.js");
  };
  if (kept.content.firstChild) document.addEventListener("selectionchange", begin);

  // A browser that does not know text fragments takes them for part of the anchor.
  const [anchor, known] = location.hash.split(":~:");
  if (known !== undefined) location.replace(anchor);
})();
