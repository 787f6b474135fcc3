// The check's advice: its order and wording follow one fixed plan, so that danger always comes first. [browser]
import { el, icon, say, announce, link } from "./dom.js";
import { levelTag } from "./search.js";
import { proof } from "./check.js";

const SHORT = { emergency: "em", urgent: "ur", "see-a-doctor": "ro", "self-care": "se", "no-match": "ro" };
const BARS = { many: 3, some: 2, few: 1 };

const section = (title, ...inside) => el("section", { class: "sec" }, el("h2", {}, say(title)), inside);
const copies = (lines) => lines.map((line) => "- " + line).join("\n");

function why(found) {
  return el("ul", { class: "facts compact" }, found.red_flags.map((f) => el("li", { class: "fact" },
    el("p", {}, el("strong", {}, f.label), f.because?.length ? ": " + f.because.join("; ") : ""), proof(f.source, !f.id.startsWith("page:")))));
}

// emergency is shown the moment a rule fires: call, what to say, why, and a way back; nothing else to follow.
export function emergency(check, state) {
  const { found } = state;
  const flags = found.red_flags.filter((f) => f.level === "emergency");
  return el("div", { class: "emg" },
    el("section", { class: "siren" }, el("div", { class: "wrap stack" }, icon("em"), el("h1", {}, say("js_call_now")),
      flags.map((f) => el("p", {}, f.action)),
      el("p", { class: "row" }, el("a", { class: "btn btn-em", href: "tel:" + say("{emergency_number}") }, say("js_call"))))),
    el("div", { class: "wrap stack-l" },
      section("js_why_advice", why({ red_flags: flags })),
      section("js_tell", el("div", { class: "say" }, el("ul", {}, summary(state).map((line) => el("li", {}, line))))),
      el("p", { class: "sec noprint" }, el("button", { class: "btn btn-2", type: "button", onclick: () => history.back() }, say("js_wrong_answer"))),
      el("p", { class: "small muted" }, say("js_stopped"))));
}

// summary is what a reader can read out: the evaluator's lines, or the findings as they stand.
function summary({ found, answers }) {
  if (found.summary?.length) return found.summary;
  const as = { yes: [], no: [], unsure: [] };
  for (const u of found.understood) as[answers[u.finding] ?? u.answer]?.push(u.label);
  return Object.entries(as).filter(([, list]) => list.length).map(([answer, list]) => say("js_summary_" + answer, { list: list.join(", ") }));
}

function list(kind, sign, title, items) {
  return el("div", { class: kind }, el("h4", {}, icon(sign), say(title)),
    el("ul", {}, items?.length ? items.map((i) => el("li", {}, i.label, " ", i.quote ? proof({ quote: i.quote, document: i.document }) : null)) : el("li", {}, say("js_nothing"))));
}

function description(m, open) {
  const bars = el("span", { class: "bars bars-" + (BARS[m.band] ?? 0), "aria-hidden": "true" }, [1, 2, 3].map((n) => el("i", { class: n <= BARS[m.band] ? "full" : undefined })));
  return el("article", { class: "desc" },
    el("header", {}, el("div", {}, el("h3", {}, el("a", { href: link(m.url) }, m.name)),
      m.synonyms?.length ? el("p", { class: "small muted" }, m.synonyms.slice(0, 3).join(", ")) : null), levelTag(m.level)),
    m.band ? el("p", { class: "band" }, bars, el("span", {}, say("js_band_" + m.band), " ",
      m.described ? el("span", { class: "muted" }, say("js_matched", { n: m.matched, all: m.described })) : null)) : null,
    el("details", { open }, el("summary", {}, say("js_why_here"), el("span", { class: "vh" }, ": " + m.name)),
      el("div", { class: "fits" },
        list("a", "yes", "js_fits", m.fits), list("b", "no", "js_conflicts", m.conflicts),
        list("c", "un", "js_unknown", m.unknown), list("d", "gap", "js_not_described", m.not_described))));
}

