// Service worker: keeps one whole version of the site and serves it, so that every page works without a network. [browser]
// The build fills in VERSION and LIST. A new version is fetched whole beside the old one, taking over files whose content
// hash is the same, and is used only when the reader says so or no page is open: two versions are never mixed.

import { unpacked } from "./unpack.js";

const VERSION = "{{version}}";
const LIST = "{{list}}"; // JSON: [[path, hash, bytes], ...]; paths are relative to the site's root
const CACHE = "signpost-" + VERSION;
const HASH = "x-signpost-hash";
const AT_ONCE = 6; // requests in flight while filling

const at = (path) => new URL(path, registration.scope).href;

// held copies an answer with its content hash noted, so that the next version can take it over. An answer that is not
// what the list says (a host in the middle of an upload, a stale cache) ends the filling: the old version stays.
async function held(answer, path, hash) {
  const body = await answer.arrayBuffer();
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", body)).slice(0, hash.length / 2);
  if ([...sum].map((n) => n.toString(16).padStart(2, "0")).join("") !== hash) throw new Error(path + ": not the listed content");
  const headers = new Headers(answer.headers);
  headers.set(HASH, hash);
  return new Response(body, { status: 200, headers });
}

async function fill() {
  const cache = await caches.open(CACHE);
  const older = (await caches.keys()).filter((name) => name.startsWith("signpost-") && name !== CACHE);
  const files = await (await fetch(at(LIST), { cache: "reload" })).json();
  const keep = async ([path, hash]) => {
    const url = at(path);
    if (await cache.match(url)) return;
    for (const name of older) {
      const had = await (await caches.open(name)).match(url);
      if (had && had.headers.get(HASH) === hash) return cache.put(url, had);
    }
    const answer = await fetch(url, { cache: "reload" });
    if (!answer.ok) throw new Error(path + ": " + answer.status);
    return cache.put(url, await held(answer, path, hash));
  };
  let next = 0;
  const worker = async () => {
    while (next < files.length) await keep(files[next++]);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  await unpack(cache).catch(() => {}); // then pages do it
}

// unpack keeps the evaluator's modules unpacked, so that no later page waits for that.
async function unpack(cache) {
  const kept = (name) => cache.match(at(`search/${name}.wasm`));
  const bytes = async (answer) => new Uint8Array(await answer.arrayBuffer());
  const small = await bytes(await kept("unpack"));
  for (const name of ["search", "check"]) {
    const answer = await kept(name);
    const { headers } = answer;
    await cache.put(at(`search/${name}.wasm`), new Response(await unpacked(await bytes(answer), small), { headers }));
  }
}

addEventListener("install", (event) => event.waitUntil(fill()));

addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("signpost-") && name !== CACHE) await caches.delete(name);
  await clients.claim();
})()));

addEventListener("message", (event) => {
  if (event.data === "use-new") skipWaiting();
});

let opened; // the cache, once asked for

addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== location.origin || !url.href.startsWith(registration.scope)) return;
  url.search = "";
  url.hash = "";
  event.respondWith((async () => {
    opened ??= caches.open(CACHE);
    const cache = await opened;
    const kept = await cache.match(url.href.replace(/\/index\.html$/, "/"));
    if (kept) return kept;
    try {
      return await fetch(event.request);
    } catch (problem) {
      if (event.request.mode !== "navigate") throw problem;
      return (await cache.match(at("404.html"))) ?? Response.error();
    }
  })());
});
