// Keeps the site on the device through the service worker, tells of a newer version, and shows what is stored. [browser]
import { el, say, base, portable, announce } from "./dom.js";

const able = "serviceWorker" in navigator && /^https?:$/.test(location.protocol) && isSecureContext;

// A newer version waits until the reader takes it; nothing changes under their hands.
function offer(worker) {
  if (document.querySelector(".update")) return;
  const bar = el("aside", { class: "update notice", "aria-label": say("js_update") }, el("p", {}, say("js_update")),
    el("button", { class: "btn btn-2", type: "button", onclick: () => worker.postMessage("use-new") }, say("js_update_use")));
  document.querySelector("main")?.before(bar);
  announce(say("js_update"));
}

export async function keepOffline() {
  customElements.define("signpost-offline", SignpostOffline);
  if (!able || portable) return;
  let controlled = Boolean(navigator.serviceWorker.controller);
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (controlled) location.reload();
    controlled = true;
  });
  try {
    const kept = await navigator.serviceWorker.register(new URL(base + "sw.js", document.baseURI), { updateViaCache: "none" });
    const watch = (worker) => worker?.addEventListener("statechange", () => {
      if (worker.state === "installed" && navigator.serviceWorker.controller) offer(worker);
    });
    if (kept.waiting && navigator.serviceWorker.controller) offer(kept.waiting);
    watch(kept.installing);
    kept.addEventListener("updatefound", () => watch(kept.installing));
  } catch {
    // No copy can be kept here (private window, full device): the site works as long as there is a network.
  }
  expired();
}

// expired says so when a page's next review date has passed, also without a network.
function expired() {
  const due = document.querySelector("main [data-due]")?.dataset.due;
  if (due && due < new Date().toISOString().slice(0, 10)) {
    document.querySelector("main").before(el("aside", { class: "notice" }, el("p", {}, say("js_expired", { due }))));
  }
}

// <signpost-offline>: is this site kept on the device, how large is it, and may the browser throw it away?
class SignpostOffline extends HTMLElement {
  async connectedCallback() {
    if (!able) return this.replaceChildren(el("p", {}, say("js_kept_cannot")));
    await navigator.serviceWorker.ready;
    this.draw();
  }

  async draw() {
    const names = (await caches.keys()).filter((name) => name.startsWith("signpost-"));
    const files = names.length ? (await (await caches.open(names[names.length - 1])).keys()).length : 0;
    const { usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const lasting = await navigator.storage?.persisted?.();
    this.replaceChildren(el("p", {}, say(files ? "js_kept" : "js_kept_not", { n: files, size: (usage / 1e6).toFixed(1) })),
      lasting ? el("p", {}, say("js_kept_lasting")) : el("p", {}, el("button", { class: "btn btn-2", type: "button", onclick: async () => {
        announce(say((await navigator.storage?.persist?.()) ? "js_kept_lasting" : "js_kept_may_go"));
        this.draw();
      } }, say("js_keep"))));
  }
}
