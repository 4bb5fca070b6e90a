// Pagefind's indexes as one, each of some years and of texts in one language, whose endings it knows: the newest in the
// page's language answers first, the others behind it. Who reads in German finds what is told in English, and the other
// way round, for an index knows the words of every page that an incident has.
//
// A result knows its part and its place in it, for that is what its file is named after (generator/site/search_index.py).
// Where a part has no word like the one asked for, Pagefind takes the longest word that this begins with ("a" for
// "arslan"). Such a part has no answer, and is left out.
import { withoutFunctionWords } from "./function-words.js";

const DIGITS = 3; // of a digest, at the end of a page's name (generator/site/pagefind_files.py)
const EXCERPT = { excerptLength: 26 };
// A worker would have to load the program once more, and a question takes some hundredths of a second.
const OPTIONS = { ...EXCERPT, noWorker: true };

// Of a file of words that does not come Pagefind tells the console alone, and answers as if nothing had those words.
let lost = "";
const { fetch } = window;
window.fetch = async (address, ...options) => {
  const isOfWords = String(address).endsWith(".pf_index");
  try {
    const response = await fetch(address, ...options);
    if (isOfWords && !response.ok) lost = address;
    return response;
  } catch (error) {
    if (isOfWords) lost = address;
    throw error;
  }
};

export class SearchIndex {
  #base;
  #language;
  #parts;
  #codes; // of the languages
  #loading = {}; // by language
  #indexes = new Map(); // those that are loaded, by language
  #whole;

  constructor(base, language, parts) {
    this.#base = base;
    this.#language = language;
    this.#parts = parts; // by language their names, the newest first
    this.#codes = Object.keys(parts).sort((one, other) => (other === language) - (one === language));
  }

  // Load the newest part in the page's language, enough for a first answer.
  async first() {
    await this.#load(this.#codes[0]);
  }

  // Load every part.
  async whole() {
    this.#whole ??= Promise.all(this.#codes.map((code) => this.#loadAll(code)));
    await this.#whole;
  }

  get isSmall() {
    return Object.values(this.#parts).flat().length < 2;
  }

  async #loadAll(code) {
    const index = await this.#load(code);
    await Promise.all(this.#parts[code].slice(1).map((part) => index.mergeIndex(this.#address(code, part), EXCERPT)));
  }

  async #load(code) {
    const newest = this.#address(code, this.#parts[code][0]);
    // Each language has a program of its own: one program knows the endings of the language that it loaded first.
    this.#loading[code] ??= import(`${newest}pagefind.js`).then(async (index) => {
      await index.options(OPTIONS);
      await index.init();
      this.#indexes.set(code, index);
      return index;
    });
    return this.#loading[code];
  }

  #address(code, part) {
    return `${this.#base}${code}/${part}/`;
  }

  // Ask the parts that are loaded, the best results first; of several spellings, the one that finds most counts.
  async search(words) {
    const spelled = words.trim() ? spellings(words, this.#language) : [null];
    const answers = await Promise.all(spelled.map((each) => this.#ask(each)));
    return answers.reduce((one, other) => (other.results.length > one.results.length ? other : one));
  }

  async #ask(words) {
    const asked = words && withoutFunctionWords(words, this.#language);
    const answers = [...this.#indexes].map(async ([code, index]) => {
      const { results } = await index.search(asked);
      return results.map((result) => withPlace(result, code));
    });
    const results = (await Promise.all(answers)).flat().sort((one, other) => other.score - one.score);
    if (lost) throw new Error(`${lost} did not come`);
    if (!words) return { words: "", results };
    const best = new Map(); // of each part
    for (const result of results) if (!best.has(result.part)) best.set(result.part, result);
    const checked = [...best].map(async ([part, result]) => [part, holds(await result.data(), asked)]);
    const holding = new Map(await Promise.all(checked));
    return { words, results: results.filter((result) => holding.get(result.part)) };
  }
}

function withPlace(result, code) {
  const [part, place] = result.id.split("_");
  return { part: `${code}/${part}`, place: Number(place.slice(0, -DIGITS)), score: result.score, data: result.data };
}

// Say whether an incident has a word like each of those asked for: one that begins with the same letters, four of
// them or nearly all of a short word, for endings differ.
function holds(found, words) {
  const present = [...new Set(folded(`${found.meta.title} ${found.content}`))];
  return folded(words).every((word) => {
    const beginning = word.slice(0, word.length < 4 ? word.length : Math.min(4, word.length - 1));
    return present.some((other) => other.startsWith(beginning));
  });
}

// Words in small letters without accents.
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

// The words as they are, and with umlauts for their transcriptions and the other way round: luege, lüge. Who asks in
// German may write no ß, as in Switzerland and in capitals: grosse, große. In other languages "ss" is no more than that.
function spellings(words, language) {
  const written = words.normalize("NFC");
  const umlauts = written.replace(/ae/gi, "ä").replace(/oe/gi, "ö").replace(/ue/gi, "ü");
  const plain = written.replace(/ä/gi, "ae").replace(/ö/gi, "oe").replace(/ü/gi, "ue").replace(/ß/gi, "ss");
  const sharp = language === "de" ? [written, umlauts].map((each) => each.replace(/ss/gi, "ß")) : [];
  return [...new Set([written, umlauts, plain, ...sharp])];
}
