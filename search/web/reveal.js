// A link to a place inside a closed <details> opens it: not every browser does so by itself. [browser]

function show() {
  const at = document.querySelector(":target");
  const closed = at?.closest("details:not([open])");
  if (!closed) return;
  closed.open = true;
  at.scrollIntoView();
}

export function reveal() {
  addEventListener("hashchange", show);
  show();
}
