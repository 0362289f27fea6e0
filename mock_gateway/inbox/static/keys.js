// Keys for who leaves the mouse alone; none of them is taken from somebody who types.
import { visit } from "./visit.js";

const HEARD = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => focus("[data-key-search]"),
  r: () => focus("[data-key-reply]"),
  c: () => press("[data-key-new]"),
  e: () => press("[data-key-done]"),
  Escape: () => press("[data-key-back]"),
  "?": () => document.getElementById("keys")?.showModal(),
};

export function hearKeys() {
  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const arrows = { ArrowDown: "j", ArrowUp: "k" };
    const inList = event.target.closest?.("[data-key-list]");
    const heard = HEARD[inList && arrows[event.key] ? arrows[event.key] : event.key];
    if (heard && heard() !== false) event.preventDefault();
  });
}

// j and k go through the rows of the page's list; a row is a link, and is opened where it swaps.
function step(by) {
  const rows = [...document.querySelectorAll("[data-key-list] a[data-row]")];
  if (!rows.length) return false;
  const present = rows.findIndex((row) => row.matches("[aria-current=true], [aria-current=page]") || row === document.activeElement);
  const row = rows[present < 0 ? 0 : Math.min(Math.max(present + by, 0), rows.length - 1)];
  row.focus();
  row.scrollIntoView({ block: "nearest" });
  if (row.hasAttribute("data-swap") && matchMedia("(min-width: 60rem)").matches) visit(row.href);
  return true;
}

function focus(selector) {
  const place = document.querySelector(selector);
  if (!place) return false;
  place.focus();
  place.select?.();
  return true;
}

function press(selector) {
  const place = document.querySelector(selector);
  if (!place) return false;
  place.click();
  return true;
}
