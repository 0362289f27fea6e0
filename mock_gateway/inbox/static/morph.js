// Changes what is on the page into what the server says now, touching only what differs: open details, focus,
// scrolling, sound that plays and text that is being typed stay as they are. Elements are matched by their ids.
//   data-keep    is left alone once it is there
//   data-grows   keeps children that a newer window no longer shows, before ("start") or after ("end") it

const OURS = new Set(["open", "data-mine"]); // attributes that belong to the reader

export function morph(from, to) {
  if (from.nodeType !== to.nodeType || from.nodeName !== to.nodeName) {
    from.replaceWith(document.importNode(to, true));
    return;
  }
  if (from.nodeType !== Node.ELEMENT_NODE) {
    if (from.nodeValue !== to.nodeValue) from.nodeValue = to.nodeValue;
    return;
  }
  if (from.hasAttribute("data-keep") && from.id === to.id) return;
  if (from.isEqualNode(to)) return;
  morphAttributes(from, to);
  if (from.localName === "textarea") return;
  morphChildren(from, to);
}

function morphAttributes(from, to) {
  const reading = from.localName === "details" || from.localName === "dialog";
  for (const { name, value } of [...to.attributes]) {
    if (reading && OURS.has(name)) continue;
    if (from.getAttribute(name) !== value) {
      from.setAttribute(name, value);
      if (name === "value" && from.type === "hidden") from.value = value;
    }
  }
  for (const { name } of [...from.attributes]) {
    if (!to.hasAttribute(name) && !(reading && OURS.has(name))) from.removeAttribute(name);
  }
}

function morphChildren(from, to) {
  const kept = new Map([...from.children].filter((child) => child.id).map((child) => [child.id, child]));
  const wanted = new Set([...to.children].map((child) => child.id).filter(Boolean));
  const outside = beyondWindow(from, wanted);
  let next = from.firstChild;
  while (next && outside.before.has(next)) next = next.nextSibling;
  for (const child of [...to.childNodes]) {
    const known = child.id ? kept.get(child.id) : null;
    if (known) {
      if (known === next) next = next.nextSibling;
      else from.insertBefore(known, next);
      morph(known, child);
      continue;
    }
    if (next && !child.id && !next.id && next.nodeName === child.nodeName) {
      const present = next;
      next = next.nextSibling;
      morph(present, child);
      continue;
    }
    from.insertBefore(document.importNode(child, true), next);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    if (!outside.after.has(gone)) gone.remove();
  }
}

// Children that were loaded beside the newest window, as long as it still touches them.
function beyondWindow(from, wanted) {
  const none = { before: new Set(), after: new Set() };
  const side = from.getAttribute("data-grows");
  if (!side) return none;
  const children = [...from.childNodes];
  const shown = children.map((child) => Boolean(child.id && wanted.has(child.id)));
  if (side === "start") {
    const first = shown.indexOf(true);
    return first < 0 ? none : { ...none, before: new Set(children.slice(0, first)) };
  }
  const last = shown.lastIndexOf(true);
  return last < 0 ? none : { ...none, after: new Set(children.slice(last + 1)) };
}
