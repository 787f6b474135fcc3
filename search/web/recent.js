// The reader's last searches, kept on this device only if the reader turns it on. [browser]
import { el, say, announce } from "./dom.js";

const KEY = "signpost-recent"; // in localStorage: a list of questions; not there = turned off
const MOST = 8;

// stored is the list, or null when turned off or when this browser stores nothing.
function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY));
  } catch {
    return null;
  }
}

// keep writes the list; null turns the memory off and erases it.
function keep(list) {
  try {
    if (list === null) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(list));
  } catch {
    // A private window may refuse: then nothing is remembered.
  }
}

// Recent is the switch and the list; ask is called with a question that the reader picks again.
export class Recent {
  constructor(ask) {
    this.ask = ask;
    this.view = el("details", { class: "recent" });
    this.draw();
  }

  add(q) {
    const list = stored();
    if (list === null) return;
    keep([q, ...list.filter((old) => old !== q)].slice(0, MOST));
    this.draw();
  }

  draw() {
    const list = stored();
    const toggle = el("input", { type: "checkbox", checked: list !== null, onchange: () => {
      keep(toggle.checked ? [] : null);
      announce(say(toggle.checked ? "js_recent_on" : "js_recent_off"));
      this.draw();
      this.view.querySelector("input").focus();
    } });
    this.view.replaceChildren(el("summary", {}, say("js_recent")),
      el("label", {}, toggle, el("span", {}, say("js_recent_remember"))),
      list?.length ? el("ul", { class: "row plain" }, list.map((q) => el("li", {}, el("button", { class: "pill", type: "button", onclick: () => this.ask(q) }, q)))) : "");
  }
}
