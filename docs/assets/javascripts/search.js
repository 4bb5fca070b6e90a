// The search page: words, filters and order from the address and back into it, results as cards, all by keyboard.
import { SearchIndex } from "./search-index.js";

const site = new URL("../../", import.meta.url); // the site's root, wherever it is published
const config = JSON.parse(document.querySelector("#gb-search-config").textContent);
const say = (words, values = {}) => config.words[words].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const numbers = new Intl.NumberFormat(config.locale);
const index = new SearchIndex(new URL(`pagefind/${config.language}/`, site).href, config.parts);

const form = document.querySelector("#gb-search-form");
const field = form.elements.namedItem("q");
const order = form.elements.namedItem("sort");
const status = document.querySelector("#gb-search-status");
const results = document.querySelector("#gb-search-results");
const more = document.querySelector("#gb-search-more");
const start = document.querySelector("#gb-search-start"); // what stands there before anything is asked
const twin = document.querySelector(".gb-masthead__language"); // the same page in the other language
const panel = document.querySelector("#gb-search-filters");
const FIRST = 5; // results that are loaded at once
const FURTHER = 20;
const VALUES = 8; // of a filter, before "all"

let chosen = {}; // filter: values
let shown; // the results of the newest question
let latest = 0;

function readAddress() {
  const asked = new URL(location.href).searchParams;
  field.value = asked.get("q") ?? "";
  order.value = config.sorts.includes(asked.get("sort")) ? asked.get("sort") : "relevance";
  chosen = {};
  for (const { name } of config.filters) if (asked.has(name)) chosen[name] = asked.getAll(name);
  if (Object.keys(chosen).length) panel.open = true;
  leadToTwin();
}

function writeAddress() {
  const address = new URL(location.pathname, location.href);
  if (field.value) address.searchParams.set("q", field.value);
  for (const [name, values] of Object.entries(chosen)) for (const value of values) address.searchParams.append(name, value);
  if (order.value !== "relevance") address.searchParams.set("sort", order.value);
  history.replaceState(null, "", address);
  leadToTwin();
}

// The other language is asked the same, but for filters whose values are words of this one.
function leadToTwin() {
  const asked = new URL(location.href).searchParams;
  for (const { name, isTranslated } of config.filters) if (isTranslated) asked.delete(name);
  twin.search = asked;
}

function isAsked() {
  return Boolean(field.value.trim() || Object.keys(chosen).length || order.value !== "relevance");
}

async function search() {
  const asked = ++latest;
  const isNewest = () => asked === latest;
  start.hidden = isAsked();
  if (!isAsked()) {
    status.textContent = "";
    results.replaceChildren();
    more.hidden = true;
    if (panel.open) await showFilters(isNewest);
    return;
  }
  await index.first();
  await answer(isNewest, index.isSmall);
  if (index.isSmall || !isNewest()) return;
  await index.whole();
  await answer(isNewest, true);
}

async function answer(isNewest, isWhole) {
  const found = await index.search(field.value, chosen, order.value);
  if (!isNewest()) return;
  const loaded = await found.results.next(FIRST);
  if (!isNewest()) return;
  shown = { ...found, left: found.count - loaded.length };
  const isFilling = panel.open && !panel.querySelector("fieldset"); // filters above will push what stands below
  if (!isWhole && (!found.count || isFilling)) return; // an older part may know
  if (panel.open && isWhole) await showFilters(isNewest);
  if (!isNewest()) return;
  results.replaceChildren(...loaded.map(card));
  more.hidden = shown.left <= 0;
  more.textContent = say("Show more");
  status.replaceChildren(...told(found, isWhole));
}

function told(found, isWhole) {
  if (!isWhole) return [say("Searching older years …")];
  if (!found.count) {
    const without = Object.keys(chosen).length ? [element("p", "", say("Take a filter away, or all of them."))] : [];
    return [element("p", "", say("Nothing found.")), ...without, element("p", "", say("Try fewer words, another spelling, the name of a person or platform, or browse.")), browse()];
  }
  const counted = say(found.count === 1 ? "%(count)s incident" : "%(count)s incidents", { count: numbers.format(found.count) });
  const other = found.words && found.words !== field.value.trim().normalize("NFC") ? ` ${say("for “%(words)s”", { words: found.words })}` : "";
  return [counted + other];
}

function browse() {
  const copy = document.querySelector("#gb-search-browse").content.cloneNode(true);
  return copy;
}

async function showMore() {
  const before = results.children.length;
  const loaded = await shown.results.next(FURTHER);
  results.append(...loaded.map(card));
  shown.left -= loaded.length;
  more.hidden = shown.left <= 0;
  results.children[before]?.querySelector("a")?.focus();
}

