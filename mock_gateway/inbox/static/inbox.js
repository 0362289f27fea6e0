// What only the inbox does: windows that grow, what is read once it is seen, a text box that grows with its text.
import { showTimes } from "./times.js";

const loading = new Set();

// More of a list, put beside what is there; the address of the next window is read off the last row that is shown.
async function more(link) {
  const list = document.getElementById(link.dataset.more);
  if (!list || loading.has(list)) return;
  loading.add(list);
  link.setAttribute("aria-busy", "true");
  const early = link.dataset.more === "items";
  const url = new URL(link.href);
  const edge = early ? list.firstElementChild : list.lastElementChild;
  url.searchParams.set(early ? "earlier" : "before", edge.dataset.position);
  try {
    const answer = await fetch(url, { headers: { Accept: "text/html" } });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    showTimes(page);
    const found = [...(page.getElementById(list.id)?.children ?? [])].filter((row) => !document.getElementById(row.id));
    if (early) list.prepend(...found);
    else list.append(...found);
    if (!page.getElementById(link.id)) link.closest(".more").remove();
    tidyDays();
  } finally {
    loading.delete(list);
    link.removeAttribute("aria-busy");
  }
}

const near = new IntersectionObserver(
  (entries) => entries.filter((entry) => entry.isIntersecting).forEach((entry) => more(entry.target).catch(() => {})),
  { rootMargin: "300px" },
);

// A day is named once, wherever the windows were joined.
function tidyDays() {
  for (const day of document.querySelectorAll("#items .day")) {
    const item = day.parentElement;
    day.hidden = item.previousElementSibling?.dataset.day === item.dataset.day;
  }
}

function arrive() {
  near.disconnect();
  document.querySelectorAll("[data-more]").forEach((link) => near.observe(link));
  tidyDays();
  const reads = document.querySelector("form[data-reads]");
  if (reads && !document.hidden) reads.requestSubmit();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("[data-more]");
  if (!link) return;
  event.preventDefault();
  more(link).catch(() => location.assign(link.href));
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  const box = event.target.closest?.("textarea[data-grows-with-text]");
  if (!box) return;
  event.preventDefault();
  box.form.requestSubmit();
});

document.addEventListener("toggle", (event) => {
  if (event.newState === "open") event.target.querySelector("input:not([type=hidden]):not([type=radio]), input:checked")?.focus();
}, true);

document.addEventListener("page:changed", arrive);
document.addEventListener("visibilitychange", () => !document.hidden && arrive());
arrive();
