// Beside the source: a paragraph and its own lines show each other. Without this the page is whole.
(() => {
  const root = document.querySelector(".beside");
  let held = "";
  const show = (anchor) => {
    for (const part of root.querySelectorAll("[data-of].mine, .official.mine")) part.classList.remove("mine");
    if (!anchor) return;
    for (const part of root.querySelectorAll(`[data-of="${CSS.escape(anchor)}"]`)) part.classList.add("mine");
    document.getElementById(anchor)?.classList.add("mine");
  };
  const of = (target) => target.closest?.("[data-of]")?.dataset.of || target.closest?.(".own .official[id]")?.id || "";
  root.addEventListener("pointerover", (event) => event.pointerType === "mouse" && show(of(event.target) || held));
  root.addEventListener("pointerleave", () => show(held));
  root.addEventListener("click", (event) => {
    const anchor = of(event.target);
    held = anchor === held ? "" : anchor;
    show(held);
  });
  const led = () => {
    held = decodeURIComponent(location.hash.slice(1));
    show(held);
  };
  addEventListener("hashchange", led);
  if (root && location.hash) led();
  // Where the text keeps beside it, its own lines far down the source come into view.
  const first = root?.querySelector(".source [data-of]");
  if (first && !location.hash && !scrollY && matchMedia("screen and (min-width: 56rem)").matches && first.getBoundingClientRect().top > innerHeight * .7) {
    first.scrollIntoView({ block: "center" });
  }
})();
