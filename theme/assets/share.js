// Every field with something to take along can be copied; once words are selected, `select.js` puts a bar beside them.
(() => {
  const kept = document.querySelector("template.selection");
  if (!kept) return;
  const address = document.currentScript.src.replace("share.js", "select.js");
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];

  // Put forms of one thing on the clipboard and say so; where that is refused, show it selected.
  const copy = kept.copy = async (forms, place, shown) => {
    try {
      const own = "web text/markdown";
      if (!ClipboardItem.supports?.(own)) delete forms[own];
      const blobs = Object.entries(forms).map(([type, text]) => [type, new Blob([text], { type: type.replace("web ", "") })]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      return shown?.();
    }
    document.querySelector(".said")?.remove();
    const said = Object.assign(document.createElement("span"), { className: "said", role: "status" });
    place.after(said);
    said.textContent = document.documentElement.dataset.copied;
    setTimeout(() => said.remove(), 2000);
  };

  const passage = document.querySelector("a.passage");
  passage?.insertAdjacentHTML("afterend", `<p>${passage.dataset.hint}</p>`);
  for (const field of document.querySelectorAll(".share .copy, .share textarea, .hash code")) {
    const label = field.closest("label");
    const name = (label ?? field.closest("div, p")).firstChild.textContent.trim();
    const { copy: text } = kept.dataset;
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text, ariaLabel: `${text}: ${name}` });
    (label ?? field).after(button);
    const select = () => (label ? field.select() : getSelection().selectAllChildren(field));
    if (!field.href) field.onclick = ({ target }) => target.closest("a") || select();
    button.onclick = () => {
      const link = field.querySelector("a");
      const value = field.matches(".passage") ? field.href : field.value ?? field.textContent;
      copy(link ? { "text/plain": `${value} (${link.href})`, "text/html": field.innerHTML } : { "text/plain": value }, button, select);
    };
  }
  // The pilcrow beside a paragraph also copies a link to it.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.here");
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) copy({ "text/plain": home + link.hash }, link);
  });

  const load = () => {
    if (getSelection().isCollapsed) return;
    document.removeEventListener("selectionchange", load);
    document.head.append(Object.assign(document.createElement("script"), { src: address }));
  };
  if (kept.content.childElementCount) document.addEventListener("selectionchange", load);

  // A browser that does not know text fragments takes them for part of the anchor.
  const [anchor, directive] = location.hash.split(":~:");
  if (directive !== undefined) location.replace(anchor);
})();
