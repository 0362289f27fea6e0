// What the pages of tools do beyond being read: copy what is to be pasted, and let a clock tick.
document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (!button) return;
  const place = document.getElementById(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(place.textContent);
    button.textContent = "Copied";
  } catch {
    getSelection().selectAllChildren(place); // without leave to copy, it is at least marked
    button.textContent = "Marked";
  }
  setTimeout(() => { button.textContent = "Copy"; }, 1500);
});

const TIME = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" });
let seen = null;
let since = 0;
function tick() {
  for (const place of document.querySelectorAll("[data-ticks]")) {
    if (place.dataset.ticks !== seen) {
      seen = place.dataset.ticks;
      since = performance.now();
    }
    const gone = place.hasAttribute("data-stands") ? 0 : performance.now() - since;
    place.textContent = TIME.format(new Date(Date.parse(seen) + gone));
  }
}

function wake() {
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
  tick();
  const nav = document.querySelector(".sections");
  const current = nav?.querySelector("[aria-current=page]");
  if (current && nav.scrollWidth > nav.clientWidth) nav.scrollLeft = current.offsetLeft - nav.clientWidth / 3;
}
setInterval(tick, 500);
document.addEventListener("page:changed", wake);
wake();
