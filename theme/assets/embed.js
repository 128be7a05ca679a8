// One script for both sides of a frame. In it: says how high the page is. Around it: listens, and gives the frame that height.
(() => {
  const type = "kantlijn:height";
  if (window.parent !== window && document.body.classList.contains("page-embed")) {
    const say = () => parent.postMessage({ type, height: Math.ceil(document.body.getBoundingClientRect().height) }, "*");
    new ResizeObserver(say).observe(document.body);
    addEventListener("load", say);
    addEventListener("message", (event) => { if (event.data?.type === "kantlijn:ask") say(); });
    say();
    return;
  }
  const origin = document.currentScript && new URL(document.currentScript.src).origin;
  if (!origin || document.body?.classList.contains("page-embed")) return;
  for (const quote of document.querySelectorAll("blockquote[data-kantlijn]")) {
    const source = new URL(quote.dataset.kantlijn, document.baseURI);
    if (source.origin !== origin) continue;
    const title = quote.querySelector("a")?.textContent ?? "";
    const frame = Object.assign(document.createElement("iframe"), { src: source.href, title, width: "100%", height: 400, loading: "lazy" });
    frame.style.border = "0";
    quote.replaceWith(frame);
  }
  const ours = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${origin}/`));
  addEventListener("message", (event) => {
    const height = event.data?.type === type && Number(event.data.height);
    if (!(height > 0) || event.origin !== origin) return;
    for (const frame of ours()) {
      if (frame.contentWindow === event.source) frame.style.height = `${Math.min(height, 20000)}px`;
    }
  });
  const ask = () => { for (const frame of ours()) frame.contentWindow?.postMessage({ type: "kantlijn:ask" }, origin); };
  ask();
  addEventListener("load", ask);
})();
