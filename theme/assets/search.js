// The search page: its form, its results, its address. Without it the page is a list of ways in, which comes back when
// nothing is found. What finds is in find.js, loaded with the index once somebody searches.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { index, total, lang, offline, years } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const [status, list, more, ways] = ["status", "results", "more", "ways"].map((name) => document.getElementById(`search-${name}`));
  const at = new URL(index, location.href);
  const finder = new URL("find.js", document.currentScript.src);
  const chooser = new URL("choose.js", document.currentScript.src);
  const STEP = 10, LONG = 15; // results at a time; a list of so many is narrowed by typing

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
    loading ??= import(finder.href).then(async (find) => ({ find, engine: await find.open(at, lang, Number(total), years.split(" ")) }));
    loading.catch(() => { loading = null; }); // the next try may succeed
    return loading;
  };

  // A result: the letter's date in the margin; the question, where it stands, and the words around what was found.
  const row = async ({ result, places }, find, query) => {
    const data = await result.data();
    const { meta } = data;
    const noted = meta.kind === "note";
    const { id: within, words: shown } = find.passage(data, places, query);
    const id = within || (noted ? data.anchors[0].id : "");
    const address = new URL(`..${meta.page ?? data.raw_url}${offline ? "index.html" : ""}${id && id !== "top" ? `#${id}` : ""}`, at);
    const part = id.startsWith("a") ? "answer" : "question";
    const apart = noted ? words.note : id.startsWith("fn-") ? words.footnote : "";
    const place = meta.number ? fill(words[apart ? "question" : part], meta) : apart ? "" : words.kinds[meta.kind];
    const title = element("a", { href: address, textContent: meta.title, className: meta.own ? "official" : "" });
    const excerpt = element("p", { className: meta.letter && !noted ? "found official" : "found" });
    for (const [text, found] of shown) excerpt.append(found ? element("mark", { textContent: text }) : text);
    if (meta.lang) title.lang = excerpt.lang = meta.lang;
    return element("li", { className: "row entry" },
      element("p", { className: "label" }, element("time", { dateTime: meta.day ?? "", textContent: meta.date ?? "" })),
      element("div", { className: "body" },
        element("h2", {}, title),
        element("p", { className: "quiet", textContent: [apart, place, (apart || meta.number) && meta.letter].filter(Boolean).join(" · ") }),
        excerpt));
  };

  // The address follows what is asked: words in the making replace each other, and what was settled can be gone back to.
  let turn = 0, settled = true;
  const keep = (given) => {
    const address = given.size ? `?${given}` : location.pathname;
    if (new URL(address, location.href).href === location.href) return;
    history[settled && location.search ? "pushState" : "replaceState"](null, "", address);
    settled = false;
  };
  const ask = async ({ back = false } = {}) => {
    const mine = ++turn;
    const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    const { q: query = "", ...filters } = Object.fromEntries(given);
    if (!back) keep(given);
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
        const onclick = () => { form.elements.q.value = near; settled = true; ask(); form.elements.q.focus(); };
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
  form.addEventListener("change", (event) => {
    if (event.target.tagName === "SELECT") soon(0);
    else settled = true;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask();
    settled = true;
  });
  form.addEventListener("focusin", () => load().catch(() => {}), { once: true });

  const shown = [];
  const restore = () => {
    form.reset();
    for (const [name, value] of new URLSearchParams(location.search)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    for (const show of shown) show();
  };
  addEventListener("popstate", () => {
    restore();
    settled = true;
    ask({ back: true });
  });
  restore();
  if (location.search) ask();
  const long = [...form.querySelectorAll("select")].filter((select) => select.length > LONG);
  if (long.length) {
    import(chooser.href).then(({ typeAhead }) => {
      for (const select of long) shown.push(typeAhead(select, words.further));
    });
  }
})();
