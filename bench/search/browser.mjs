// What each engine does in a page: fetch what it needs, open it, ask. [bench, browser]
// measure(engine, first, more) gives [ms until the first results of a question, results, median ms of a question asked again].
const js = (name) => import("/node_modules/" + name);
const script = (name) =>
  new Promise((done, fail) => {
    const s = document.createElement("script");
    s.onload = done;
    s.onerror = () => fail(new Error(name));
    s.src = "/node_modules/" + name;
    document.head.append(s);
  });
const index = async (name) => (await fetch(`/${name}.json`)).json();

const engines = {
  async signpost() {
    const { open } = await import("/site/search/signpost.js");
    const site = await open("/site/");
    // Results count from when they are there; excerpts come after, and their bytes count.
    const ask = (q) => new Promise((done, fail) => {
      ask.whole = site.search(q, { limit: 10, early: (a) => done(a.hits.length) }).then((a) => done(a.hits.length), fail);
    });
    return ask;
  },
  async pagefind() {
    const p = await import("/pagefind/pagefind.js");
    await p.options({ basePath: "/pagefind/" });
    await p.init();
    return async (q) => (await Promise.all((await p.search(q)).results.slice(0, 10).map((r) => r.data()))).length;
  },
  async minisearch() {
    const [{ default: MiniSearch }, data] = await Promise.all([js("minisearch/dist/es/index.js"), index("minisearch")]);
    const m = MiniSearch.loadJS(data, { fields: ["title", "names", "text"], searchOptions: { boost: { title: 3, names: 2 }, prefix: true, fuzzy: 0.2 } });
    return (q) => m.search(q).slice(0, 10).length;
  },
  async flexsearch() {
    const [{ default: FlexSearch }, data] = await Promise.all([js("flexsearch/dist/flexsearch.bundle.module.min.mjs"), index("flexsearch")]);
    const f = new FlexSearch.Document({ tokenize: "forward", document: { id: "id", index: ["title", "names", "text"] } });
    for (const [key, part] of data) await f.import(key, part);
    return (q) => f.search(q, { limit: 10, suggest: true }).flatMap((field) => field.result).length;
  },
  async lunr() {
    const [, data] = await Promise.all([script("lunr/lunr.min.js"), index("lunr")]);
    const l = globalThis.lunr.Index.load(data);
    return (q) => l.search(q).slice(0, 10).length;
  },
  async elasticlunr() {
    const [, data] = await Promise.all([script("elasticlunr/elasticlunr.min.js"), index("elasticlunr")]);
    const e = globalThis.elasticlunr.Index.load(data);
    return (q) => e.search(q, { fields: { title: { boost: 3 }, names: { boost: 2 }, text: { boost: 1 } }, expand: true }).slice(0, 10).length;
  },
};

globalThis.measure = async (engine, first, more) => {
  const start = performance.now();
  const ask = await engines[engine]();
  const results = await ask(first);
  const took = performance.now() - start;
  await ask.whole;
  const times = [];
  for (const q of more) {
    await ask(q); // fetches what it needs
    await ask(q); // waits until it is there, excerpts too
    const again = performance.now();
    for (let i = 0; i < 5; i++) await ask(q);
    times.push((performance.now() - again) / 5);
  }
  return [took, results, times.sort((a, b) => a - b)[times.length >> 1] ?? 0];
};