function card(found) {
  const { meta } = found;
  const item = element("li", "gb-row");
  const link = element("a", "", meta.title);
  link.href = new URL(found.raw_url.replace(/^\//, ""), site).href;
  if (meta.titlelanguage) link.lang = meta.titlelanguage;
  const title = element("p", "gb-row__title");
  title.append(link);
  const excerpt = element("p", "gb-row__summary");
  // Pagefind escapes the page's text and adds <mark> alone. What follows the bar are word endings, for no reader.
  excerpt.innerHTML = found.excerpt.includes("<mark>") && !found.excerpt.split("<mark>")[0].includes("¦") ? found.excerpt.split("¦")[0] : "";
  if (!excerpt.innerHTML) excerpt.textContent = `${found.content.split(" ").slice(0, 40).join(" ")} …`;
  const stamps = element("p", "gb-row__stamps");
  stamps.append(stamp("verdict", meta.verdict, meta.verdictkey), stamp("label", meta.label, meta.labelkey));
  item.append(element("p", "gb-row__meta", [meta.date, meta.platform, meta.account].filter(Boolean).join(" · ")), title, excerpt, stamps);
  return item;
}

function stamp(kind, text, key) {
  return element("span", `gb-stamp gb-stamp--${kind} gb-stamp--${key}`, text);
}

// Each filter with its values and how many incidents each would leave; a filter that is set is counted without itself.
async function showFilters(isNewest) {
  const words = field.value;
  const all = await index.filters();
  const { filters: counts } = words.trim() || Object.keys(chosen).length ? await index.search(words, chosen, "relevance") : { filters: all };
  const own = {};
  for (const name of Object.keys(chosen)) {
    const others = Object.fromEntries(Object.entries(chosen).filter(([other]) => other !== name));
    own[name] = words.trim() || Object.keys(others).length ? (await index.search(words, others, "relevance")).filters[name] : all[name];
  }
  if (!isNewest()) return;
  const open = new Set([...panel.querySelectorAll("details[open]")].map((each) => each.dataset.name));
  const focused = document.activeElement?.closest("#gb-search-filters") ? document.activeElement.id : "";
  const groups = config.filters.map((each) => group(each, own[each.name] ?? counts[each.name] ?? {}, open.has(each.name)));
  panel.querySelector("#gb-search-groups").replaceChildren(...groups);
  if (focused) document.getElementById(focused)?.focus();
}

function group({ name, heading }, counts, isOpen) {
  const set = element("fieldset", "gb-filter");
  set.append(element("legend", "", heading));
  const collator = new Intl.Collator(config.locale);
  const order = name === "year" ? (one, other) => collator.compare(other[0], one[0]) : (one, other) => other[1] - one[1] || collator.compare(one[0], other[0]);
  const isChosen = (value) => chosen[name]?.includes(value) ?? false;
  const values = Object.entries(counts).filter(([value, count]) => count || isChosen(value)).sort(order);
  for (const value of chosen[name] ?? []) if (!(value in counts)) values.unshift([value, 0]);
  const boxes = values.map(([value, count]) => box(name, value, count, isChosen(value)));
  set.append(...boxes.slice(0, VALUES));
  if (boxes.length > VALUES) {
    const rest = document.createElement("details");
    rest.dataset.name = name;
    rest.open = isOpen || values.slice(VALUES).some(([value]) => isChosen(value));
    rest.append(element("summary", "", say("%(count)s more", { count: numbers.format(boxes.length - VALUES) })), ...boxes.slice(VALUES));
    set.append(rest);
  }
  if (!boxes.length) set.append(element("p", "", say("none")));
  return set;
}

function box(name, value, count, isChosen) {
  const label = element("label", "gb-filter__value");
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", name, value, checked: isChosen, id: `gb-filter-${name}-${value}` });
  input.addEventListener("change", () => choose(name, value, input.checked));
  label.append(input, element("span", "", value), element("span", "gb-count", numbers.format(count)));
  return label;
}

function choose(name, value, isChosen) {
  const values = (chosen[name] ?? []).filter((other) => other !== value);
  if (isChosen) values.push(value);
  if (values.length) chosen[name] = values;
  else delete chosen[name];
  ask();
}

function ask() {
  writeAddress();
  search();
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

// `/` goes to the field, the arrows through the results, Enter opens (a link does that itself), Escape goes back.
function move(event) {
  const isTyping = /^(input|select|textarea)$/i.test(event.target.tagName);
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    field.focus();
    field.select();
  }
  const links = [...results.querySelectorAll("a")];
  const place = links.indexOf(event.target);
  if (event.target !== field && place < 0) return;
  if (event.key === "ArrowDown" && links[place + 1]) {
    event.preventDefault();
    links[place + 1].focus();
  } else if (event.key === "ArrowUp" && place >= 0) {
    event.preventDefault();
    (links[place - 1] ?? field).focus();
  } else if (event.key === "Escape" && place >= 0) field.focus();
}

document.querySelector("#gb-search-without-script").remove();
form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask();
});
field.addEventListener("input", ask);
field.addEventListener("focus", () => index.first(), { once: true });
order.addEventListener("change", ask);
more.addEventListener("click", showMore);
panel.addEventListener("toggle", () => panel.open && showFilters(() => true));
document.querySelector("#gb-search-clear").addEventListener("click", () => {
  chosen = {};
  ask();
});
document.addEventListener("keydown", move);
window.addEventListener("popstate", () => {
  readAddress();
  search();
});

readAddress();
if (!matchMedia("(pointer: coarse)").matches) field.focus();
search();
