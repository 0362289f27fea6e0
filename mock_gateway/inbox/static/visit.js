// Follows links and sends forms marked data-swap without loading the page anew. The server knows no fragments:
// it renders whole pages, and what differs is changed in place.
import { morph } from "./morph.js";
import { showTimes } from "./times.js";

let latest = 0;

export async function visit(url, { push = true } = {}) {
  const turn = ++latest;
  const answer = await fetch(url, { headers: { Accept: "text/html" } });
  const text = await answer.text();
  if (turn !== latest) return;
  if (!answer.headers.get("Content-Type")?.startsWith("text/html")) return location.assign(url);
  if (push) history.pushState({}, "", answer.url);
  show(text);
}

// What the page shows now, again; told of a change while another answer is awaited, it asks once more.
let refreshing = null;
let again = false;
export async function refresh() {
  if (refreshing) {
    again = true;
    return refreshing;
  }
  const before = location.href;
  const turn = latest;
  refreshing = fetch(before, { headers: { Accept: "text/html" } })
    .then(async (answer) => {
      const text = await answer.text();
      if (location.href !== before || turn !== latest) return;
      if (answer.ok) show(text);
      else if (answer.status === 404) await leave();
      else if (answer.status === 403) location.reload();
    })
    .finally(() => {
      refreshing = null;
    });
  await refreshing;
  if (again) {
    again = false;
    await refresh();
  }
}

// What was shown is gone, by a reset or with the memory of a gateway that was restarted: to what there is.
async function leave() {
  const ways = [`/_mock/w/${document.body.dataset.workspace}/inbox`, "/_mock/"];
  for (const way of ways) {
    const answer = await fetch(way, { headers: { Accept: "text/html" } });
    if (!answer.ok) continue;
    history.replaceState({}, "", answer.url);
    show(await answer.text());
    const place = document.getElementById("lost");
    place.textContent = "What was open here is gone; this is what there is now.";
    place.hidden = false;
    place.classList.add("again");
    return;
  }
}

function show(text) {
  const page = new DOMParser().parseFromString(text, "text/html");
  showTimes(page);
  document.title = page.title;
  keepSaid(page);
  document.dispatchEvent(new CustomEvent("page:changing"));
  morph(document.body, page.body);
  document.dispatchEvent(new CustomEvent("page:changed"));
}

// What was said stays until it has faded: the page may be shown again at once, for what was done changed it.
function keepSaid(page) {
  const before = document.querySelector("#said");
  const after = page.querySelector("#said");
  if (!before || !after || after.children.length) return;
  const said = [...before.children].filter((each) => getComputedStyle(each).visibility !== "hidden");
  after.append(...said.map((each) => page.importNode(each, true)));
}

export function swapLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-swap]");
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    visit(link.href).catch(() => location.assign(link.href));
  });
  addEventListener("popstate", () => visit(location.href, { push: false }).catch(() => location.reload()));
}

export function swapForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("form[data-swap]") || event.defaultPrevented) return;
    event.preventDefault();
    const named = event.submitter?.name ? event.submitter : null;
    const filled = new FormData(form);
    const body = form.enctype === "multipart/form-data" ? filled : new URLSearchParams(filled);
    if (named) body.append(named.name, named.value);
    // A field may be called "method" or "action", and is then what form.method is.
    const action = new URL(form.getAttribute("action") ?? "", location.href);
    if (form.getAttribute("method") !== "post") {
      action.search = body;
      visit(action);
    } else {
      send(form, event.submitter?.getAttribute("formaction") || action.href, body);
    }
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
  });
}

async function send(form, url, body) {
  if (form.getAttribute("aria-busy") === "true") return;
  form.setAttribute("aria-busy", "true");
  complain(form, "");
  const quiet = form.hasAttribute("data-quiet");
  const before = location.href;
  if (!quiet) latest++; // what is on its way shows what was before
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "text/html" } });
    const text = await answer.text();
    if (answer.ok) {
      if (!quiet) form.reset();
      form.closest("[popover]:popover-open")?.hidePopover();
      if (location.href === before) {
        if (answer.url !== before && !quiet) history.pushState({}, "", answer.url);
        show(text);
      } // whoever has gone elsewhere meanwhile stays there; the feed tells of the change
      form.dispatchEvent(new CustomEvent("form:done", { bubbles: true }));
    } else {
      const page = new DOMParser().parseFromString(text, "text/html");
      complain(form, page.querySelector("[data-problem]")?.textContent ?? `The gateway answered ${answer.status}.`);
    }
  } catch {
    complain(form, "The gateway does not answer. What you wrote is still here: send it again when it is back.");
  } finally {
    form.removeAttribute("aria-busy");
  }
}

function complain(form, sentence) {
  let place = form.querySelector(":scope > .wrong");
  if (!place) {
    place = document.createElement("p");
    place.className = "wrong";
    place.dataset.mine = "";
    place.id = `${form.id || "form"}-wrong`;
    place.setAttribute("role", "alert");
    form.prepend(place);
  }
  place.textContent = sentence;
  place.hidden = !sentence;
}
