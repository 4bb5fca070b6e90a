// The search page: words, filters and order from the address and back into it, results as cards, all by keyboard.
import { tellingWords } from "./function-words.js";
import { Filters } from "./search-filters.js";
import { SearchIndex } from "./search-index.js";

const site = new URL("../../", import.meta.url); // the site's root, wherever it is published
const config = JSON.parse(document.querySelector("#gb-search-config").textContent);
const say = (words, values = {}) => config.words[words].replace(/%\((\w+)\)s/g, (_, name) => values[name]);
const numbers = new Intl.NumberFormat(config.locale);
const collator = new Intl.Collator(config.locale);
const index = new SearchIndex(new URL("pagefind/", site).href, config.language, config.parts);
const long = config.filters.filter(({ file }) => file).map(({ name, file }) => [name, new URL(file, site).href]);
const filters = new Filters(new URL(config.filterFile, site).href, Object.fromEntries(long), config.edition);

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
const SILENCE = 800; // milliseconds without an answer, after which it is said that one is looked for
const PATIENCE = 800; // milliseconds, in which who has typed "the" types on

let chosen = {}; // filter: keys of values
const opened = new Set(); // filters whose further values the reader wants to see
let waiting = []; // results of the newest question that are not shown yet
let latest = 0;
let shown = 0; // the question whose results are shown
let kept; // how the page was when the reader left it
let patience; // the timers
let silence;

function readAddress() {
  const asked = new URL(location.href).searchParams;
  field.value = asked.get("q") ?? "";
  order.value = config.sorts.includes(asked.get("sort")) ? asked.get("sort") : "relevance";
  chosen = {};
  for (const { name } of config.filters) if (asked.has(name)) chosen[name] = asked.getAll(name);
  kept = history.state;
  if (Object.keys(chosen).length || kept?.open) panel.open = true;
  leadToTwin();
}

// What the address does not say, for who comes back to a page that the browser did not keep.
function keepPlace() {
  const link = [...results.querySelectorAll("a")].indexOf(document.activeElement);
  history.replaceState({ open: panel.open, shown: results.children.length, link, top: scrollY }, "");
}

function findPlace() {
  if (!kept) return;
  results.querySelectorAll("a")[kept.link]?.focus({ preventScroll: true });
  scrollTo(0, kept.top);
  kept = null;
}

function writeAddress() {
  const address = new URL(location.pathname, location.href);
  if (field.value) address.searchParams.set("q", field.value);
  for (const [name, values] of Object.entries(chosen)) for (const value of values) address.searchParams.append(name, value);
  if (order.value !== "relevance") address.searchParams.set("sort", order.value);
  try {
    history.replaceState(null, "", address);
  } catch (error) {
    console.warn(error); // a browser takes so many in half a minute, which a key held down soon reaches
  }
  leadToTwin();
}

// The other language is asked the same: all that stands in the address means the same there.
function leadToTwin() {
  twin.search = location.search;
}

function isAsked() {
  return Boolean(field.value.trim()) || isNarrowed();
}

// Say whether the words alone do not say which results there are, and in which order.
function isNarrowed() {
  return Object.keys(chosen).length > 0 || order.value !== "relevance";
}

async function search() {
  const asked = ++latest;
  const isNewest = () => asked === latest;
  clearTimeout(silence);
  silence = setTimeout(tell, SILENCE, say("Searching …"));
  try {
    await show(isNewest);
  } catch (error) {
    if (isNewest()) tellToReload(error);
  }
}

async function show(isNewest) {
  start.hidden = isAsked();
  if (!isAsked()) {
    tell();
    results.replaceChildren();
    more.hidden = true;
    if (panel.open) await showAllFilters(isNewest);
    return;
  }
  if (panel.open || isNarrowed()) filters.load(needed()).catch(() => {}); // said when they are needed
  await index.first();
  await answer(isNewest, index.isSmall);
  if (index.isSmall || !isNewest()) return;
  await index.whole();
  await answer(isNewest, true);
}

async function answer(isNewest, isWhole) {
  const found = await index.search(field.value);
  const { left, counts } = panel.open || isNarrowed() ? await narrowed(found) : { left: found.results };
  if (!isNewest()) return;
  const isFilling = panel.open && !panel.querySelector("fieldset"); // filters above will push what stands below
  if (!isWhole && (!left.length || isFilling)) return; // an older part may know
  if (!left.length) await filters.load([]); // which fails where the index was renewed, and its words are not found
  const loaded = await loadedOf(left.slice(0, Math.max(FIRST, kept?.shown ?? 0)));
  while (isNewest() && shown === latest && loaded.length < Math.min(results.children.length, left.length)) {
    loaded.push(...(await loadedOf(left.slice(loaded.length, results.children.length)))); // the reader asked for more
  }
  if (!isNewest()) return;
  shown = latest;
  waiting = left.slice(loaded.length);
  if (panel.open && isWhole) showFilters(counts);
  showResults(loaded.map(card));
  more.hidden = !waiting.length;
  more.textContent = say("Show more");
  tell(...told(found.words, left.length, isWhole));
  if (isWhole) findPlace();
}

