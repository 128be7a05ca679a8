// What a button of the bar beside selected words does, and the forms of a quotation. `select.js` loads this when the first
// is pressed.
(() => {
  const kept = document.querySelector("template.selection");
  const safe = (text) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt()};`);
  const html = ({ lines, source, lang, address }) => `<figure>
<blockquote cite="${safe(kept.home)}"${lang && ` lang="${lang}"`}>
${lines.map((line) => `<p>${safe(line)}</p>`).join("\n")}
</blockquote>
<figcaption>— <a href="${safe(address)}">${safe(source)}</a></figcaption>
</figure>`;
  const escape = (text) => text.replace(/[\\`*_[\]<>~|&]/g, "\\$&").replace(/^(\d+)(?=[.)])/, "$1\\").replace(/^[#+>-]/, "\\$&");
  const markdown = ({ lines, source, address }) => `> ${[...lines.map(escape), `— [${escape(source)}](${address})`].join("\n>\n> ")}`;
  // A button of the bar does its work; the fields below the letter are about the same words.
  kept.quote = (found, button) => {
    const plain = `“${found.lines.join("\n\n")}”\n— ${found.source}`;
    const forms = {
      link: { "text/plain": found.address },
      quote: { "text/plain": `${plain}\n${found.address}`, "text/html": html(found), "web text/markdown": markdown(found) },
      markdown: { "text/plain": markdown(found) },
    };
    for (const kind of ["html", "markdown"]) {
      const field = document.querySelector(`.take .${kind}`);
      if (field) field.value = (kind === "html" ? html : markdown)(found);
    }
    if (button?.name === "send") navigator.share({ text: plain, url: found.address }).catch(() => {});
    else if (button) kept.copy(forms[button.name], button.parentNode.children.send, () => {
      const area = kept.make("textarea", { value: forms[button.name]["text/plain"], readOnly: true, ariaLabel: button.textContent });
      button.parentNode.replaceChildren(area);
      area.select();
    }).then(() => document.dispatchEvent(new Event("selectionchange"))); // the bar is wider now
    button?.focus();
  };
})();
