// Finding: what the search page loads once somebody searches. Pages that are called what was sought come first; then it
// asks Pagefind's index for every form and compound of a word that the site's vocabulary has, and picks the paragraph
// that holds most of what was sought.

const SPAN = 34, LEAD = 9; // words: how long an excerpt is, and how many stand before what was found
const FORMS = 80, PART = 5; // how many forms of a word are asked for; the shortest word looked for inside others

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// Give the index and the vocabulary: `families` has for each word all forms of it. A line of the vocabulary with strokes
// names the parts that the index of a large site is in: /2020 /2021.
export async function open(index, lang, total, years) {
  const file = fetch(new URL("words.txt", index)).then((got) => (got.ok ? got.text() : ""));
  const pagefind = (await import(index.href)).createInstance({ language: lang }); // a fresh one: what failed to load stays so
  await pagefind.init();
  const families = new Map();
  const lines = (await file).split("\n").filter(Boolean);
  const parts = lines[0]?.startsWith("/") ? lines.shift().split(" ") : [];
  await Promise.all(parts.map((part) => pagefind.mergeIndex(new URL(`.${part}/`, index).pathname)));
  for (const line of lines) {
    const [head, ...rest] = line.split(" ");
    const family = [head, ...rest.map((word) => (word[0] === "-" ? head + word.slice(1) : word))];
    for (const word of family) families.set(word, family);
  }
  return { pagefind, families, total, years };
}

// --- From a word to all that it may stand as, each with its weight ---

// What a Dutch or English ending would make of a word; which of these exist, the vocabulary knows.
const variants = (word) => ["", "s", "e", "n", "en", "es", "je"]
  .filter((end) => word.endsWith(end))
  .map((end) => word.slice(0, word.length - end.length))
  .flatMap((stem) => [
    stem,
    stem.replace(/(\w)\1$/, "$1"), // lampp(en)
    stem.replace(/([aeou])(\w)$/, "$1$1$2"), // vrag(en), vraag
    stem.replace(/([aeou])\1(\w)$/, "$1$2"), // vraag, vrag(en)
  ])
  .flatMap((stem) => [
    stem,
    stem.replace(/[zv]$/, (end) => (end === "z" ? "s" : "f")), // huiz(en), huis
    stem.replace(/[sf]$/, (end) => (end === "s" ? "z" : "v")),
  ])
  .filter((stem) => stem.length > 2)
  .flatMap((stem) => ["", "s", "e", "en"].map((end) => stem + end));

function forms(word, families) {
  const found = new Map();
  const add = (family = [], weight = 0) => {
    for (const form of family) found.set(form, Math.max(weight, found.get(form) ?? 0));
  };
  if (word.length < 3 || /\d/.test(word)) return found;
  for (const form of variants(word)) add(families.get(form), 0.8);
  const stems = [word, ...found.keys()].filter((stem) => stem.length >= PART);
  for (const [other, family] of families) {
    const stem = stems.find((part) => other.includes(part));
    if (stem) add(family, other.startsWith(stem) || other.endsWith(stem) ? 0.5 : 0.3);
    else if (other.startsWith(word)) add([other], 0.4);
  }
  if (families.has(word)) found.set(word, 1);
  return new Map([...found].sort((one, other) => other[1] - one[1]).slice(0, FORMS));
}

// --- Pages that are called what was sought ---

const NUMBER = /(?:(?:antwoord(?:en)?\s+op|answers?\s+to)\s+)?(?<!\p{L})(?:vra(?:ag|gen)|questions?)\s*(\d{1,3})(?!\d)/iu;
const SMALL = new Set("een het van der den des voor naar over door met bij the and for with from".split(" "));
const SPAN_OF_NAME = 10, LETTERS = 5; // words that an id may have; letters of which a question is looked up

// The form in which names and ids are compared, as the index has them: 30 821, nr. 124 is 30821-nr-124.
export const key = (text) => (fold(text).replace(/(?<!\p{Nd})(\p{Nd}{2})[ .](\p{Nd}{3})(?!\p{Nd})/gu, "$1$2").match(/\p{L}+|\p{Nd}+/gu) ?? [])
  .map((token) => token.replace(/^0+(?=.)/, "")).join("-");
const figure = (token) => /^\p{Nd}/u.test(token);

const pick = async ({ pagefind }, filters) => (await pagefind.search(null, { filters })).results;

