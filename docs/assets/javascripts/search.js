// The search page: asks Pagefind, shows the incidents found, and keeps the words in the address.
const site = new URL("../../", import.meta.url); // the site's root, wherever it is published
const form = document.querySelector("#gb-search-form");
const field = form.elements.namedItem("q");
const status = document.querySelector("#gb-search-status");
const results = document.querySelector("#gb-search-results");
const SHOWN = 20;
let pagefind;
let latest = 0;

async function search(words) {
  const asked = ++latest;
  if (!words.trim()) {
    results.replaceChildren();
    status.textContent = "";
    return;
  }
  pagefind ??= await import(new URL("pagefind/pagefind.js", site).href);
  const found = await pagefind.search(words);
  const shown = await Promise.all(found.results.slice(0, SHOWN).map((result) => result.data()));
  if (asked !== latest) return; // a newer question is under way
  const count = found.results.length;
  status.textContent = count
    ? `${count} ${count === 1 ? "incident" : "incidents"}${count > SHOWN ? `; the first ${SHOWN} are shown` : ""}`
    : "Nothing found. Try fewer words, another spelling, or browse by platform, tool or country.";
  results.replaceChildren(...shown.map(row));
}

function row(found) {
  const item = element("li", "gb-row");
  const title = element("p", "gb-row__title");
  const link = element("a", "", found.meta.title);
  link.href = new URL(found.url.replace(/^\//, ""), found.url.startsWith("/") ? location.origin + "/" : site).href;
  title.append(link);
  const excerpt = element("p", "gb-row__summary");
  excerpt.innerHTML = found.excerpt; // Pagefind escapes the page's text and adds <mark> alone
  const meta = [found.meta.date, found.meta.platform, found.meta.verdict, found.meta.label].filter(Boolean);
  item.append(element("p", "gb-row__meta", meta.join(" · ")), title, excerpt);
  return item;
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

document.querySelector("#gb-search-without-script").remove();
form.addEventListener("submit", (event) => event.preventDefault());
field.addEventListener("input", () => {
  const address = new URL(location.href);
  if (field.value) address.searchParams.set("q", field.value);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  search(field.value);
});

field.value = new URL(location.href).searchParams.get("q") ?? "";
field.focus();
search(field.value);
