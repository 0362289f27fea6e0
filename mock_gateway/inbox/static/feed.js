// Hears that something changed and shows it; says so while the gateway does not answer, and when it is back.
import { refresh } from "./visit.js";

const PATIENCE = 1500; // milliseconds without an answer before anybody is troubled
let source = null;
let silence = null;

export function listen() {
  if (!document.body.dataset.workspace) return;
  document.addEventListener("visibilitychange", () => (document.hidden ? stop() : start()));
  document.addEventListener("page:changed", follow);
  if (!document.hidden) start();
}

function address() {
  const { workspace, since, feed } = document.body.dataset;
  const query = new URLSearchParams({ workspace, since, ...(feed ? { [feed]: "1" } : {}) });
  return `/_mock/changes?${query}`;
}

let workspace = null;
let topic = null;
function start() {
  stop();
  ({ workspace, feed: topic } = document.body.dataset);
  source = new EventSource(address());
  source.addEventListener("open", answered);
  source.addEventListener("changed", () => refresh().catch(() => {}));
  source.addEventListener("error", () => {
    silence ??= setTimeout(tellLost, PATIENCE); // every answer ends, which is no error until no other comes
    if (source?.readyState === EventSource.CLOSED) setTimeout(restart, 1000);
  });
}

function restart() {
  if (!document.hidden) start();
}

function stop() {
  source?.close();
  source = null;
}

// Another workspace or page may have been swapped in meanwhile.
function follow() {
  const { workspace: now, feed } = document.body.dataset;
  if (source && (now !== workspace || feed !== topic)) start();
}

function answered() {
  clearTimeout(silence);
  silence = null;
  const place = document.getElementById("lost");
  if (!place || place.hidden) return;
  place.textContent = "The gateway is back.";
  place.classList.add("back");
  refresh().catch(() => {});
  setTimeout(() => {
    if (place.classList.contains("back")) place.hidden = true;
  }, 2500);
}

function tellLost() {
  const place = document.getElementById("lost");
  if (!place) return;
  place.classList.remove("back");
  place.textContent = "The gateway does not answer; this page connects again by itself when it runs.";
  place.hidden = false;
}