// All names that a query may hold, each with what is left of it: the whole, each stretch with a figure in it, figures only.
function names(tokens) {
  const found = [[tokens.join("-"), []]];
  for (let length = Math.min(tokens.length, SPAN_OF_NAME); length > 1; length -= 1) {
    for (let at = 0; at + length <= tokens.length; at += 1) {
      const span = tokens.slice(at, at + length);
      if (span.some(figure)) found.push([span.join("-"), [...tokens.slice(0, at), ...tokens.slice(at + length)]]);
    }
  }
  const figures = tokens.filter(figure);
  return figures.length > 1 ? [...found, [figures.join("-"), []]] : found;
}

// Pages that are called so: `exact` by a name or an id, or the question of a letter; `titled` have all the words in theirs,
// first as they were typed, then in other forms.
async function called(text, number, engine, filters) {
  const tokens = key(text).split("-").filter(Boolean);
  if (!tokens.length) return { exact: number ? await newest(engine, filters, number) : [], titled: [] };
  const possible = names(tokens);
  let exact = [], left = [];
  if ((await pick(engine, { ...filters, name: { any: possible.map(([name]) => name) } })).length) {
    for (const [name, rest] of possible) {
      exact = await pick(engine, { ...filters, name });
      left = rest;
      if (exact.length) break;
    }
  }
  const titled = tokens.some(figure) ? [] : [await withTitle(tokens, engine, filters), await withTitle(tokens, engine, filters, 0.5)];
  const asked = number ?? (left.length === 1 && /^\d{1,3}$/.test(left[0]) ? left[0] : "");
  const letters = asked ? await Promise.all([...exact, ...titled.flat()].slice(0, LETTERS).map((result) => result.data())) : [];
  const ids = letters.map(({ meta }) => meta.id).filter(Boolean);
  const questions = await Promise.all(ids.map((letter) => pick(engine, { ...filters, letter, number: asked })));
  return { exact: [...questions.flat(), ...exact], titled };
}

// Pages with all the words in their title: as typed, or also forms of at least some weight.
async function withTitle(tokens, engine, filters, least = 1) {
  const words = tokens.filter((token) => token.length > 2 && !SMALL.has(token));
  if (!words.length) return [];
  const all = words.map((word) => {
    const like = [...forms(word, engine.families)].filter(([, weight]) => weight >= least).map(([form]) => form);
    return { word: { any: [word, ...like] } };
  });
  return pick(engine, { all: [...Object.entries(filters).map(([name, value]) => ({ [name]: value })), ...all] });
}

// The questions with a number, those of the last years first, until there are some.
async function newest(engine, filters, number) {
  const found = [];
  for (const year of engine.years) {
    found.push(...await pick(engine, { year, ...filters, number }));
    if (found.length > 9 || filters.year) break;
  }
  return found;
}

// --- Asking the index ---

// One word or phrase: the pages that have it, with its places there and their weights.
async function look(unit, { pagefind, families, total }, filters) {
  const asked = unit.phrase ? new Map([[unit.phrase, 1]]) : forms(unit.word, families);
  if (!asked.size) asked.set(unit.word, 1);
  // In quotation marks, or Pagefind would also take what only begins alike; of a long number the beginning will do.
  const terms = /\d.{3}|.{3}\d/.test(unit.word) ? [[unit.word, 1]] : [...asked].map(([form, weight]) => [`"${form}"`, weight]);
  const pages = new Map();
  await Promise.all(terms.map(async ([term, weight]) => {
    for (const result of (await pagefind.search(term, { filters })).results) {
      if (!result.words.length) continue; // found in what is only said of the page: its kind, its date
      if (!pages.has(result.id)) pages.set(result.id, { result, places: new Map() });
      const { places } = pages.get(result.id);
      for (const place of result.words) places.set(place, Math.max(weight, places.get(place) ?? 0));
    }
  }));
  const rarity = Math.log(1 + total / (pages.size || 1));
  for (const page of pages.values()) {
    const weights = [...page.places.values()];
    const sum = weights.reduce((all, weight) => all + weight, 0);
    page.score = rarity * Math.max(0, ...weights) * (1 + sum / (sum + 3));
  }
  return pages;
}

