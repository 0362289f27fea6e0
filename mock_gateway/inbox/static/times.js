// Shows moments as the reader's own clock and calendar have them; the server writes UTC for who has no script.
const TIME = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(undefined, { month: "short", day: "numeric" });
const YEAR = new Intl.DateTimeFormat(undefined, { year: "numeric", month: "short", day: "numeric" });
const LONG = new Intl.DateTimeFormat(undefined, { weekday: "long", month: "long", day: "numeric" });
const WHOLE = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

export function showTimes(page) {
  const now = new Date(page.body.dataset.now || Date.now());
  for (const place of page.querySelectorAll("time[datetime]")) {
    const at = new Date(place.dateTime);
    if (Number.isNaN(at.valueOf())) continue;
    place.title = WHOLE.format(at);
    place.textContent = said(at, now, place.dataset.as);
  }
}

function said(at, now, as) {
  const sameDay = at.toDateString() === now.toDateString();
  const sameYear = at.getFullYear() === now.getFullYear();
  if (as === "time") return TIME.format(at);
  if (as === "day") {
    if (sameDay) return "Today";
    if (at.toDateString() === new Date(now - 864e5).toDateString()) return "Yesterday";
    return (sameYear ? LONG : YEAR).format(at);
  }
  if (as === "both") return `${sameDay ? "" : `${(sameYear ? DAY : YEAR).format(at)}, `}${TIME.format(at)}`;
  return sameDay ? TIME.format(at) : (sameYear ? DAY : YEAR).format(at);
}
