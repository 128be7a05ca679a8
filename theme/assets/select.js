// Words that a reader selects in the letter or in a note go along: a bar beside them copies a link to just these words, or
// a quotation of them, and the fields below the letter are about them. `share.js` loads this with the first selection.
(() => {
  const kept = document.querySelector("template.selection");
  const home = document.querySelector("link[rel=canonical]")?.href ?? location.href.split("#")[0];
  const words = (text) => text.split(/\s+/).filter(Boolean);
  const encode = (text) => encodeURIComponent(text).replace(/[-!'()*~]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
  const element = (node) => (node.nodeType === 1 ? node : node.parentElement);

  const END = "\u2029"; // between paragraphs, since a text has line ends of its own
  const OWN = ".here, .preview, .said"; // what scripts and theme put into a text
  const MARKS = `${OWN}, .marks, .quote, .sign, sup:has([role])`; // and what is no part of a quotation
  // The text of a block as far as it is in a range, or before or behind it.
  const part = (block, range, without, side) => {
    const cut = document.createRange();
    cut.selectNodeContents(block);
    const { startContainer: start, startOffset, endContainer: end, endOffset } = range;
    if (side === "before") cut.setEnd(start, startOffset);
    else if (side) cut.setStart(end, endOffset);
    else {
      if (block.contains(start)) cut.setStart(start, startOffset);
      if (block.contains(end)) cut.setEnd(end, endOffset);
    }
    const copy = document.createElement("div");
    copy.append(cut.cloneContents());
    for (const part of copy.querySelectorAll(without)) part.remove();
    for (const part of copy.querySelectorAll("p, li, tr")) part[side === "after" ? "append" : "prepend"](END);
    for (const part of copy.querySelectorAll("td, th, br")) part.prepend(" ");
    return copy.textContent;
  };

  // What is selected in the letter or in a note, whole words only: its lines, whose they are, an address that leads there.
  const picked = () => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    const from = element(range.startContainer);
    const note = from.closest(".note");
    const blocks = [...(note ? [note] : from.closest(".letter")?.querySelectorAll(".official[id]") ?? [])]
      .filter((block) => range.intersectsNode(block) && words(part(block, range, MARKS)).length);
    const [first, last] = [blocks[0], blocks.at(-1)];
    if (!first || from.closest(".quote")) return null;
    const grown = (without) => {
      let inner = blocks.map((block) => part(block, range, without)).join(END).replace(/^\u2029+/, "");
      let before = first.contains(range.startContainer) ? part(first, range, without, "before") : "";
      let after = last.contains(range.endContainer) ? part(last, range, without, "after") : "";
      if (!/^\s/.test(inner)) before = before.replace(/\S*$/, (rest) => { inner = rest + inner; return ""; });
      if (!/\s$/.test(inner)) after = after.replace(/^\S*/, (rest) => { inner += rest; return ""; });
      return [inner.split(END).map(words).filter((line) => line.length), words(before), words(after)];
    };
    const [shown, before, after] = grown(OWN);
    const [prefix, suffix] = [before.slice(-3).join(" "), after.slice(0, 3).join(" ")];
    const all = shown[0].join(" ");
    const ends = shown[1] || all.length > 80 ? [shown[0].slice(0, 5).join(" "), shown.at(-1).slice(-5).join(" ")] : [all];
    const terms = [prefix && `${encode(prefix)}-`, ...ends.map(encode), suffix && `-${encode(suffix)}`].filter(Boolean);
    const directive = terms[ends.length] && first.textContent.length > 61 ? `:~:text=${terms.join(",")}` : ""; // else the anchor says enough
    const kind = (block) => (block.closest(".foot, .cover") ? "letter" : block.matches(".asked") ? "asked" : "answered");
    const place = first.closest("section");
    const one = blocks.every((block) => block.closest("section") === place && kind(block) === kind(first));
    const source = note ? [note.querySelector(".sign")?.textContent, kept.dataset.note].filter(Boolean).join(", ")
      : kept.dataset[one ? kind(first) : "letter"].replace("{n}", place.querySelector(".number b")?.textContent);
    return { range, source, lines: grown(MARKS)[0].map((line) => line.join(" ")), lang: first.lang, address: `${home}#${first.id}${directive}` };
  };

  const safe = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const html = ({ lines, source, lang, address }) => `<figure>
<blockquote cite="${safe(home)}"${lang && ` lang="${lang}"`}>
${lines.map((line) => `<p>${safe(line)}</p>`).join("\n")}
</blockquote>
<figcaption>— <a href="${safe(address)}">${safe(source)}</a></figcaption>
</figure>`;
  const escape = (text) => text.replace(/[\\`*_[\]<>~|]/g, "\\$&").replace(/^(\d+)(?=[.)])/, "$1\\").replace(/^[#+>-]/, "\\$&");
  const markdown = ({ lines, source, address }) => [...lines.map(escape), `— [${escape(source)}](${address})`].map((line) => `> ${line}`).join("\n>\n");
  const plain = ({ lines, source }) => `“${lines.join("\n\n")}”\n— ${source}`;

  let found = null, bar = null, back = null, down = false, due;
  const close = () => {
    if (bar?.contains(document.activeElement)) back?.focus();
    bar?.remove();
    bar = null;
  };
  const acts = {
    link: () => ({ "text/plain": found.address }),
    quote: () => ({ "text/plain": `${plain(found)}\n${found.address}`, "text/html": html(found), "web text/markdown": markdown(found) }),
    markdown: () => ({ "text/plain": markdown(found) }),
    send: () => navigator.share({ text: plain(found), url: found.address }).catch(() => {}),
  };
  const open = () => {
    bar = kept.content.firstElementChild.cloneNode(true);
    bar.querySelector("[name=send]").hidden = !navigator.share;
    bar.onpointerdown = (event) => event.preventDefault(); // a press would end the selection
    bar.onclick = ({ target }) => {
      if (!target.name) return;
      target.focus();
      const forms = acts[target.name]();
      if (target.name !== "send") kept.copy(forms, bar.querySelector("[name=send]"), () => {
        const area = Object.assign(document.createElement("textarea"), { value: forms["text/plain"], readOnly: true, ariaLabel: target.textContent });
        bar.replaceChildren(area);
        area.select();
      });
    };
    bar.onkeydown = ({ key, target }) => {
      const next = { ArrowRight: "nextElementSibling", ArrowLeft: "previousElementSibling" }[key];
      target[next]?.focus();
    };
    bar.addEventListener("focusout", soon);
    document.querySelector("main").append(bar);
  };
  // Above the words, or below them; on a touch screen below its handles, since its own menu is above.
  const put = () => {
    const { top, bottom } = found.range.getBoundingClientRect();
    const rects = found.range.getClientRects();
    const frame = bar.offsetParent.getBoundingClientRect();
    const touch = matchMedia("(pointer: coarse)").matches;
    const [over, under] = [top - bar.offsetHeight - (touch ? 64 : 8), bottom + (touch ? 40 : 8)];
    const below = over < 40 || (touch && under + bar.offsetHeight < innerHeight);
    const left = (below ? rects[rects.length - 1].right - bar.offsetWidth / 2 : rects[0].left) - frame.left;
    bar.style.left = `${Math.max(8, Math.min(left, frame.width - bar.offsetWidth - 8))}px`;
    bar.style.top = `${(below ? under : over) - frame.top}px`;
  };
  const passage = document.querySelector("a.passage");
  const take = document.querySelector("details.take");
  const update = () => {
    const now = !down && picked();
    if (down || (!now && bar?.contains(document.activeElement))) return;
    found = now;
    if (!found) return close();
    if (!bar) open();
    put();
    if (!passage || !take) return;
    passage.href = found.address;
    passage.textContent = passage.dataset.selected;
    take.querySelector(".html").value = html(found);
    take.querySelector(".markdown").value = markdown(found);
  };
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(update, 150);
  };
  document.addEventListener("selectionchange", soon);
  addEventListener("pointermove", ({ pointerType, buttons }) => { down = pointerType === "mouse" && buttons > 0; }, true);
  addEventListener("pointerup", () => { down = false; soon(); }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Tab" || event.shiftKey || !bar || bar.contains(document.activeElement)) return;
    event.preventDefault();
    back = document.activeElement;
    bar.firstElementChild.focus();
  });
  soon();
})();