// Pages that are called what was sought, then those with the words. Where there is nothing, `near` is a word that the
// reader may have meant.
export async function search(engine, query, filters) {
  const number = query.match(NUMBER)?.[1];
  const text = number ? query.replace(NUMBER, " ") : query;
  const { exact, titled } = await called(text, number, engine, filters);
  const { found, partly, near } = await withWords(text, engine, number && !text.trim() ? { ...filters, number } : filters);
  const numbered = number && text.trim() ? await withWords(text, engine, { ...filters, number }) : { found: [], partly: true };
  const order = new Map(found.map(({ result }, at) => [result.id, at]));
  const byWords = (one, other) => (order.get(one.id) ?? found.length) - (order.get(other.id) ?? found.length);
  const places = new Map(found.map((page) => [page.result.id, page.places]));
  const first = [...exact, ...(numbered.partly ? [] : numbered.found.map(({ result }) => result)), ...titled.flatMap((pages) => pages.sort(byWords))];
  const all = new Map(first.map((result) => [result.id, { result, places: places.get(result.id) ?? new Map() }]));
  if (!partly || !all.size) for (const page of found) if (!all.has(page.result.id)) all.set(page.result.id, page);
  return { found: [...all.values()], partly: partly && !first.length, near: all.size ? "" : near };
}

// Pages with all the words, but for words that most pages have; where no page has them all, those with some (`partly`).
async function withWords(query, engine, filters) {
  const units = [...query.matchAll(/["“”„]([^"“”„]+)["“”„]|[\p{L}\p{N}]*\d[\p{L}\p{N}.\/-]*(?<!\p{P})|[\p{L}\p{N}]+/gu)]
    .map(([word, phrase]) => (phrase ? { phrase } : { word: fold(word) })); // 2021Z16860, 5.1 and 30821-124 are one word
  if (!units.length) {
    const { results } = await engine.pagefind.search(null, { filters });
    return { found: results.map((result) => ({ result, places: new Map() })) };
  }
  const each = await Promise.all(units.map((unit) => look(unit, engine, filters)));
  const rare = each.filter((pages) => pages.size <= engine.total / 2);
  const needed = rare.length ? rare : each;
  const all = new Map();
  for (const pages of each) {
    for (const [id, { result, places, score }] of pages) {
      const page = all.get(id) ?? { result, places: new Map(), score: 0, has: 0 };
      for (const pair of places) page.places.set(...pair);
      page.score += score;
      page.has += needed.includes(pages);
      all.set(id, page);
    }
  }
  const whole = [...all.values()].filter((page) => page.has === needed.length);
  const found = whole.length ? whole : [...all.values()];
  found.sort((one, other) => other.has - one.has || other.score - one.score);
  return { found, partly: !whole.length && found.length > 0, near: found.length ? "" : near(units, engine.families) };
}

// The first known word that differs from one sought by one letter: more, less, other, or two that changed places.
function near(units, families) {
  for (const { word = "" } of units) {
    const cuts = [...word].map((letter, at) => {
      const [before, after] = [word.slice(0, at), word.slice(at + 1)];
      return `${before}.?${after}|${before}.${letter}${after}|${before}${after[0] ?? ""}${letter}${after.slice(1)}`;
    });
    const like = new RegExp(`^(${cuts.join("|")})$`);
    const found = word.length >= PART && [...families.keys()].find((other) => like.test(other));
    if (found) return found;
  }
  return "";
}

// --- What a result shows ---

// The stretch of one paragraph that holds most of what was sought: the paragraph's anchor, and the words, of which
// those found are marked (`[text, true]`). Words as they were typed count double.
export function passage({ content, anchors }, places, query) {
  const text = content.split(/\s+/);
  const typed = new Set(fold(query).match(/[\p{L}\p{N}]+/gu));
  const weights = [...places].map(([place, weight]) => [place, weight + typed.has(core(fold(text[place] ?? ""))[1])]);
  const blocks = anchors.filter(({ element }) => element === "div").sort((one, other) => one.location - other.location)
    .map(({ id, location }, at, sorted) => ({ id, from: location, to: sorted[at + 1]?.location ?? text.length }));
  let best = { from: 0, to: text.length, ...blocks[0], id: "", start: blocks[0]?.from ?? 0, sum: 0 };
  for (const block of blocks) {
    for (const [first] of weights.filter(([place]) => place >= block.from && place < block.to)) {
      const end = Math.min(block.to, first + SPAN - LEAD);
      const sum = weights.reduce((all, [place, weight]) => all + (place >= first && place < end ? weight : 0), 0);
      if (sum > best.sum) best = { ...block, sum, start: Math.max(block.from, first - LEAD) };
    }
  }
  const stop = Math.min(best.to, best.start + SPAN);
  const words = text.slice(best.start, stop).flatMap((word, at) => {
    if (!places.has(best.start + at)) return [[`${word} `]];
    const [before, middle, after] = core(word);
    return [[before], [middle, true], [`${after} `]];
  });
  return { id: best.id, words: [[best.start > best.from ? "… " : ""], ...words, [stop < best.to ? "…" : ""]] };
}

// A word without the punctuation around it, and that punctuation: before, word, after.
const core = (word) => word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u).slice(1);