// A result that stood there already stays as it is, for a reader may be about to click it or to copy from it; whoever
// has gone to it stays there.
function showResults(cards) {
  const { href } = results.contains(document.activeElement) ? document.activeElement : {};
  const rows = cards.map((made) => [...results.children].find((row) => row.isEqualNode(made)) ?? made);
  rows.forEach((row, place) => {
    if (results.children[place] !== row) results.insertBefore(row, results.children[place] ?? null);
  });
  [...results.children].slice(rows.length).forEach((row) => row.remove());
  if (!href || results.contains(document.activeElement)) return;
  ([...results.querySelectorAll("a")].find((link) => link.href === href) ?? field).focus({ preventScroll: true });
}

function tell(...words) {
  clearTimeout(silence);
  status.replaceChildren(...words);
}

// The filters that cannot be done without now.
function needed() {
  return [...Object.keys(chosen), ...opened];
}

async function narrowed({ words, results }) {
  await filters.load(needed());
  const { left, counts } = filters.narrow(results, chosen);
  const isByMatch = words && order.value === "relevance";
  return { left: isByMatch ? left : filters.sorted(left, order.value), counts };
}

function loadedOf(results) {
  return Promise.all(results.map((result) => result.data()));
}

function told(words, count, isWhole) {
  if (!isWhole) return [say("Searching further …")];
  if (!count) {
    const without = Object.keys(chosen).length ? [element("p", "", say("Take a filter away, or all of them."))] : [];
    return [element("p", "", say("Nothing found.")), ...without, element("p", "", say("Try fewer words, another spelling, the name of a person or platform, or browse.")), browse()];
  }
  const counted = say(count === 1 ? "%(count)s incident" : "%(count)s incidents", { count: numbers.format(count) });
  const other = words && words !== field.value.trim().normalize("NFC") ? ` ${say("for “%(words)s”", { words })}` : "";
  return [counted + other];
}

// The page's address says all that is asked, so that a page loaded anew answers it.
function tellToReload(error) {
  console.warn(error);
  const button = element("button", "gb-more", say("Load this page anew"));
  button.addEventListener("click", () => location.reload());
  tell(element("p", "", say("The archive was renewed in the meantime, or the connection was lost.")), button);
}

function browse() {
  const copy = document.querySelector("#gb-search-browse").content.cloneNode(true);
  return copy;
}

async function showMore() {
  const before = results.children.length;
  const loaded = await loadedOf(waiting.splice(0, FURTHER));
  results.append(...loaded.map(card));
  more.hidden = !waiting.length;
  results.children[before]?.querySelector("a")?.focus();
}

function card(found) {
  const { meta } = found;
  const said = (field) => meta[`${field}-${config.language}`] ?? meta[field]; // where this language says it otherwise
  const item = element("li", "gb-row");
  const link = element("a", "", meta.title);
  link.href = new URL(config.prefix + found.raw_url.slice(1), site).href;
  link.lang = meta.titlelanguage;
  const title = element("p", "gb-row__title");
  title.append(link);
  const excerpt = element("p", "gb-row__summary");
  excerpt.lang = meta.titlelanguage; // as all that is quoted, but for words of the interface
  // What follows the bar are word endings, for no reader.
  if (found.excerpt.includes("<mark>") && !found.excerpt.split("<mark>")[0].includes("¦")) excerpt.append(...marked(found.excerpt.split("¦")[0]));
  else excerpt.textContent = `${found.content.split(" ").slice(0, 40).join(" ")} …`;
  const stamps = element("p", "gb-row__stamps");
  stamps.append(stamp("verdict", said("verdict"), meta.verdictkey), stamp("label", said("label"), meta.labelkey));
  item.append(element("p", "gb-row__meta", ["date", "platform", "account"].map(said).filter(Boolean).join(" · ")), title, excerpt, stamps);
  return item;
}

