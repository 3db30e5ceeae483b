// Shows what has happened meanwhile, but never under the hands of someone who uses a section.
async function refresh() {
  const answer = await fetch(location.href);
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const section of document.querySelectorAll("[data-refresh]")) {
    const newer = fresh.getElementById(section.id);
    const busy = section.contains(document.activeElement) || section.matches(":active");
    if (newer && !busy && newer.innerHTML !== section.innerHTML) section.replaceWith(newer);
  }
}

setInterval(() => { if (!document.hidden) refresh().catch(() => {}); }, 2000);
