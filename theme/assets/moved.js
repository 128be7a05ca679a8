// An old address takes its passage along, which the page's own refresh would drop.
(() => {
  const moved = document.querySelector("main a");
  if (location.hash && !moved.hash) location.replace(moved.href + location.hash);
})();
