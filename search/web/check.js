// <signpost-check>: free text, then one question a page, then advice that explains itself. All of it on the device. [browser]
import { el, icon, say, announce, link } from "./dom.js";
import { session, prepare, told } from "./session.js";
import { emergency, result, reading } from "./result.js";

const MOST = 12; // questions at most
const bytes = new TextEncoder();
const text = new TextDecoder();

class SignpostCheck extends HTMLElement {
  connectedCallback() {
    const form = this.querySelector("form");
    const box = this.querySelector("textarea");
    if (!form || !box) return;
    this.opening = [...this.childNodes];
    this.box = box;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (box.value.trim()) this.begin(box.value);
      else box.focus();
    });
    box.addEventListener("focus", () => prepare("check"), { once: true });
    // Each step is a history entry without content, so that the browser's own Back works and leaves nothing behind.
    addEventListener("popstate", (event) => this.draw(event.state?.step ?? 0));
    addEventListener("hashchange", () => this.fromAddress());
    this.steps = [null];
    this.fromAddress();
  }

  // fromAddress begins with what a link brings: #text=...&<finding>=yes. It stands behind "#", so no server sees it, and is
  // taken out of the address at once.
  fromAddress() {
    const { text: asked, ...answers } = Object.fromEntries(new URLSearchParams(location.hash.slice(1)));
    if (!asked) return;
    history.replaceState(null, "", location.pathname);
    this.box.value = asked;
    this.begin(asked, Object.fromEntries(Object.entries(answers).filter(([, a]) => ["yes", "no", "unsure"].includes(a))));
  }

  begin(said, answers = {}) {
    this.go({ said: said.slice(0, 10000), answers, asked: Object.keys(answers).slice(0, MOST), view: "next" });
  }

  // go runs the check for a state and shows what follows from it as a new step.
  async go(state) {
    try {
      state.found = await session().check({ text: state.said, answers: state.answers });
    } catch (problem) {
      this.replaceChildren(told(problem), ...this.opening);
      return;
    }
    const at = (history.state?.step ?? 0) + 1;
    this.steps.length = at;
    this.steps[at] = state;
    history.pushState({ step: at }, "", location.pathname);
    this.draw(at);
  }

  draw(at) {
    const state = this.steps[at];
    if (!state) {
      this.replaceChildren(...this.opening);
      document.title = this.title0 ?? document.title;
      this.box.focus();
      return;
    }
    const { found } = state;
    const last = !found.next || state.asked.length >= MOST;
    let view;
    if (this.dataset.mode === "reading") view = reading(this, state);
    else if (found.level === "emergency") view = emergency(this, state);
    else if (state.view === "result") view = result(this, state);
    else if (state.view === "answers" || last) view = this.answers(state);
    else view = this.question(state);
    this.replaceChildren(view);
    const head = this.querySelector("h1, h2");
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    scrollTo(0, 0);
    this.dispatchEvent(new CustomEvent("signpost-check", { bubbles: true, detail: { level: found.level, view: state.view } }));
  }

  answer(state, finding, value, view = state.view) {
    this.go({ ...state, view, answers: { ...state.answers, [finding]: value }, asked: [...new Set([...state.asked, finding])] });
  }

  show(state, view) {
    this.go({ ...state, view });
  }

  clear() {
    this.steps = [null];
    this.box.value = "";
    history.pushState({ step: 0 }, "", location.pathname);
    this.draw(0);
    announce(say("js_cleared"));
  }

  question(state) {
    const q = state.found.next;
    const n = state.asked.length + 1;
    const tile = (value, label, hint) => el("label", {}, el("input", { type: "radio", name: "answer", value, required: true }),
      el("span", {}, label, hint && el("span", { class: "hint" }, hint)));
    const form = el("form", { class: "q", onsubmit: (event) => {
      event.preventDefault();
      this.answer(state, q.finding, new FormData(form).get("answer"));
    } },
      el("fieldset", { "aria-describedby": q.bullets?.length ? "signs" : undefined },
        el("legend", {}, el("h1", {}, q.question)),
        q.bullets?.length ? el("ul", { class: "bul newlist", id: "signs" }, q.bullets.map((b) => el("li", {}, b))) : null,
        el("div", { class: "ans" },
          tile("yes", say(q.bullets?.length ? "js_yes_any" : "js_yes")),
          tile("no", say(q.bullets?.length ? "js_none_of_these" : "js_no")),
          tile("unsure", say("js_unsure"), say("js_unsure_hint")))),
      el("p", { class: "row sec-m" }, el("button", { type: "submit", class: "btn" }, say("js_continue")),
        el("button", { type: "button", class: "btn btn-2", onclick: () => this.show(state, "answers") }, say("js_stop"))));
    const why = q.why || q.source ? el("details", { class: "why sec-m" }, el("summary", {}, say("js_why_asked")),
      q.why && el("p", {}, q.why), q.source && proof(q.source, q.kind === "red-flag" && !String(q.id).startsWith("page:"))) : null;
    return el("div", {},
      el("p", {}, el("button", { class: "back", type: "button", onclick: () => history.back() }, "‹ " + say("js_back"))),
      el("div", { class: "ask" },
        el("div", {}, el("p", { class: "kicker" }, say(q.kind === "red-flag" ? "js_question_danger" : "js_question", { n, most: MOST })),
          el("ol", { class: "trailbar", "aria-hidden": "true" }, Array.from({ length: MOST }, (_, i) => el("li", { class: i + 1 < n ? "done" : i + 1 === n ? "now" : undefined }))),
          form, why),
        el("div", { class: "side" }, this.understood(state), this.danger())));
  }

  // understood shows the reader's own words, what was taken from them, and lets each be corrected with one tap.
  understood(state) {
    const raw = bytes.encode(state.said);
    const cut = (a, b) => text.decode(raw.subarray(a, b));
    const own = [];
    let at = 0;
    for (const u of [...state.found.understood].sort((a, b) => a.start - b.start)) {
      if (!(u.end > u.start) || u.start < at) continue;
      own.push(cut(at, u.start), el("u", {}, cut(u.start, u.end)));
      at = u.end;
    }
    own.push(cut(at, raw.length));
    return el("section", { class: "card stack" }, el("h2", {}, say("js_understood")),
      el("div", { class: "heard" }, el("p", { class: "small muted" }, say("js_you_wrote")), el("blockquote", {}, own)),
      this.chips(state),
      el("p", { class: "small muted" }, say(state.found.understood.length ? "js_understood_hint" : "js_understood_none")));
  }

  chips(state) {
    const seen = new Set();
    const items = state.found.understood.filter((u) => !seen.has(u.finding) && seen.add(u.finding));
    return el("ul", { class: "chips" }, items.map((u) => {
      const given = state.answers[u.finding] ?? u.answer;
      const [kind, next] = { yes: ["yes", "no"], no: ["no", "unsure"], unsure: ["un", "yes"] }[given] ?? ["yes", "no"];
      return el("li", { class: "chip " + kind }, el("span", {}, icon(kind), el("span", { class: "vh" }, say("js_chip_" + kind) + " "), u.label),
        el("button", { type: "button", onclick: () => this.answer(state, u.finding, next) }, say("js_change"),
          el("span", { class: "vh" }, " " + say("js_change_to", { label: u.label, answer: say("js_" + next) }))));
    }));
  }

  danger() {
    return el("section", { class: "sec-m" }, el("h2", { class: "vh" }, say("js_emergency")),
      el("div", { class: "nowline" }, icon("em"), el("p", {}, el("strong", {}, say("js_do_not_finish")), " ",
        el("a", { href: "tel:" + say("{emergency_number}") }, el("strong", {}, say("js_call_now"))))));
  }

  answers(state) {
    const asked = state.asked.map((finding) => ({ finding, label: this.label(finding), given: state.answers[finding] }));
    return el("div", { class: "stack narrow" },
      el("p", {}, el("button", { class: "back", type: "button", onclick: () => history.back() }, "‹ " + say("js_back"))),
      el("h1", {}, say("js_check_answers")), this.understood(state),
      asked.length ? el("ul", { class: "facts" }, asked.map((a) => el("li", { class: "fact" }, el("p", {}, a.label, " ", el("strong", {}, say("js_" + a.given))),
        el("button", { class: "btn btn-2", type: "button", onclick: () => this.answer(state, a.finding, { yes: "no", no: "unsure", unsure: "yes" }[a.given], "answers") },
          say("js_change"), el("span", { class: "vh" }, " " + a.label))))) : null,
      el("p", { class: "row" }, el("button", { class: "btn", type: "button", onclick: () => this.show(state, "result") }, say("js_see_advice")),
        state.found.next && state.asked.length < MOST && el("button", { class: "btn btn-2", type: "button", onclick: () => this.show(state, "next") }, say("js_more_questions"))));
  }

  // label is the question that asked for a finding, as it stood when it was asked.
  label(finding) {
    for (const state of this.steps) if (state?.found?.next?.finding === finding) return state.found.next.question;
    for (const state of this.steps) for (const u of state?.found?.understood ?? []) if (u.finding === finding) return u.label;
    return finding;
  }
}

// proof shows what a statement rests on: a document's sentence in the document's voice, or, of a safety rule, what the
// guideline says in our words.
export function proof(source, rule) {
  if (!source?.quote) return null;
  const name = source.document && el("p", {}, source.url ? el("a", { href: link(source.url) }, source.document) : source.document);
  return el("details", { class: "ev" }, el("summary", {}, icon("quote"), say(rule ? "js_rule" : "js_source")),
    el("div", { class: rule ? "src rule" : "src" }, rule ? el("p", {}, say("js_rule_says"), " ", source.quote) : el("blockquote", {}, source.quote), name));
}

export function defineCheck() {
  customElements.define("signpost-check", SignpostCheck);
}
