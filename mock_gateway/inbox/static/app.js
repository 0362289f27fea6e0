// Everything that pages do beyond being read: each module adds one thing to what the server rendered.
import { swapForms, swapLinks } from "./visit.js";
import { listen } from "./feed.js";
import { hearKeys } from "./keys.js";
import { showTimes } from "./times.js";
import "./inbox.js";
import "./tools.js";

showTimes(document);
swapLinks();
swapForms();
hearKeys();
listen();
// On a phone the navigation scrolls sideways: it begins where the reader is.
document.querySelector(".sections [aria-current=page]")?.scrollIntoView({ block: "nearest", inline: "center" });
