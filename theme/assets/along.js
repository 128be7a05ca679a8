// The line that stays in view says which question of a whole letter is read, and leads to those around it.
(() => {
  const along = document.querySelector(".along[data-of]");
  const asked = [...document.querySelectorAll("section.question")];
  const head = (section) => section.querySelector(".number");
  const lead = (link, section, text) => {
    link.hidden = !section;
    if (!section) return;
    link.href = `#${section.id}`;
    link.ariaLabel = head(section).textContent;
    link.textContent = text(head(section).querySelector("b").textContent);
  };
  const seen = ([{ target: section, isIntersecting }]) => {
    if (!isIntersecting) return;
    const at = asked.indexOf(section);
    along.querySelector(".at").textContent = `${head(section).textContent} ${along.dataset.of}`;
    lead(along.querySelector("[rel=prev]"), asked[at - 1], (number) => `← ${number}`);
    lead(along.querySelector("[rel=next]"), asked[at + 1], (number) => `${number} →`);
  };
  // What crosses a line a fifth down the window is read.
  if (along) for (const section of asked) new IntersectionObserver(seen, { rootMargin: "-20% 0px -80%" }).observe(section);
})();
