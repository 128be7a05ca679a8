// Words that a reader selects go into the links, the quotation and the code, in place of the first sentences.
(() => {
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const words = (text) => text.split(/\s+/).filter(Boolean);
  const encode = (text) => encodeURIComponent(text).replace(/[-!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const element = (node) => (node.nodeType === 1 ? node : node.parentElement);

  // What is selected in the letter's text, whole words only: the words, and an address that leads to them.
  const picked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const first = element(range.startContainer).closest(".official[id]");
    const last = element(range.endContainer).closest(".official[id]");
    const some = words(selection.toString().replaceAll("¶", " "));
    if (!first || !last || !some.length) return null;
    const around = (block, change) => {
      const rest = document.createRange();
      rest.selectNodeContents(block);
      change(rest);
      return rest.toString().replace(/¶$/, "");
    };
    let before = around(first, (rest) => rest.setEnd(range.startContainer, range.startOffset));
    let after = around(last, (rest) => rest.setStart(range.endContainer, range.endOffset));
    if (!/^\s/.test(selection)) before = before.replace(/\S*$/, (part) => { some[0] = part + some[0]; return ""; });
    if (!/\s$/.test(selection)) after = after.replace(/^\S*/, (part) => { some.push(some.pop() + part); return ""; });
    const text = some.join(" ");
    const parts = text.length <= 80 ? [text] : [some.slice(0, 5).join(" "), some.slice(-5).join(" ")];
    const prefix = words(before).slice(-3).join(" ");
    const suffix = words(after).slice(0, 3).join(" ");
    const terms = [prefix && `${encode(prefix)}-`, ...parts.map(encode), suffix && `-${encode(suffix)}`].filter(Boolean);
    const directive = (prefix || suffix) && first.textContent.length > 61 ? `:~:text=${terms.join(",")}` : ""; // else the anchor says enough
    return { text, address: `${home}#${first.id}${directive}` };
  };

  // The pilcrow beside a paragraph leads to the words selected in it; a press on it ends the selection, so look before.
  let held = null;
  addEventListener("pointerdown", () => { held = picked(); }, true);
  addEventListener("click", (event) => {
    const link = event.target.closest("a.here");
    const found = link && (held ?? picked());
    held = null;
    if (!found) return;
    const plain = link.getAttribute("href");
    link.href = found.address.replace(home, location.href.split("#")[0]);
    setTimeout(() => link.setAttribute("href", plain));
  }, true);

  const passage = document.querySelector("a.passage");
  const box = document.querySelector("details.take");
  if (passage && box) {
    passage.insertAdjacentHTML("afterend", `<p>${passage.dataset.hint}</p>`);
    const html = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
    const markdown = (text) => text.replace(/[\\`*_[\]<>~|]/g, "\\$&").replace(/^(\d+)(?=[.)])/, "$1\\").replace(/^[#+>-]/, "\\$&");
    const lines = { html: box.querySelector(".html").value.split("\n"), markdown: box.querySelector(".markdown").value.split("\n") };
    const old = passage.getAttribute("href");
    document.addEventListener("selectionchange", () => {
      const found = picked();
      if (!found) return;
      passage.href = found.address;
      passage.textContent = passage.dataset.selected;
      const put = (kind, head, line, tail) => {
        const kept = [...lines[kind].slice(0, head), line, ...lines[kind].slice(tail)];
        box.querySelector(`.${kind}`).value = kept.map((text) => text.replaceAll(old, found.address)).join("\n");
      };
      put("html", 2, `<p>${html(found.text)}</p>`, -3);
      put("markdown", 0, `> ${markdown(found.text)}`, -2);
    });
  }

  // A browser that does not know text fragments takes them for part of the anchor.
  const [anchor, directive] = location.hash.split(":~:");
  if (directive !== undefined) location.replace(anchor);
})();
