// Runs the peers over the same pages and questions as Signpost. [bench]
// node peers.mjs WORK ENGINE: reads WORK/pages.json and WORK/questions.json, writes WORK/ENGINE.peer.json:
// {cold1, cold5, all (bytes, gzip), build (ms), warm (ms, median), ranks: {set: [[page numbers], ...]}}
// and its index as WORK/ENGINE.json or WORK/pagefind/.
import { createServer } from "node:http";
import { readFileSync, writeFileSync, mkdirSync, readdirSync, statSync, existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import MiniSearch from "minisearch";
import FlexSearch from "flexsearch";
import lunr from "lunr";
import elasticlunr from "elasticlunr";
import * as pagefind from "pagefind";

const [, , work, wanted] = process.argv;
const pages = JSON.parse(readFileSync(join(work, "pages.json"), "utf8"));
const questions = JSON.parse(readFileSync(join(work, "questions.json"), "utf8"));
const titles = gzipSync(JSON.stringify(pages.map((p) => [p.title, p.url])), { level: 9 }).length;
const out = {};

const median = (xs) => xs.sort((a, b) => a - b)[xs.length >> 1] ?? 0;

// measure asks every question of an engine; ask gives page numbers, best first.
async function measure(name, build, ask, size) {
  if (name !== wanted) return;
  let t = performance.now();
  const index = await build();
  const built = performance.now() - t;
  const ranks = {};
  const times = [];
  for (const [set, qs] of Object.entries(questions)) {
    ranks[set] = [];
    for (const q of qs) {
      t = performance.now();
      let got = [];
      try {
        got = await ask(index, q);
      } catch {
        // an operator typed by accident: no answer
      }
      times.push(performance.now() - t);
      ranks[set].push(got.slice(0, 20).map(Number));
    }
  }
  out[name] = { build: Math.round(built), warm: median(times), ranks, ...(await size(index)) };
  console.error(name, "built in", Math.round(built), "ms, warm", out[name].warm.toFixed(2), "ms");
}

// whole is the size of an index that is fetched in one piece, with the titles that its results need.
const whole = (index) => {
  writeFileSync(join(work, wanted + ".json"), typeof index === "string" ? index : JSON.stringify(index));
  const n = gzipSync(typeof index === "string" ? index : JSON.stringify(index), { level: 9 }).length + titles;
  return { cold1: n, cold5: n, all: n };
};

const docs = pages.map((p, id) => ({ id, title: p.title, names: p.names.join("; "), text: p.text }));

await measure(
  "minisearch",
  () => {
    const m = new MiniSearch({ fields: ["title", "names", "text"], searchOptions: { boost: { title: 3, names: 2 }, prefix: true, fuzzy: 0.2 } });
    m.addAll(docs);
    return m;
  },
  (m, q) => m.search(q).map((r) => r.id),
  whole,
);

await measure(
  "flexsearch",
  () => {
    const f = new FlexSearch.Document({ tokenize: "forward", document: { id: "id", index: ["title", "names", "text"] } });
    for (const d of docs) f.add(d);
    return f;
  },
  // pages with all words in one field come before those with some
  (f, q) => [...new Set([false, true].flatMap((suggest) => f.search(q, { limit: 20, suggest }).flatMap((field) => field.result)))],
  async (f) => {
    const parts = [];
    await f.export((key, data) => {
      parts.push([key, data]);
    });
    return whole(parts);
  },
);

await measure(
  "lunr",
  () =>
    lunr(function () {
      this.field("title", { boost: 3 });
      this.field("names", { boost: 2 });
      this.field("text");
      for (const d of docs) this.add(d);
    }),
  (l, q) => l.search(q.replace(/[^\p{L}\p{N} ]/gu, " ")).map((r) => r.ref),
  whole,
);

await measure(
  "elasticlunr",
  () => {
    const e = elasticlunr(function () {
      for (const f of ["title", "names", "text"]) this.addField(f);
      this.setRef("id");
      this.saveDocument(false);
    });
    for (const d of docs) e.addDoc(d);
    return e;
  },
  (e, q) => e.search(q, { fields: { title: { boost: 3 }, names: { boost: 2 }, text: { boost: 1 } }, expand: true }).map((r) => r.ref),
  whole,
);

// pagefind builds files and fetches them piece by piece: what it fetches is counted at a server on 127.0.0.1.
let fetched = 0;
const dir = join(work, "pagefind");
const server = createServer((request, answer) => {
  const file = join(dir, decodeURIComponent(new URL(request.url, "http://x").pathname).replace("/pagefind/", ""));
  if (!existsSync(file)) return answer.writeHead(404).end();
  const data = readFileSync(file);
  fetched += gzipSync(data).length;
  answer.writeHead(200, { "content-type": file.endsWith(".js") ? "text/javascript" : "application/octet-stream" }).end(data);
});
await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
const base = `http://127.0.0.1:${server.address().port}/pagefind/`;

const client = async () => {
  const text = readFileSync(join(dir, "pagefind.js"), "utf8");
  fetched += gzipSync(text).length;
  const file = join(dir, `client-${Math.random().toString(36).slice(2)}.mjs`); // a module of its own for each cold start
  writeFileSync(file, text);
  const p = await import(file);
  await p.options({ basePath: base, baseUrl: "/" });
  await p.init();
  return p;
};

const asked = async (p, q) => {
  const found = await p.search(q);
  return Promise.all(found.results.slice(0, 10).map(async (r) => +(await r.data()).url.match(/p(\d+)/)[1]));
};

const cold = async (set) => {
  const sizes = [];
  for (const q of set.slice(0, 5)) {
    fetched = 0;
    await asked(await client(), q);
    sizes.push(fetched);
  }
  return median(sizes);
};

try {
  await measure(
    "pagefind",
    async () => {
      const { index } = await pagefind.createIndex();
      for (const d of docs) {
        await index.addCustomRecord({ url: `/p${d.id}/`, content: [d.title, d.names, d.text].join(". "), language: "en", meta: { title: d.title } });
      }
      mkdirSync(dir, { recursive: true });
      await index.writeFiles({ outputPath: dir });
      return client();
    },
    asked,
    async () => ({
      cold1: await cold(questions.one),
      cold5: await cold(questions.five),
      all: readdirSync(dir, { recursive: true })
        .filter((f) => /\.(pf_|pagefind|wasm|json)/.test(f) || f.endsWith("pagefind.js"))
        .reduce((n, f) => n + statSync(join(dir, f)).size, 0),
    }),
  );
} catch (problem) {
  console.error("pagefind: not measured:", problem.message);
}
await pagefind.close();
server.close();
writeFileSync(join(work, wanted + ".peer.json"), JSON.stringify(out[wanted] ?? null));
process.exit(0);