// result is the whole advice in its fixed order: level, why, what to tell, descriptions, the unexplained, what would
// change it, what to watch for, limits, and what to do with this page.
export function result(check, state) {
  const { found } = state;
  const short = SHORT[found.level] ?? "ro";
  const lines = summary(state);
  const open = found.unanswered ?? [];
  return el("div", {},
    el("p", {}, el("button", { class: "back", type: "button", onclick: () => check.show(state, "answers") }, "‹ " + say("js_change_answer"))),
    el("div", { class: "banner " + short }, icon(short), el("div", {}, el("h1", {}, el("span", { class: "lvl" }, say("js_lvl_" + short)), say("js_do_" + found.level)),
      el("p", {}, say("js_when_" + found.level)))),
    section("js_why_advice",
      found.red_flags.length ? why(found) : el("p", {}, say(found.matches.length ? "js_why_score" : "js_why_nothing")),
      open.length ? el("div", { class: "gap" }, el("h3", {}, icon("gap"), say("js_not_told")), el("ul", { class: "bul" }, open.slice(0, 6).map((q) => el("li", {}, q.question))), el("p", {}, say("js_not_told_means"))) : null),
    section("js_tell", el("div", { class: "say" }, el("p", { class: "small muted" }, say("js_tell_hint")), el("ul", {}, lines.map((line) => el("li", {}, line))))),
    found.matches.length ? section("js_share", el("p", { class: "muted" }, say("js_share_hint")), el("div", { class: "sec-s" }, found.matches.slice(0, 5).map((m, i) => description(m, i === 0)))) : null,
    found.unexplained.length ? section("js_unexplained", el("div", { class: "gap" }, el("h3", {}, icon("gap"), say("js_also_told")),
      el("ul", { class: "bul" }, found.unexplained.map((u) => el("li", {}, u.label ?? u))), el("p", {}, say("js_unexplained_hint")))) : null,
    found.would_change?.length ? section("js_would_change", el("ul", { class: "change" }, found.would_change.map((c) =>
      el("li", {}, el("span", {}, c.question, " ", el("strong", {}, say("js_" + c.answer))), levelTag(c.level) ?? el("span", { class: "small muted" }, say("js_order_changes")))))) : null,
    section("js_watch", el("p", {}, say("js_watch_" + found.level)), el("div", { class: "nowline" }, icon("em"), el("p", {}, say("js_watch_now"), " ",
      el("a", { href: "tel:" + say("{emergency_number}") }, el("strong", {}, say("js_call_now")))))),
    section("js_limits", el("div", { class: "review" }, el("p", {}, say("js_covers", { n: found.covers })), el("p", {}, say("js_limits_text")),
      el("p", { class: "sec-s" }, el("span", { class: "on" }, say("js_private"))))),
    el("section", { class: "sec noprint" }, el("h2", { class: "vh" }, say("js_next")), el("p", { class: "row" },
      el("button", { class: "btn", type: "button", onclick: () => print() }, icon("print"), say("js_print")),
      el("button", { class: "btn btn-2", type: "button", onclick: () => copy(copies(lines)) }, say("js_copy")),
      el("button", { class: "btn btn-2", type: "button", onclick: () => check.show(state, "answers") }, say("js_change_answer")),
      el("button", { class: "btn btn-2", type: "button", onclick: () => check.clear() }, say("js_clear")))));
}

// reading is the mode without a personal level: descriptions in alphabetical order, no ranking, danger signs to read.
export function reading(check, state) {
  const { found } = state;
  const sorted = [...found.matches].sort((a, b) => a.name.localeCompare(b.name)).map((m) => ({ ...m, band: "" }));
  return el("div", {},
    el("p", {}, el("button", { class: "back", type: "button", onclick: () => history.back() }, "‹ " + say("js_back"))),
    el("h1", {}, say("js_reading_title")), check.danger(), check.understood(state),
    section("js_share", el("p", { class: "muted" }, say("js_reading_hint")), sorted.length ? sorted.map((m) => description(m, false)) : el("p", {}, say("js_why_nothing"))),
    found.asks.length ? section("js_danger_signs", el("ul", { class: "bul" }, found.asks.map((a) => el("li", {}, a.question)))) : null,
    section("js_limits", el("div", { class: "review" }, el("p", {}, say("js_covers", { n: found.covers })), el("p", {}, el("span", { class: "on" }, say("js_private"))))));
}

async function copy(lines) {
  try {
    await navigator.clipboard.writeText(lines);
    announce(say("js_copied"));
  } catch {
    const box = el("textarea", { class: "vh", readonly: true }, lines);
    document.body.append(box);
    box.select();
    announce(say(document.execCommand("copy") ? "js_copied" : "js_not_copied"));
    box.remove();
  }
}
