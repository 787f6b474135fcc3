// Small pieces that the elements share: build a node, show an icon, speak to screen readers, find the site's words. [browser]

// el("p", {class: "x", onclick: f}, "text", node, [nodes]) makes an element; text is never read as HTML.
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((c) => c !== undefined && c !== null && c !== false && c !== ""));
  return node;
}

const SVG = "http://www.w3.org/2000/svg";

// icon shows a symbol of the page's sprite; it is decoration, the words beside it say the same.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  const use = document.createElementNS(SVG, "use");
  use.setAttribute("href", "#i-" + name);
  svg.append(use);
  return svg;
}

// Screen readers follow only a region that stood in the page before its words came.
const live = el("div", { class: "vh", "aria-live": "polite", role: "status" });
document.body.append(live);

// announce says a sentence to screen readers without moving the focus.
export function announce(sentence) {
  live.textContent = sentence;
}

const words = JSON.parse(document.getElementById("signpost-words")?.textContent || "{}");

// Names of services and numbers to call, from the site's country settings: {emergency_number}, {routine}, ...
const country = words.country || {};

// say gives the interface's sentence for a key, with {name} filled in; plural keys end in _one and _other.
export function say(key, values = {}) {
  let sentence = words[key];
  if (sentence === undefined && values.n !== undefined) sentence = words[key + (values.n === 1 ? "_one" : "_other")];
  return (sentence ?? key).replace(/\{(\w+)\}/g, (all, name) => values[name] ?? country[name] ?? all);
}

// base is the site's root folder as an address relative to this page ("./", "../../").
export const base = document.documentElement.dataset.base || "./";
export const portable = document.documentElement.hasAttribute("data-portable");

// link is the address of a page of the site; opened by double-click, a folder does not stand for its index.html.
export const link = (path) => base + (portable ? path.replace(/(^|\/)(#|$)/, "$1index.html$2") : path);
