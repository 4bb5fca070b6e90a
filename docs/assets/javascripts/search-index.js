// Pagefind's indexes, each of some years, as one: the newest answers first, the older ones are merged in behind it.
//
// A result knows its part and its place in it, for that is what its file is named after (generator/site/search_index.py).
// Where a part has no word like the one asked for, Pagefind takes the longest word that this begins with ("a" for
// "arslan"). Such a part has no answer, and is left out.
import { withoutFunctionWords } from "./function-words.js";

const DIGITS = 3; // of a digest, at the end of a page's name (generator/site/pagefind_files.py)
// A worker would have to load the program once more, and a question takes some hundredths of a second.
const OPTIONS = { excerptLength: 26, noWorker: true };

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
  #pagefind;
  #whole;

  constructor(base, language, parts) {
    this.#base = base;
    this.#language = language;
    this.#parts = parts; // names, the newest first
  }

  // Load the newest part, enough for a first answer.
  async first() {
    this.#pagefind ??= import(`${this.#base}${this.#parts[0]}/pagefind.js`).then(async (pagefind) => {
      await pagefind.options(OPTIONS);
      await pagefind.init();
      return pagefind;
    });
    return this.#pagefind;
  }

  // Load every part.
  async whole() {
    const pagefind = await this.first();
    this.#whole ??= Promise.all(
      this.#parts.slice(1).map((part) => pagefind.mergeIndex(`${this.#base}${part}/`, OPTIONS)),
    );
    await this.#whole;
    return pagefind;
  }

  get isSmall() {
    return this.#parts.length < 2;
  }

  // Ask the parts that are loaded, the best results first; of several spellings, the one that finds most counts.
  async search(words) {
    const spelled = words.trim() ? spellings(words, this.#language) : [null];
    const answers = await Promise.all(spelled.map((each) => this.#ask(each)));
    return answers.reduce((one, other) => (other.results.length > one.results.length ? other : one));
  }

  async #ask(words) {
    const pagefind = await this.first();
    const asked = words && withoutFunctionWords(words, this.#language);
    const results = (await pagefind.search(asked)).results.map(withPlace);
    if (lost) throw new Error(`${lost} did not come`);
    if (!words) return { words: "", results };
    const best = new Map(); // of each part
    for (const result of results) if (!best.has(result.part)) best.set(result.part, result);
    const checked = [...best].map(async ([part, result]) => [part, holds(await result.data(), asked)]);
    const holding = new Map(await Promise.all(checked));
    return { words, results: results.filter((result) => holding.get(result.part)) };
  }
}

function withPlace(result) {
  const [part, place] = result.id.split("_");
  return { part, place: Number(place.slice(0, -DIGITS)), data: result.data };
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
