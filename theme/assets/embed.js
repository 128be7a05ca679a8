// One script for both sides of a frame. In it: says how high the page is. Around it: listens, and gives the frame that height.
// Nothing here writes to the console of the page around it: what cannot be done is left as it is.
(() => {
  const type = "kantlijn:height";
  const address = (text) => {
    try {
      return new URL(text, document.baseURI);
    } catch {
      return {}; // no address
    }
  };
  if (window.parent !== window && document.body?.classList.contains("page-embed")) {
    // WordPress puts frames of sites that it does not know in a sandbox, and gives them a secret to speak with.
    const [, secret] = location.hash.match(/[#&?]secret=([a-zA-Z0-9]+)/) ?? [];
    const tell = (message) => parent.postMessage(message, "*");
    const say = () => {
      const height = Math.ceil(document.body.getBoundingClientRect().height);
      tell({ type, height });
      if (secret) tell({ message: "height", value: height, secret });
    };
    new ResizeObserver(say).observe(document.body);
    addEventListener("load", say);
    addEventListener("message", ({ data }) => { if (data?.type === "kantlijn:ask" || data?.message === "ready") say(); });
    addEventListener("click", (event) => {
      const link = secret && event.target.closest("a[href]");
      if (!link) return;
      event.preventDefault(); // no window may be opened from there; WordPress follows links to the same site itself
      tell({ message: "link", value: link.href, secret });
    });
    return;
  }
  const { origin } = address(document.currentScript?.src || "//");
  if (!origin || document.body?.classList.contains("page-embed")) return;
  // A quotation makes way for its frame when that says how high it is; where a frame is refused the quotation stays.
  const waiting = new Map();
  for (const quote of document.querySelectorAll("blockquote[data-kantlijn]")) {
    const source = address(quote.dataset.kantlijn);
    if (source.origin !== origin) continue;
    const title = quote.querySelector("a")?.textContent ?? "";
    const frame = Object.assign(document.createElement("iframe"), { src: source.href, title, width: "100%", height: 1, loading: "lazy" });
    frame.style.cssText = "border: 0; display: block; visibility: hidden";
    quote.before(frame);
    waiting.set(frame, quote);
    quote.removeAttribute("data-kantlijn");
  }
  const ours = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${origin}/`));
  addEventListener("message", (event) => {
    const height = event.data?.type === type && Number(event.data.height);
    if (!(height > 0) || ![origin, "null"].includes(event.origin)) return; // a frame in a sandbox has no origin
    for (const frame of ours()) {
      if (frame.contentWindow !== event.source) continue;
      frame.style.height = `${Math.min(height, 20000)}px`;
      frame.style.visibility = "";
      waiting.get(frame)?.remove();
      waiting.delete(frame);
    }
  });
  // To anybody: what is asked is no secret, and a frame that has not loaded yet has another origin.
  const ask = () => { for (const frame of ours()) frame.contentWindow?.postMessage({ type: "kantlijn:ask" }, "*"); };
  ask();
  addEventListener("load", ask);
})();
