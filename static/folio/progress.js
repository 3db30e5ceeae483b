"use strict";
// Shows how far the work is while the page stays open; without it, the link "Refresh" does the same.
const PAUSE = 2000;
async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    const shown = document.getElementById("progress");
    if (!answer.ok || !fresh) return location.reload();
    if (!shown.contains(document.activeElement) || !("busy" in fresh.dataset)) shown.innerHTML = fresh.innerHTML;
    if ("busy" in fresh.dataset) setTimeout(look, PAUSE);
  } catch {
    setTimeout(look, 5 * PAUSE);
  }
}
setTimeout(look, PAUSE);
