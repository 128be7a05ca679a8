// A long list to choose from: what is typed narrows it. The list itself stays the form's field, out of sight.
// The pattern is ARIA's combobox with a listbox (manual selection): arrows, Enter, Escape, or a tap.
const SHOWN = 50;

const fold = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");

// Put a field to type in before a list (`select`); `further` says how many more there are. Return what shows the choice
// again after a script changed it.
export function typeAhead(select, further) {
  const any = select.options[0].text;
  const choices = [...select.options].slice(1).map(({ value, text, lang }) => ({ value, text, lang, folded: ` ${fold(text)}` }));
  const list = Object.assign(document.createElement("ul"), { id: `${select.id}-list`, hidden: true });
  const box = Object.assign(document.createElement("input"), {
    id: `${select.id}-box`, type: "text", autocomplete: "off", spellcheck: false, placeholder: any, enterKeyHint: "done",
  });
  const label = select.labels[0];
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label.textContent);
  let active = -1;

  const shown = () => (select.value ? select.selectedOptions[0].text : "");
  const show = () => { box.value = shown(); };
  const rows = () => list.querySelectorAll("[role=option]");
  const close = () => {
    list.hidden = true;
    active = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const move = (to) => {
    const all = rows();
    active = all.length ? (to + all.length) % all.length : -1;
    all.forEach((row, at) => row.setAttribute("aria-selected", at === active));
    if (active < 0) return;
    box.setAttribute("aria-activedescendant", all[active].id);
    all[active].scrollIntoView({ block: "nearest" });
  };
  const open = () => {
    const sought = box.value === shown() ? "" : fold(box.value.trim());
    const all = choices.filter(({ folded }) => folded.includes(sought));
    all.sort((one, other) => other.folded.includes(` ${sought}`) - one.folded.includes(` ${sought}`)); // words that begin so
    list.replaceChildren(...all.slice(0, SHOWN).map(({ value, text, lang }, at) => {
      const row = Object.assign(document.createElement("li"), { id: `${list.id}-${at}`, textContent: text });
      if (lang) row.lang = lang;
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", "false");
      row.dataset.value = value;
      return row;
    }));
    if (all.length > SHOWN) {
      const rest = Object.assign(document.createElement("li"), { textContent: further.replace("{n}", all.length - SHOWN) });
      rest.setAttribute("role", "presentation");
      list.append(rest);
    }
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.hidden = !all.length;
    box.setAttribute("aria-expanded", !list.hidden);
  };
  const choose = (value) => {
    close();
    const changed = select.value !== value;
    select.value = value;
    show();
    if (changed) select.dispatchEvent(new Event("change", { bubbles: true }));
  };

  box.addEventListener("input", (event) => {
    event.stopPropagation(); // half a name is no choice yet
    open();
    if (!box.value.trim() && select.value) choose("");
  });
  box.addEventListener("change", (event) => event.stopPropagation());
  box.addEventListener("click", open);
  box.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      if (list.hidden) open();
      move(active < 0 && step < 0 ? -1 : active + step);
    } else if (event.key === "Enter" && !list.hidden) {
      event.preventDefault();
      const row = rows()[Math.max(active, 0)];
      if (row && box.value.trim()) choose(row.dataset.value);
      else close();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
      show();
    }
  });
  box.addEventListener("blur", () => {
    const meant = choices.find(({ folded }) => folded === ` ${fold(box.value.trim())}`);
    choose(meant ? meant.value : box.value.trim() ? select.value : "");
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const row = event.target.closest("[role=option]");
    if (row) choose(row.dataset.value);
  });

  close();
  show();
  select.hidden = true;
  label.htmlFor = box.id;
  select.before(box);
  select.after(list);
  return show;
}
