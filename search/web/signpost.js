// The page's way to the evaluator: open(base) gives search and check over the static parts beside this file. [browser]
// Nothing a reader types leaves the page: only parts of the index are fetched, named by hash, from the site itself.

import { spelled } from "./answer.js";
import { unpacked } from "./unpack.js";

const KINDS = ["root", "terms", "words", "pages", "texts", "lexicon", "rules", "findings", "phrases", "notes"];
const bytes = new TextEncoder();

// Trouble is what a reader can be told: message is a plain sentence.
export class Trouble extends Error {}

// unzipped is a part: its file is gzipped where that is smaller, whatever the host says of it.
async function unzipped(answer) {
  const raw = new Uint8Array(await answer.arrayBuffer());
  if (raw[0] !== 0x1f) return raw;
  return new Uint8Array(await new Response(new Response(raw).body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

// fetched gives a function that reads a file of <base>/search/. What the service worker would answer from its cache is taken from
// there at once, in half the time: the cache of the version in use is the oldest, and match looks there first.
function fetched(base) {
  return async (name) => {
    const url = new URL("search/" + name, base);
    const kept = navigator.serviceWorker?.controller && (await caches.match(url));
    if (kept) return kept;
    // Names with a hash never change; the two plain names are asked for anew, so that they always belong together.
    const answer = await fetch(url, { credentials: "omit", cache: /-[0-9a-f]{8,}\./.test(name) ? "default" : "no-cache" });
    if (!answer.ok) throw new Error(name + ": " + answer.status);
    return answer;
  };
}

// carried gives a function that reads files which a portable build wrote as scripts: each calls signpostPart(name, base64).
function carried(base) {
  const kept = new Map();
  globalThis.signpostPart = (name, data) => {
    const raw = atob(data);
    const out = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) out[i] = raw.charCodeAt(i);
    kept.set(name, out);
  };
  return async (name) => {
    if (!kept.has(name)) {
      await new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = new URL("search/" + name + ".js", base);
        script.onload = done;
        script.onerror = () => fail(new Error(name + ": not there"));
        document.head.append(script);
      });
    }
    if (!kept.has(name)) throw new Error(name + ": empty");
    return new Response(kept.get(name));
  };
}

// open gives search and check of the site at base (its root folder, ending in "/"). Each has an evaluator of its own, which is
// fetched when it is first asked, or told to be ready. search(q, {limit, early}) and check({text, answers}) resolve to the JSON
// that the command prints; all reject with Trouble.
export function open(base, { portable = false } = {}) {
  const file = (portable ? carried : fetched)(new URL(base, document.baseURI));
  const parts = new Map(); // fetched parts, kept so that a restarted evaluator need not fetch them again
  const engines = {};
  const engine = (name) =>
    (engines[name] ??= evaluator(name, file, parts).catch((problem) => {
      delete engines[name]; // tried again at the next request
      throw problem;
    }));
  return {
    ready: (name) => engine(name).then(() => {}),
    search: async (q, { limit = 10, early } = {}) => (await engine("search")).search(q, limit, early),
    check: async (given) => (await engine("check")).check(lines(given)),
  };
}

