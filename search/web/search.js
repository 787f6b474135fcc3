// <signpost-search>: results as you type, over a plain form that works without it. [browser]
import { el, icon, say, link, announce } from "./dom.js";
import { session, prepare, told } from "./session.js";
import { Recent } from "./recent.js";

// Groups of results: kind, heading, and how many are shown before "show more".
const GROUPS = [
  ["condition", "js_group_conditions", 8],
  ["symptom", "js_group_symptoms", 3],
  ["section", "js_group_sections", 3],
];
const MOST = 40;
const bytes = new TextEncoder();
const text = new TextDecoder();

// marked gives an excerpt's nodes with the matching words in <mark>; marks are byte offsets, as the evaluator counts.
export function marked(excerpt, marks = []) {
  const raw = bytes.encode(excerpt);
  const cut = (from, to) => text.decode(raw.subarray(from, to));
  const out = [];
  let at = 0;
  for (const [start, end] of marks) {
    if (start < at || end > raw.length) continue;
    out.push(cut(at, start), el("mark", {}, cut(start, end)));
    at = end;
  }
  out.push(cut(at, raw.length));
  return out;
}

const LEVEL = { emergency: "em", urgent: "ur", "see-a-doctor": "ro", "self-care": "se" };

export function levelTag(level) {
  const short = LEVEL[level];
  return short && el("span", { class: "tag " + short }, icon(short), say("js_tag_" + short));
}

function hit(h) {
  return el("li", { class: "hit" },
    el("h3", {}, el("a", { href: link(h.url) }, h.title)),
    h.synonyms?.length ? el("p", { class: "alt" }, h.synonyms.slice(0, 4).join(", ")) : null,
    h.excerpt ? el("p", { class: "ex" }, marked(h.excerpt, h.marks)) : null,
    h.level === "emergency" || h.level === "urgent" ? el("p", { class: "meta" }, levelTag(h.level)) : null); // of a list, only what is urgent stands out
}

function group(kind, title, first, hits) {
  const id = "group-" + kind;
  const list = el("ul", { class: "plain" }, hits.slice(0, first).map(hit));
  const more = hits.length > first && el("p", { class: "sec-s" }, el("button", {
    class: "btn btn-2", type: "button",
    onclick: (event) => {
      list.append(...hits.slice(first).map(hit));
      list.children[first].querySelector("a").focus();
      event.target.closest("p").remove();
    },
  }, say("js_more", { n: hits.length - first })));
  return el("section", { class: "group", "aria-labelledby": id },
    el("h2", { id }, say(title), " ", el("span", {}, say("js_pages", { n: hits.length }))), list, more);
}

function instead(q, suggestions) {
  if (!suggestions?.length) return null;
  return el("div", { class: "dym" }, el("p", {}, say("js_spelling_shown"), " ", el("strong", {},
    suggestions.map((s) => s.used).join(", "))), el("p", {}, say("js_spelling_typed", { q: suggestions.map((s) => s.typed).join(", ") })));
}

// incomplete says which part of the index could not be had, and what that means for the results.
function incomplete(missing) {
  const known = ["terms", "words", "pages", "texts"].filter((kind) => missing.includes(kind));
  return el("p", { class: "notice" }, (known.length ? known : ["some"]).map((kind) => say("js_incomplete_" + kind)).join(" "), " ", say("js_incomplete_again"));
}

class SignpostSearch extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.input = this.querySelector("input[type=search]");
    this.results = this.querySelector("[data-results]") ?? this.appendChild(el("div", { "data-results": true }));
    if (!this.form || !this.input) return;
    this.recent = new Recent((q) => { this.input.value = q; this.show(q, true); });
    this.results.before(this.recent.view);
    let wait;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      clearTimeout(wait);
      this.show(this.input.value, true);
    });
    this.input.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(() => this.show(this.input.value, false), 90);
    });
    this.input.addEventListener("focus", () => prepare("search"), { once: true }); // fetch the evaluator while the reader types
    addEventListener("hashchange", () => this.fromAddress());
    this.fromAddress();
  }

  // fromAddress answers a deep link: #q=..., which is never sent to a server, or ?q=..., which is moved there at once.
  fromAddress() {
    const asked = new URLSearchParams(location.search).get("q");
    if (asked !== null) history.replaceState(null, "", location.pathname + "#" + new URLSearchParams({ q: asked }));
    const q = new URLSearchParams(location.hash.slice(1)).get("q");
    if (q === null || q === this.shown) return;
    this.input.value = q;
    this.show(q, true);
  }

  async show(q, keep) {
    q = q.slice(0, 10000);
    this.shown = q;
    this.kept = keep ? q : undefined;
    if (keep) history.replaceState(null, "", location.pathname + (q.trim() ? "#" + new URLSearchParams({ q }) : ""));
    if (!q.trim()) {
      this.results.replaceChildren();
      return;
    }
    try {
      const early = (answer) => this.list(q, answer);
      this.list(q, await session().search(q, { limit: MOST, early }), true);
    } catch (problem) {
      if (this.shown === q) this.results.replaceChildren(told(problem));
    }
  }

  // list shows an answer; whole says that its excerpts are there too.
  list(q, answer, whole) {
    if (this.shown !== q) return; // the reader typed on
    // The group with the best result comes first.
    const groups = GROUPS.map(([kind, title, first]) => ({ kind, title, first, hits: answer.hits.filter((h) => h.kind === kind), at: answer.hits.findIndex((h) => h.kind === kind) }))
      .filter((g) => g.at >= 0).sort((a, b) => a.at - b.at).map((g) => group(g.kind, g.title, g.first, g.hits));
    const n = answer.hits.length;
    this.results.replaceChildren(...(n ? [instead(q, answer.suggestions), ...groups] : [this.empty(q)]).filter(Boolean));
    if (!whole) return;
    if (answer.incomplete) this.results.prepend(incomplete(answer.missing));
    announce(n ? say("js_found", { n, q }) : say("js_none_title"));
    if (n && this.kept === q) this.recent.add(q);
    this.dispatchEvent(new CustomEvent("signpost-results", { bubbles: true, detail: { q, n } }));
  }

  empty(q) {
    return el("div", { class: "stack narrow" }, el("h2", {}, say("js_none_title")),
      el("p", {}, say("js_none_looked", { q: q.length > 80 ? q.slice(0, 80) + "…" : q })), el("p", {}, say("js_none_means")),
      el("ul", { class: "row plain" },
        el("li", {}, el("a", { class: "pill", href: link(this.dataset.conditions || "conditions/") }, say("js_all_conditions"))),
        el("li", {}, el("a", { class: "pill", href: link(this.dataset.symptoms || "symptoms/") }, say("js_all_symptoms"))),
        el("li", {}, el("a", { class: "pill", href: link(this.dataset.check || "check/") }, say("js_start_check")))));
  }
}

// Search forms on other pages hand the question over in the fragment, which browsers never send.
function handOver(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const q = form.querySelector("input[type=search]").value;
    location.href = link(document.documentElement.dataset.search || "search/") + "#" + new URLSearchParams({ q });
  });
}

export function defineSearch() {
  customElements.define("signpost-search", SignpostSearch);
  for (const form of document.querySelectorAll("form[data-search]")) if (!form.closest("signpost-search")) handOver(form);
}
