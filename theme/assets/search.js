// The search page: its form, its results, its address. Without it the page is a list of ways in, which comes back when
// nothing is found. What finds is in find.js, loaded with the index once somebody searches.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { index, total, lang, offline } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const [status, list, more, ways] = ["status", "results", "more", "ways"].map((name) => document.getElementById(`search-${name}`));
  const at = new URL(index, location.href);
  const finder = new URL("find.js", document.currentScript.src);
  const STEP = 10;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const element = (name, properties, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside);
    return made;
  };

  form.hidden = false;
  document.querySelector(".head .lead")?.setAttribute("hidden", ""); // it sends readers to the list
  if (location.protocol === "file:") { // browsers read no index from disk
    form.firstElementChild.disabled = true;
    status.textContent = words.disk;
    return;
  }

  let loading;
  const load = () => {
    loading ??= import(finder.href).then(async (find) => ({ find, engine: await find.open(at, lang, Number(total)) }));
    loading.catch(() => { loading = null; }); // the next try may succeed
    return loading;
  };

  // A result: the letter's date in the margin; the question, where it stands, and the words around what was found.
  const row = async ({ result, places }, find, query) => {
    const data = await result.data();
    const { meta } = data;
    const { id, words: shown } = find.passage(data, places, query);
    const address = new URL(`..${data.raw_url}${offline ? "index.html" : ""}${id && id !== "top" ? `#${id}` : ""}`, at);
    const noted = id.startsWith("n-");
    const part = noted ? "note" : id.startsWith("fn-") ? "footnote" : id.startsWith("a") ? "answer" : "question";
    const place = noted || (meta.number && meta.letter) ? fill(words[part], meta) : words.kinds[meta.kind];
    const title = element("a", { href: address, textContent: meta.title, className: meta.own ? "official" : "" });
    const excerpt = element("p", { className: meta.letter && !noted ? "found official" : "found" });
    for (const [text, found] of shown) excerpt.append(found ? element("mark", { textContent: text }) : text);
    if (meta.lang) title.lang = excerpt.lang = meta.lang;
    return element("li", { className: "row entry" },
      element("p", { className: "label" }, element("time", { dateTime: meta.day ?? "", textContent: meta.date ?? "" })),
      element("div", { className: "body" },
        element("h2", {}, title),
        element("p", { className: "quiet", textContent: [place, meta.number && meta.letter].filter(Boolean).join(" · ") }),
        excerpt));
  };

  let turn = 0;
  const ask = async () => {
    const mine = ++turn;
    const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    const { q: query = "", ...filters } = Object.fromEntries(given);
    history.replaceState(null, "", given.size ? `?${given}` : location.pathname);
    const show = (sentence, rows = [], rest = 0) => {
      status.textContent = sentence;
      list.replaceChildren(...rows);
      more.hidden = !rest;
      ways.hidden = rows.length > 0;
    };
    if (!given.size) return show("");
    if (!list.childElementCount) status.textContent = words.busy;
    try {
      const { find, engine } = await load();
      const { found, partly, near } = await find.search(engine, query, filters);
      const sentence = [words.none, words.one][found.length] ?? words.many;
      const said = fill(sentence, { n: found.length, query: query ? `‘${query}’` : words.choice });
      const next = () => Promise.all(found.splice(0, STEP).map((result) => row(result, find, query)));
      const rows = await next();
      if (mine !== turn) return;
      show(partly ? `${said} ${words.partly}` : said, rows, found.length);
      more.onclick = async () => {
        const added = await next();
        if (mine !== turn) return;
        list.append(...added);
        more.hidden = !found.length;
        added[0].querySelector("a").focus();
      };
      if (near) {
        const onclick = () => { form.elements.q.value = near; ask(); form.elements.q.focus(); };
        status.append(` ${words.near} `, element("button", { type: "button", textContent: near, onclick }));
      }
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      show(words.failed);
    }
  };

  let waiting;
  const soon = (wait) => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, wait);
  };
  form.addEventListener("input", () => soon(200));
  form.addEventListener("submit", (event) => { event.preventDefault(); soon(0); });
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });
  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  if (location.search) ask();
})();
