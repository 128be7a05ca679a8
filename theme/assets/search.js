// Search: asks Pagefind's index for every form and compound of the words sought, and shows where they stand.
// Without it the page is a list of ways in; that list comes back when nothing is sought.
(() => {
  const form = document.querySelector("form.search");
  if (!form) return;
  const { index, total, lang } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const status = document.getElementById("search-status");
  const list = document.getElementById("search-results");
  const more = document.getElementById("search-more");
  const ways = document.getElementById("search-ways");
  const at = new URL(index, location.href);
  const STEP = 10, SPAN = 34, LEAD = 9, FORMS = 80, SHORT = 5;

  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  const element = (name, properties = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...inside.filter(Boolean));
    return made;
  };
  const say = (text) => { status.textContent = text; };

  form.hidden = false;
  if (location.protocol === "file:") { // a browser reads no index from disk
    form.querySelector("fieldset").disabled = true;
    say(words.disk);
    return;
  }

  // --- The index and the vocabulary, loaded when somebody searches ---

  let loading;
  const load = () => {
    loading ??= (async () => {
      const [pagefind, text] = await Promise.all([
        import(at.href),
        fetch(new URL("words.txt", at)).then((got) => (got.ok ? got.text() : "")),
      ]);
      await pagefind.init(lang);
      const families = new Map();
      for (const line of text.split("\n")) {
        const [head, ...rest] = line.split(" ");
        const family = [head, ...rest.map((word) => (word[0] === "-" ? head + word.slice(1) : word))];
        if (head) for (const word of family) families.set(word, family);
      }
      return { pagefind, families };
    })();
    loading.catch(() => { loading = null; }); // the next try may succeed
    return loading;
  };

  // --- From a word to all that it may stand as ---

  // Forms that a Dutch or English ending would give; which of them exist, the vocabulary knows.
  const variants = (word) => {
    const stems = [word, ...["s", "e", "n", "en", "es", "je", "jes"].filter((end) => word.endsWith(end)).map((end) => word.slice(0, -end.length))];
    const sounds = stems.flatMap((stem) => [
      stem,
      stem.replace(/([bcdfgklmnprst])\1$/, "$1"),
      stem.replace(/([aeou])([bcdfghklmnprstvz])$/, "$1$1$2"),
      stem.replace(/([aeou])\1([bcdfghklmnprstvz])$/, "$1$2"),
    ]).flatMap((stem) => [stem, stem.replace(/z$/, "s").replace(/v$/, "f"), stem.replace(/s$/, "z").replace(/f$/, "v")]);
    return sounds.filter((stem) => stem.length > 2).flatMap((stem) => [stem, `${stem}s`, `${stem}e`, `${stem}en`]);
  };

  const forms = (word, families) => {
    const found = new Map();
    const add = (family, weight) => {
      for (const form of family ?? []) if (!(found.get(form) >= weight)) found.set(form, weight);
    };
    if (word.length < 3 || /\d/.test(word)) return found;
    for (const form of variants(word)) add(families.get(form), 0.8);
    const stems = [...new Set([word, ...found.keys()])].filter((stem) => stem.length >= SHORT);
    for (const [other, family] of families) {
      if (other.startsWith(word)) add([other], 0.6);
      if (found.get(other) >= 0.5) continue;
      const stem = stems.find((part) => other.includes(part));
      if (stem) add(family, other.startsWith(stem) || other.endsWith(stem) ? 0.5 : 0.3);
    }
    if (families.has(word)) found.set(word, 1);
    return new Map([...found].sort((one, other) => other[1] - one[1]).slice(0, FORMS));
  };

  // --- One word or phrase: where it stands, in which pages ---

  const units = (query) => {
    const found = [...query.matchAll(/["“”„]([^"“”„]+)["“”„]|([\p{L}\p{N}][\p{L}\p{M}\p{N}.\/-]*)/gu)];
    return found.map(([, phrase, word]) => (phrase ? { phrase } : { word: fold(word).replace(/[.\/-]+$/, "") }));
  };

  const look = async ({ phrase, word }, { pagefind, families }, filters) => {
    const asked = word ? forms(word, families) : new Map([[phrase, 1]]);
    const exact = asked.size > 0;
    if (!exact) asked.set(word, 1);
    const pages = new Map();
    await Promise.all([...asked].map(async ([term, weight]) => {
      const { results } = await pagefind.search(exact ? `"${term}"` : term, { filters });
      for (const result of results) {
        const page = pages.get(result.id) ?? { result, places: new Map() };
        for (const place of result.words) page.places.set(place, Math.max(weight, page.places.get(place) ?? 0));
        pages.set(result.id, page);
      }
    }));
    const rarity = Math.log(1 + total / (pages.size || 1));
    for (const page of pages.values()) {
      const weights = [...page.places.values()];
      const sum = weights.reduce((all, weight) => all + weight, 0);
      page.score = rarity * Math.max(...weights) * (1 + sum / (sum + 3));
    }
    return pages;
  };

  // Pages with all words; a word that most pages have need not be there. Where no page has them all, those with some.
  const search = async (query, filters) => {
    const engine = await load();
    const wanted = units(query);
    if (!wanted.length) {
      const { results } = await engine.pagefind.search(null, { filters });
      return { found: results.map((result) => ({ result, places: new Map() })), engine, wanted };
    }
    const each = await Promise.all(wanted.map((unit) => look(unit, engine, filters)));
    const rare = each.filter((pages) => pages.size <= total / 2);
    const needed = rare.length ? rare : each;
    const merged = new Map();
    for (const pages of each) {
      for (const [id, { result, places, score }] of pages) {
        const page = merged.get(id) ?? { result, places: new Map(), score: 0, has: 0 };
        for (const [place, weight] of places) page.places.set(place, weight);
        page.score += score;
        page.has += needed.includes(pages) ? 1 : 0;
        merged.set(id, page);
      }
    }
    const all = [...merged.values()];
    const whole = all.filter((page) => page.has === needed.length);
    const found = (whole.length ? whole : all).sort((one, other) => other.has - one.has || other.score - one.score);
    return { found, partly: !whole.length && all.length > 0, engine, wanted };
  };

  // --- What a result shows ---

  // The stretch of one paragraph that holds most of what was sought, and the paragraph's anchor.
  const passage = (data, places) => {
    const text = data.content.split(/\s+/);
    const blocks = data.anchors.filter((anchor) => anchor.element === "div" && anchor.id).sort((one, other) => one.location - other.location);
    let best = { start: blocks[0]?.location ?? 0, id: "", sum: 0, end: blocks[1]?.location ?? text.length };
    blocks.forEach(({ id, location }, number) => {
      const end = blocks[number + 1]?.location ?? text.length;
      const inside = [...places].filter(([place]) => place >= location && place < end).sort((one, other) => one[0] - other[0]);
      inside.forEach(([first], from) => {
        const sum = inside.slice(from).reduce((all, [place, weight]) => all + (place < first + SPAN - LEAD ? weight : 0), 0);
        if (sum > best.sum) best = { start: Math.max(location, first - LEAD), id, sum, end };
      });
    });
    const stop = Math.min(best.end, best.start + SPAN);
    const shown = text.slice(best.start, stop).flatMap((word, number) => {
      const [, before, core, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
      return places.has(best.start + number) && core ? [before, element("mark", { textContent: core }), `${after} `] : [`${word} `];
    });
    const first = blocks.some(({ location }) => location === best.start);
    return { id: best.id === "top" ? "" : best.id, shown: [first ? "" : "… ", ...shown, stop < best.end ? "…" : ""] };
  };

  const place = (id, meta) => {
    const part = id.startsWith("n-") ? "note" : id.startsWith("fn-") ? "footnote" : id.startsWith("a") ? "answer" : meta.number ? "question" : "";
    return part && meta.letter ? fill(words[part], meta) : words.kinds[meta.kind] ?? "";
  };

  const row = async ({ result, places }) => {
    const data = await result.data();
    const { meta } = data;
    const { id, shown } = passage(data, places);
    const address = new URL(`..${data.raw_url ?? data.url}`, at);
    if (form.dataset.offline) address.pathname += "index.html";
    if (id) address.hash = id;
    const official = meta.letter && !id.startsWith("n-") ? "official" : "";
    const title = element("a", { href: address.href, textContent: meta.title, className: meta.letter ? "official" : "" });
    const excerpt = element("p", { className: `found ${official}` }, ...shown);
    if (meta.lang) for (const part of [title, official ? excerpt : title]) part.lang = meta.lang;
    const from = [place(id, meta), meta.number ? meta.letter : ""].filter(Boolean).join(" · ");
    return element("li", { className: "row entry" },
      element("p", { className: "label" }, meta.date ? element("time", { dateTime: meta.day, textContent: meta.date }) : ""),
      element("div", { className: "body" }, element("h3", {}, title), element("p", { className: "quiet", textContent: from }), shown.join("").trim() && excerpt));
  };

  // --- Asking and answering ---

  const near = (query, families) => { // one letter more, less or other
    for (const { word } of units(query)) {
      if (!word || word.length < SHORT || families.has(word)) continue;
      for (let cut = 0; cut <= word.length; cut += 1) {
        const like = new RegExp(`^${word.slice(0, cut)}(.|.?${word.slice(cut + 1)}|.${word.slice(cut)})$`, "u");
        for (const other of families.keys()) if (Math.abs(other.length - word.length) < 2 && like.test(other)) return other;
      }
    }
    return "";
  };

  let turn = 0;
  const ask = async () => {
    const mine = ++turn;
    const given = new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));
    history.replaceState(null, "", given.size ? `?${given}` : location.pathname);
    const query = given.get("q") ?? "";
    const filters = Object.fromEntries([...given].filter(([name]) => name !== "q"));
    ways.hidden = given.size > 0;
    if (!given.size) {
      list.replaceChildren();
      more.hidden = true;
      say("");
      return;
    }
    if (!list.childElementCount) say(words.busy);
    try {
      const { found, partly, engine } = await search(query, filters);
      let next = 0;
      const show = async () => {
        const rows = await Promise.all(found.slice(next, next + STEP).map(row));
        if (mine !== turn) return;
        if (!next) list.replaceChildren();
        next += STEP;
        list.append(...rows);
        more.hidden = next >= found.length;
        if (next > STEP) rows[0]?.querySelector("a").focus();
      };
      await show();
      if (mine !== turn) return;
      more.onclick = show;
      const sentence = found.length ? (found.length === 1 ? words.one : words.many) : words.none;
      say(fill(sentence, { n: found.length, query }) + (partly ? ` ${words.partly}` : ""));
      const other = found.length ? "" : near(query, engine.families);
      if (other) {
        const button = element("button", { type: "button", textContent: other });
        button.onclick = () => { form.elements.q.value = other; form.elements.q.focus(); ask(); };
        status.append(` ${words.near} `, button);
      }
      ways.hidden = found.length > 0;
    } catch (error) {
      if (mine !== turn) return;
      console.error(error);
      list.replaceChildren();
      more.hidden = true;
      ways.hidden = false;
      say(words.failed);
    }
  };

  let waiting;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask();
  });
  form.addEventListener("focusin", () => { load().catch(() => {}); }, { once: true });

  for (const [name, value] of new URLSearchParams(location.search)) {
    if (form.elements[name]) form.elements[name].value = value;
  }
  if (location.search) ask();
})();