// Pagefind adds <mark>, and of the page's text escapes < and > alone: an ampersand in it stands for itself.
function marked(excerpt) {
  const texts = excerpt.split(/<\/?mark>/).map((text) => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return texts.map((text, place) => (place % 2 ? element("mark", "", text) : text));
}

function stamp(kind, text, key) {
  return element("span", `gb-stamp gb-stamp--${kind} gb-stamp--${key}`, text);
}

async function showAllFilters(isNewest) {
  await filters.load(needed());
  if (isNewest()) showFilters(filters.narrow(filters.all, {}).counts);
}

// Each filter with its values and how many incidents each would leave.
function showFilters(counts) {
  const shown = panel.querySelector("#gb-search-groups");
  const focused = document.activeElement;
  const place = [...shown.children].findIndex((set) => set.contains(focused));
  shown.replaceChildren(...config.filters.map((each) => group(each, counts(each.name))));
  if (place < 0) return;
  // What had the focus may be gone: a value that nothing has any more, "Show more" of a filter that is loaded now.
  const again = document.getElementById(focused.id) ?? shown.children[place].querySelector("input, summary");
  (again ?? panel.querySelector("summary")).focus();
}

function group({ name, heading, words }, counts) {
  const set = element("fieldset", "gb-filter");
  set.append(element("legend", "", heading));
  if (!counts) {
    set.append(rest(name, say("Show more"), search));
    return set;
  }
  const values = ordered(name, valuesOf(name, words, counts));
  const [first, others] = [values.slice(0, VALUES), values.slice(VALUES)];
  set.append(...first.map((value) => box(name, value)));
  if (others.length) {
    if (others.some((value) => value.isChosen)) opened.add(name);
    const fill = (details) => details.append(...others.map((value) => box(name, value)));
    set.append(rest(name, say("%(count)s more", { count: numbers.format(others.length) }), fill));
  }
  if (!values.length) set.append(element("p", "", say("none")));
  return set;
}

// The values that some incident has or that are chosen, each with the word for it in this language.
function valuesOf(name, words, counts) {
  const known = new Set(counts.map((value) => value.key));
  const unknown = (chosen[name] ?? []).filter((key) => !known.has(key)).map((key) => ({ key, count: 0 }));
  return [...unknown, ...counts]
    .map(({ key, word, count }) => ({ key, word: word ?? words[key] ?? key, count, isChosen: chosen[name]?.includes(key) ?? false }))
    .filter((value) => value.count || value.isChosen);
}

function ordered(name, values) {
  if (name === "year") return values.sort((one, other) => other.key - one.key);
  return values.sort((one, other) => other.count - one.count || collator.compare(one.word, other.word));
}

// What is not seen at once is made when the reader opens it: there may be thousands of persons.
function rest(name, summary, fill) {
  const details = document.createElement("details");
  details.append(element("summary", "", summary));
  details.open = opened.has(name);
  if (details.open) fill(details);
  let isFilled = details.open;
  details.addEventListener("toggle", () => {
    if (details.open) opened.add(name);
    else opened.delete(name);
    if (details.open && !isFilled) fill(details);
    isFilled = true;
  });
  return details;
}

function box(name, { key, word, count, isChosen }) {
  const label = element("label", "gb-filter__value");
  const input = document.createElement("input");
  Object.assign(input, { type: "checkbox", name, value: key, checked: isChosen, id: `gb-filter-${name}-${key}` });
  input.addEventListener("change", () => choose(name, key, input.checked));
  label.append(input, element("span", "", word), element("span", "gb-count", numbers.format(count)));
  return label;
}

function choose(name, value, isChosen) {
  const values = (chosen[name] ?? []).filter((other) => other !== value);
  if (isChosen) values.push(value);
  if (values.length) chosen[name] = values;
  else delete chosen[name];
  ask();
}

// A function word alone takes much to load, and is but the beginning of a question.
function askSoon() {
  if (!field.value.trim() || tellingWords(field.value, config.language).length) return ask();
  clearTimeout(patience);
  patience = setTimeout(ask, PATIENCE);
}

function ask() {
  clearTimeout(patience);
  kept = null;
  writeAddress();
  search();
}

function element(name, className, text = "") {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.textContent = text;
  return made;
}

// The arrows go through the results, Enter opens (a link does that itself), Escape goes back; `/` is slash.js's.
function move(event) {
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
field.addEventListener("input", askSoon);
field.addEventListener("focus", () => index.first(), { once: true });
order.addEventListener("change", ask);
more.addEventListener("click", () => showMore().catch(tellToReload));
panel.addEventListener("toggle", () => panel.open && search());
document.querySelector("#gb-search-clear").addEventListener("click", () => {
  chosen = {};
  ask();
});
document.addEventListener("keydown", move);
window.addEventListener("popstate", () => {
  if (location.search === twin.search) return; // the skip link asks nothing else
  readAddress();
  search();
});

window.addEventListener("pagehide", keepPlace);

readAddress();
if (!matchMedia("(pointer: coarse)").matches) field.focus({ preventScroll: true });
search();