// evaluator loads <name>.wasm and asks it.
async function evaluator(name, file, parts) {
  let run;

  const load = async ({ kind, number, hash }) => {
    const id = kind + " " + number;
    let data = parts.get(id);
    if (!data) {
      try {
        data = await unzipped(await file(KINDS[kind] + (hash ? "-" + hash : "") + ".bin"));
      } catch {
        data = null;
      }
    }
    return { id, kind, number, data };
  };

  // Every request needs the root, and it may hold everything: it is on its way while the module is being compiled.
  const code = [name, "unpack"].map(async (n) => new Uint8Array(await (await file(n + ".wasm")).arrayBuffer()));
  const ahead = load({ kind: 0, number: 0 });
  let wasm;
  try {
    wasm = await WebAssembly.compile(await unpacked(...(await Promise.all(code))));
  } catch {
    throw new Trouble("unreachable");
  }
  run = await start(wasm);

  let lost = new Set(); // kinds of parts that the request at hand had to do without
  const hand = (p) => {
    if (run.load(p.kind, p.number, p.data)) parts.set(p.id, p.data);
    else lost.add(KINDS[p.kind]);
  };

  // take fetches parts side by side and hands them to the evaluator; a part that could not be had is said to be missing.
  const take = async (needs) => {
    for (const p of await Promise.all(needs.map(load))) hand(p);
  };

  const ask = async (request, limit) => {
    for (let round = 0; round < 12; round++) {
      const status = run.ask(name, request, limit);
      const out = run.out();
      if (status === 0) return out;
      if (status !== 1) throw new Trouble(out || "refused");
      await take(out);
    }
    throw new Trouble("refused");
  };

  // An answer may come before the texts of its excerpts: early gets it as it is, then the texts are fetched and it is
  // asked again. An answer that lacks something names the kinds of parts that could not be had.
  const search = async (q, limit, early) => {
    lost = new Set();
    let answer = await ask(q, limit);
    if (answer.more.length) {
      early?.(answer);
      await take(answer.more);
      answer = await ask(q, limit);
    }
    return answer.incomplete || lost.size ? { ...answer, incomplete: true, missing: [...lost] } : answer;
  };

  // One request at a time: the evaluator has one output buffer. A trap restarts it, so that the next request is whole.
  let queue = Promise.resolve();
  const inTurn = (work) => {
    const answer = queue.then(work).catch(async (problem) => {
      if (problem instanceof Trouble) throw problem;
      parts.clear();
      run = await start(wasm);
      throw new Trouble("damaged");
    });
    queue = answer.catch(() => {});
    return answer;
  };

  // If the root cannot be had, the first request asks for it once more.
  inTurn(() => ahead.then((p) => p.data && hand(p))).catch(() => {});

  return {
    search: (q, limit, early) => inTurn(() => search(q, limit, early)),
    check: (request) => inTurn(() => ask(request)),
  };
}

// lines writes a check request: a line per thing said, tab between its parts.
function lines({ text: said = "", answers = {} }) {
  const flat = (s) => String(s).replace(/[\t\r\n]+/g, " ");
  const out = ["text\t" + flat(said)];
  for (const [finding, answer] of Object.entries(answers)) out.push("answer\t" + flat(finding) + "\t" + flat(answer));
  return out.join("\n");
}

async function start(wasm) {
  // The small build imports nothing. A stock Go build imports WASI, of which it only needs a clock that is not zero.
  let e;
  const clock = (_id, _precision, at) => (new DataView(e.memory.buffer).setBigUint64(at, 1n, true), 0);
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(wasm)) (imports[module] ??= {})[name] = name === "clock_time_get" ? clock : () => 0;
  e = (await WebAssembly.instantiate(wasm, imports)).exports;
  e._initialize?.();
  const put = (at, data) => new Uint8Array(e.memory.buffer, at, data.length).set(data);
  return {
    out: () => spelled(new Uint8Array(e.memory.buffer, e.out_ptr() >>> 0, e.out_len())),
    // load hands a part over; null says that it could not be had. True when the evaluator took it.
    load(kind, number, data) {
      if (!data || !data.length) return e.load(kind, number, 0, 0), false;
      const at = e.alloc(data.length) >>> 0;
      put(at, data);
      if (e.load(kind, number, at, data.length) === 0) return true;
      e.load(kind, number, 0, 0); // damaged: answer without it
      return false;
    },
    ask(name, request, limit) {
      const data = bytes.encode(request);
      const at = e.request(data.length) >>> 0;
      put(at, data);
      return name === "search" ? e.search(at, data.length, limit) : e.check(at, data.length);
    },
  };
}
