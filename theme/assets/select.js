// Words that a reader selects in the letter or in a note go along: a bar beside them copies a link to just these words, or
// a quotation of them, and the fields below the letter are about them. `share.js` loads this with the first selection.
(() => {
  const kept = document.querySelector("template.selection");
  const { home, load } = kept;
  // What parts paragraphs, and lines and cells of one: no term of a text fragment reaches over either.
  const [END, PART] = ["\u2029", "\u2028"];
  const OWN = ".here, .preview, .said"; // what scripts and theme put into a text
  const MARKS = `${OWN}, .marks, .quote, .sign, summary, sup:has([role])`; // and what is no part of a quotation
  const rows = (text, sign) => text.split(sign).map((row) => row.match(/\S+/g)).filter(Boolean);

  // The text of blocks before, in and behind a range, which takes whole words.
  const cut = (blocks, range, without) => {
    let [before, inner, after] = ["", "", ""];
    let gap = "", place, cell;
    for (const block of blocks) for (const walk = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); walk.nextNode();) {
      const node = walk.currentNode, { data, parentElement: parent } = node;
      if (parent.closest(without)) continue;
      const now = [parent.closest("p, li, tr, h3, h4, h5, h6, pre, div, aside"), parent.closest("td, th")];
      gap += now[0] !== place ? END : now[1] !== cell || node.previousSibling?.nodeName === "BR" ? PART : "";
      [place, cell] = now;
      const side = range.comparePoint(node, 0);
      const from = node === range.startContainer ? range.startOffset : side < 0 ? data.length : 0;
      const to = node === range.endContainer ? range.endOffset : side > 0 ? 0 : data.length;
      const parts = [data.slice(0, from), data.slice(from, to), data.slice(Math.max(from, to))];
      parts[parts.findIndex(Boolean)] = gap + parts.find(Boolean);
      [before, inner, after, gap] = [before + parts[0], inner + parts[1], after + parts[2], ""];
    }
    const [head] = /^\S/.test(inner) ? before.match(/\S*$/) : [""];
    const [tail] = /\S$/.test(inner) ? after.match(/^\S*/) : [""];
    return [before.slice(0, before.length - head.length), head + inner + tail, after.slice(tail.length)];
  };

  // The directive for a range; none where the anchor says enough, or the same is above it: a browser takes the first.
  const directive = (blocks, range) => {
    const [before, [...inner], after] = cut(blocks, range, OWN).map((text) => rows(text, /[\u2028\u2029]/));
    const [prefix = "", suffix = ""] = [before.at(-1)?.slice(-3).join(" "), after[0]?.slice(0, 3).join(" ")];
    const over = range.cloneRange();
    over.collapse(true);
    over.setStart(document.body, 0);
    const fold = (text) => ` ${text.match(/\S+/g)?.join(" ").toLowerCase()}`;
    const above = fold(over.toString());
    const known = (...words) => above.includes(fold(`${prefix} ${words.join(" ")}`));
    const [first] = inner;
    const most = first.length - (inner[1] ? 0 : 5);
    let terms = [first.join(" ")];
    if (inner[1] || (most > 5 && terms[0].length > 80)) {
      let count = Math.min(5, most);
      while (count < most && known(...first.slice(0, count))) count += 1;
      terms = [first.slice(0, count).join(" "), inner.at(-1).slice(-5).join(" ")];
    }
    if ((!blocks[1] && !prefix && !suffix) || known(terms[0], terms[1] ? "" : suffix)) return "";
    const encoded = (text) => encodeURIComponent(text).replace(/[-()]/g, (sign) => `%${sign.charCodeAt().toString(16)}`);
    return `:~:text=${[prefix && `${encoded(prefix)}-`, ...terms.map(encoded), suffix && `-${encoded(suffix)}`].filter(Boolean)}`;
  };

  // What is selected in the letter or in a note: its paragraphs, whose they are, an address that leads there.
  const picked = () => {
    if (getSelection().isCollapsed) return null;
    const range = getSelection().getRangeAt(0);
    const start = range.startContainer;
    const from = start.closest ? start : start.parentElement, note = from.closest(".note");
    const said = (blocks) => rows(cut(blocks, range, MARKS)[1], END).map((row) => row.join(" "));
    const blocks = [...(note ? [note] : from.closest(".letter")?.querySelectorAll(".official[id]") ?? [])]
      .filter((block) => range.intersectsNode(block) && said([block])[0]);
    const [first] = blocks;
    if (!first) return null;
    const kind = (block) => (block.closest(".foot, .cover") ? "letter" : block.matches(".asked") ? "asked" : "answered");
    const place = first.closest("section");
    const one = blocks.every((block) => block.closest("section") === place && kind(block) === kind(first));
    const source = note ? [note.querySelector(".sign")?.textContent, kept.dataset.note].filter(Boolean).join(", ")
      : kept.dataset[one ? kind(first) : "letter"].replace("{n}", place.querySelector(".number b")?.textContent);
    return { range, source, lines: said(blocks), lang: first.lang, address: `${home}#${first.id}${directive(blocks, range)}` };
  };

  let found, bar, back, down, due;
  const quoted = (button) => (kept.quote ? kept.quote(found, button) : load("quote.js", () => quoted(button)));
  const close = () => {
    if (bar?.contains(document.activeElement)) back?.focus();
    bar?.remove();
    bar = null;
  };
  const open = () => {
    bar = kept.content.firstElementChild.cloneNode(true);
    bar.lastChild.hidden = !navigator.share; // which sends
    bar.onpointerdown = (event) => event.preventDefault(); // a press would end the selection
    bar.onclick = ({ target }) => target.name && quoted(target);
    bar.onkeydown = ({ key, target }) => target[{ ArrowRight: "nextSibling", ArrowLeft: "previousSibling" }[key]]?.focus?.();
    bar.addEventListener("focusout", soon);
    document.querySelector("main").append(bar);
  };
  // Above the words, or below them; on a touch screen below its handles: its own menu is above.
  const put = () => {
    const { offsetWidth: width, offsetHeight: height } = bar;
    const [words, frame] = [found.range, bar.offsetParent].map((one) => one.getBoundingClientRect());
    const rects = [...found.range.getClientRects()];
    const touch = matchMedia("(pointer: coarse)").matches;
    const [over, under] = [words.top - height - (touch ? 64 : 8), words.bottom + (touch ? 40 : 8)];
    const below = over < 40 || (touch && under + height < innerHeight);
    const left = (below ? rects.at(-1).right - width / 2 : rects[0].left) - frame.left;
    bar.style.left = `${Math.max(8, Math.min(left, frame.width - width - 8))}px`;
    bar.style.top = `${(below ? under : over) - frame.top}px`;
  };
  const passage = document.querySelector("a.passage");
  const take = document.querySelector(".take");
  take?.addEventListener("toggle", () => found && quoted());
  const update = () => {
    const now = down || picked();
    if (down || (!now && bar?.contains(document.activeElement))) return;
    if (!now) return close();
    found = now;
    if (!bar) open();
    put();
    if (take?.open) quoted();
    if (passage) Object.assign(passage, { href: found.address, textContent: passage.dataset.selected });
  };
  const soon = () => {
    clearTimeout(due);
    due = setTimeout(update, 150);
  };
  document.addEventListener("selectionchange", soon);
  addEventListener("pointermove", ({ pointerType, buttons }) => { down = pointerType === "mouse" && buttons > 0; }, true);
  addEventListener("pointerup", () => { down = false; soon(); }, true);
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (event.key !== "Tab" || event.shiftKey || !bar || bar.contains(document.activeElement)) return;
    event.preventDefault();
    back = document.activeElement;
    bar.firstChild.focus();
  });
  soon();
})();
