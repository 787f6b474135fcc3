// The evaluators of the page, each fetched when first needed, and what a reader is told when it cannot be had. [browser]
import { open, Trouble } from "./signpost.js";
import { el, say, link, base, portable, announce } from "./dom.js";

let opened;

// session gives search and check.
export const session = () => (opened ??= open(base, { portable }));

// prepare fetches an evaluator, "search" or "check", while the reader types; a failure shows when it is asked.
export const prepare = (name) => session().ready(name).catch(() => {});

// told is the sentence for a problem, with the ways on that need no script. It also fires signpost-trouble for tests.
export function told(problem) {
  const known = problem instanceof Trouble && ["unreachable", "damaged"].includes(problem.message);
  const sentence = known ? say("js_trouble_" + problem.message) : say("js_trouble_other");
  announce(sentence);
  dispatchEvent(new CustomEvent("signpost-trouble", { detail: String(problem) }));
  return el("div", { class: "notice", role: "alert" }, el("p", {}, sentence),
    el("p", {}, el("a", { href: link("conditions/") }, say("js_all_conditions")), " ", el("a", { href: link("symptoms/") }, say("js_all_symptoms"))));
}
