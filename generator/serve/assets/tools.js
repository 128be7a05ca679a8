// The editor's tools in the preview: a bar at the foot of each page, and a dialog for each tool. The preview serves this
// file and names it in pages as it sends them; no published file knows it.
(() => {
  if (window.top !== window) return; // a page within a frame may be framed by anybody
  const { token } = document.currentScript.dataset;
  const KEPT = "kantlijn-draft";
  const TOLD = "kantlijn-told";
  const OFFICIAL = ".text.official";
  const NO_TEXT = "sup, .here, .notes, .marks, [aria-hidden=true], button";
  const BLOCK = "p, li, td, th, dt, dd, h1, h2, h3, h4, h5, h6, blockquote, pre, div";
  const BESIDE = 300;
  let words = {};
  let about = {};
  let marked = null;

  const ask = async (name, fields = {}) => {
    try {
      const answer = await fetch(`/_kantlijn/${name}`, {
        method: "POST",
        headers: { "Content-Type": "application/json", "X-Kantlijn-Token": token },
        body: JSON.stringify({ page: decodeURI(location.pathname), ...fields }),
      });
      return await answer.json();
    } catch {
      return { refused: words["tool-no-answer"] ?? "?" };
    }
  };

  // element("button", { type: "button" }, "words", other)
  const element = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") made.addEventListener(name, value);
      else if (typeof value === "boolean") made.toggleAttribute(name, value);
      else if (value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...inside.filter((one) => one !== null && one !== undefined));
    return made;
  };
  const button = (label, act, attributes = {}) => element("button", { type: "button", click: act, ...attributes }, label);

  // --- The words that are marked on the page

  const isText = (node) => {
    const parent = node.parentElement;
    return parent !== null && parent.closest(OFFICIAL) !== null && parent.closest(NO_TEXT) === null;
  };

  const textOf = (range) => {
    const root = range.commonAncestorContainer;
    const nodes = document.createTreeWalker(root.nodeType === Node.TEXT_NODE ? root.parentNode : root, NodeFilter.SHOW_TEXT);
    let text = "";
    let block = null;
    while (nodes.nextNode()) {
      const node = nodes.currentNode;
      if (!range.intersectsNode(node) || !isText(node)) continue;
      const from = node === range.startContainer ? range.startOffset : 0;
      const to = node === range.endContainer ? range.endOffset : node.data.length;
      const inside = node.parentElement.closest(BLOCK);
      text += (block !== null && inside !== block ? " " : "") + node.data.slice(from, to);
      block = inside;
    }
    return text;
  };

  const markedRange = () => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
    const range = selection.getRangeAt(0).cloneRange();
    return textOf(range).trim() ? range : null;
  };

  // The words of a range, and what is before and after them on the page.
  const wordsOf = (range) => {
    const beside = document.createRange();
    beside.setStart(document.body, 0);
    beside.setEnd(range.startContainer, range.startOffset);
    const before = textOf(beside).slice(-BESIDE);
    beside.setStart(range.endContainer, range.endOffset);
    beside.setEnd(document.body, document.body.childNodes.length);
    return { marked: textOf(range).trim().slice(0, 4000), before, after: textOf(beside).slice(0, BESIDE) };
  };

  // --- The dialog

  const host = element("div", { id: "kantlijn-tools" });
  const root = host.attachShadow({ mode: "open" });
  const style = element("link", { rel: "stylesheet", href: "/_kantlijn/tools.css" });
  const said = element("p", { role: "status", class: "said" });
  const bar = element("div", { class: "bar" });
  const dialog = element("dialog", { "aria-labelledby": "title" });
  const tell = (text) => {
    said.textContent = text;
  };

  // While a dialog is open the page is not loaded anew, or what was typed would be lost; then it catches up.
  let missed = false;
  const hold = () => {
    const reloader = window.LiveReload?.reloader;
    if (!reloader) return;
    reloader.reloadPage = () => {
      missed = dialog.open;
      if (!missed) location.reload();
    };
  };
  document.addEventListener("LiveReloadConnect", hold);
  dialog.addEventListener("close", () => {
    if (location.hash.startsWith("#kantlijn-")) history.replaceState(null, "", location.pathname); // it was asked for once
    if (missed) location.reload();
  });

  const open = (title, ...inside) => {
    const close = button(words["tool-close"], () => dialog.close(), { class: "close" });
    const head = element("div", { class: "head" }, element("h2", { id: "title" }, title), close);
    dialog.replaceChildren(head, ...inside);
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[data-first]")?.focus();
  };

  const problems = (answer) => {
    const rows = (answer.problems ?? []).map((one) =>
      element(
        "li",
        {},
        `${one.line > 0 ? `${words["tool-line"]} ${one.line}: ` : ""}${one.message}`,
        one.hint ? element("span", { class: "hint" }, ` ${one.hint}`) : null,
      ),
    );
    return [answer.refused ?? null, rows.length ? element("ul", {}, ...rows) : null].filter((one) => one !== null);
  };

  // Sends what a form says; the page is shown anew by the build that follows.
  const send = async (form, name, fields) => {
    const wrong = form.querySelector(".wrong");
    form.toggleAttribute("inert", true);
    const answer = await ask(name, fields);
    form.toggleAttribute("inert", false);
    if (answer.refused) {
      wrong.replaceChildren(...problems(answer));
      form.querySelector("[data-first]")?.focus();
      return false;
    }
    sessionStorage.removeItem(KEPT);
    const done = `${words["tool-saved"]} ${answer.path ?? ""}`;
    sessionStorage.setItem(TOLD, done);
    dialog.close();
    tell(done);
    about = await ask("page");
    return true;
  };

  const form = (act, ...inside) =>
    element(
      "form",
      {
        submit: (event) => {
          event.preventDefault();
          act(event.target);
        },
      },
      ...inside,
      element("div", { class: "wrong", role: "alert" }),
    );

  const field = (label, input) => element("label", {}, element("span", {}, label), input);

  // --- Notes

  const noteForm = (quote, note, act) => {
    const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
    const draft = kept?.quote === quote && kept?.id === note.id ? kept : note;
    const kind = element(
      "select",
      { name: "kind" },
      ...about.kinds.map((one) => element("option", { value: one, selected: one === draft.kind }, words[`tool-kind-${one}`])),
    );
    const author = element("input", { name: "author", list: "authors", maxlength: "300", autocomplete: "off" });
    author.value = draft.author ?? localStorage.getItem("kantlijn-author") ?? about.authors[0] ?? "";
    const text = element("textarea", { name: "text", rows: "6", maxlength: "20000", required: true, "data-first": true });
    text.value = draft.text ?? "";
    const look = element("div", { class: "look", "aria-live": "polite" });
    let waiting = 0;
    const show = async () => {
      const answer = await ask("look", { text: text.value });
      if (answer.refused) return;
      look.innerHTML = answer.html; // written by the preview from Markdown, in which there is no HTML
      look.append(...problems(answer));
    };
    const written = () => {
      const now = { quote, id: note.id, kind: kind.value, author: author.value, text: text.value };
      sessionStorage.setItem(KEPT, JSON.stringify(now));
      clearTimeout(waiting);
      waiting = setTimeout(show, 250);
    };
    text.addEventListener("input", written);
    if (text.value) show();
    const made = form(
      (sent) => {
        localStorage.setItem("kantlijn-author", author.value);
        act(sent, { kind: kind.value, author: author.value, text: text.value });
      },
      element("blockquote", {}, quote),
      element(
        "div",
        { class: "pair" },
        field(words["tool-kind"], kind),
        field(words["tool-author"], author),
      ),
      element("datalist", { id: "authors" }, ...about.authors.map((one) => element("option", { value: one }))),
      field(words["tool-text"], text),
      element("p", { class: "hint" }, words["tool-text-hint"]),
      look,
    );
    return made;
  };

  const newNote = async () => {
    const range = marked ?? markedRange();
    if (!range) return tell(words["tool-mark-first"]);
    const passage = wordsOf(range);
    const answer = await ask("mark", passage);
    if (answer.refused) return tell(answer.refused);
    const made = noteForm(answer.quote, { kind: "context" }, (sent, fields) => send(sent, "note", { ...passage, ...fields }));
    made.append(element("p", { class: "acts" }, element("button", { type: "submit" }, words["tool-save"])));
    return open(words["tool-note"], made);
  };

  const changeNote = (note) => {
    const made = noteForm(note.quote, note, (sent, fields) =>
      send(sent, "note-change", { note: note.id, digest: note.file.digest, ...fields }),
    );
    const remove = button(words["tool-remove"], () => {
      if (remove.dataset.sure) send(made, "note-remove", { note: note.id, digest: note.file.digest });
      remove.dataset.sure = "yes";
      remove.textContent = words["tool-remove-sure"];
    });
    made.append(
      element("p", { class: "acts" }, element("button", { type: "submit" }, words["tool-save"]), remove, opener(note.file)),
    );
    open(words["tool-note-change"], made);
  };

  const notes = () => {
    const rows = about.notes.map((note) =>
      element(
        "li",
        {},
        button(`‘${note.quote}’`, () => changeNote(note), { class: "row" }),
        element("span", { class: "hint" }, ` ${words[`tool-kind-${note.kind}`]}${note.author ? `, ${note.author}` : ""}`),
      ),
    );
    const list = rows.length ? element("ul", { class: "rows" }, ...rows) : element("p", {}, words["tool-no-notes"]);
    open(words["tool-notes"], list);
  };

  // --- Title, topics, names

  const labels = () => {
    const title = element("input", { name: "title", maxlength: "300", autocomplete: "off", "data-first": true });
    title.value = about.labels.title;
    title.required = about.labels.required;
    const chosen = new Set(about.labels.topics);
    const fitting = new Set(about.suggested);
    const inOrder = [...about.topics].sort((a, b) => rank(a) - rank(b));
    function rank(topic) {
      return chosen.has(topic.id) ? 0 : fitting.has(topic.id) ? 1 : 2;
    }
    const choice = (topic) => {
      const box = element("input", { type: "checkbox", value: topic.id, checked: chosen.has(topic.id) });
      const why = !chosen.has(topic.id) && fitting.has(topic.id) ? element("span", { class: "hint" }, ` ${words["tool-fits"]}`) : null;
      return element("label", { class: "choice" }, box, element("span", {}, topic.name, why));
    };
    const rows = inOrder.map(choice);
    const topics = element("div", { class: "choices" }, ...rows);
    const sift = element("input", { type: "search", autocomplete: "off" });
    sift.addEventListener("input", () => {
      const sought = sift.value.toLowerCase();
      for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
    });
    const fresh = element("input", { name: "new-topic", maxlength: "300", autocomplete: "off" });
    const add = button(words["tool-topic-add"], async () => {
      if (!fresh.value.trim()) return fresh.focus();
      const answer = await ask("topic", { name: fresh.value });
      if (answer.refused) return made.querySelector(".wrong").replaceChildren(...problems(answer));
      chosen.add(answer.id);
      about.topics.push(answer);
      topics.prepend(choice(answer));
      fresh.value = "";
      return fresh.focus();
    });
    const made = form(
      (sent) => {
        const picked = [...topics.querySelectorAll("input:checked")].map((box) => box.value);
        const kept = about.labels.topics.filter((one) => picked.includes(one));
        const added = picked.filter((one) => !kept.includes(one));
        send(sent, "labels", { digest: about.file.digest, title: title.value, topics: [...kept, ...added] });
      },
      field(words["tool-title"], title),
      element(
        "fieldset",
        {},
        element("legend", {}, words["tool-topics"]),
        rows.length > 12 ? field(words["tool-sift"], sift) : null,
        topics,
        element("div", { class: "beside" }, field(words["tool-topic-new"], fresh), add),
      ),
      element("p", { class: "acts" }, element("button", { type: "submit" }, words["tool-save"])),
    );
    open(words["tool-labels"], made);
  };

  const person = () => {
    const name = element("input", { name: "name", maxlength: "300", required: true, autocomplete: "off", "data-first": true });
    name.value = about.person.name;
    const take = (one) => {
      name.value = one.replace(/ \(.*$/, "");
      name.focus();
    };
    const fitting = about.person.suggested.map((one) => element("li", {}, button(one, () => take(one), { class: "row" })));
    const made = form(
      (sent) => send(sent, "person", { digest: about.file.digest, name: name.value }),
      field(words["tool-name"], name),
      fitting.length ? element("p", { class: "hint" }, words["tool-names-fit"]) : null,
      fitting.length ? element("ul", { class: "rows" }, ...fitting) : null,
      element("p", { class: "acts" }, element("button", { type: "submit" }, words["tool-save"])),
    );
    open(words["tool-person"], made);
  };

  const document_ = () => {
    const subject = element("input", { maxlength: "300", required: true, autocomplete: "off", "data-first": true });
    subject.value = about.document.subject;
    const made = form(
      (sent) => send(sent, "document", { digest: about.document.digest, subject: subject.value }),
      field(words["tool-subject"], subject),
      element("p", { class: "acts" }, element("button", { type: "submit" }, words["tool-save"])),
    );
    open(words["tool-subject"], made);
  };

  // --- The file

  const opener = (file) => (file.editor ? element("a", { href: file.editor }, words["tool-open"]) : null);

  const showFile = () => {
    const { file } = about;
    const copy = button(words["tool-copy"], async () => {
      try {
        await navigator.clipboard.writeText(file.absolute);
        copy.textContent = words["tool-copied"];
      } catch {
        getSelection().selectAllChildren(path);
      }
    }, { "data-first": true });
    const path = element("code", {}, file.absolute);
    const how = file.editor ? null : element("p", { class: "hint" }, words["tool-open-hint"]);
    open(words["tool-file"], element("p", { class: "path" }, path), element("p", { class: "acts" }, copy, opener(file)), how);
  };

  // --- The bar

  const draw = () => {
    const note = button(words["tool-note"], newNote, { class: "note", mousedown: (event) => event.preventDefault() });
    const here = location.pathname === "/_kantlijn/";
    bar.replaceChildren(
      ...[
        element("a", { href: "/_kantlijn/", "aria-current": here ? "page" : null }, words["tool-work"]),
        about.notes ? note : null,
        about.notes ? button(`${words["tool-notes"]} (${about.notes.length})`, notes) : null,
        about.labels ? button(words["tool-labels"], labels) : null,
        about.person ? button(words["tool-person"], person) : null,
        about.document ? button(words["tool-subject"], document_) : null,
        about.file ? button(words["tool-file"], showFile) : null,
      ].filter((one) => one !== null),
      said,
    );
    const follow = () => {
      const now = markedRange();
      if (now || !dialog.open) marked = now;
      note.toggleAttribute("data-ready", marked !== null);
    };
    if (!about.notes) return;
    document.addEventListener("selectionchange", follow);
    follow();
  };

  const review = async (event) => {
    const pressed = event.target.closest?.("button[data-reviewed]");
    if (!pressed) return;
    const answer = await ask("reviewed", { page: pressed.dataset.page, code: pressed.dataset.reviewed });
    tell(answer.refused ?? `${words["tool-saved"]} ${answer.path}`);
    if (!answer.refused) pressed.closest("li").remove();
  };

  const start = async (tries = 60) => {
    about = await ask("page");
    if (!about.words) {
      if (tries) setTimeout(start, 1000, tries - 1); // the first build of this preview is not ready
      return;
    }
    words = about.words;
    host.lang = about.lang;
    bar.setAttribute("role", "region");
    bar.setAttribute("aria-label", words["tool-bar"]);
    root.append(style, bar, dialog);
    document.body.append(host);
    document.body.style.paddingBottom = "3rem"; // what is at the foot of a page is not under the bar
    draw();
    document.addEventListener("click", review);
    hold();
    tell(sessionStorage.getItem(TOLD) ?? "");
    sessionStorage.removeItem(TOLD);
    const wanted = location.hash.replace("#kantlijn-", "");
    if (wanted === "labels" && about.labels) labels();
    if (wanted === "person" && about.person) person();
    if (wanted === "document" && about.document) document_();
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", () => start());
  else start();
})();
