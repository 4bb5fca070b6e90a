// Pagefind's indexes, each of some years, as one: the newest answers first, the older ones are merged in behind it.
//
// Every part is asked by itself, through its years: Pagefind merges results by a score that says nothing across parts
// when it sorts, and where a part has no word like the one asked for it takes the longest word that this begins with
// ("a" for "arslan"). Such a part has no answer, and is left out.
const EXCERPT = 26; // words

export class SearchIndex {
  #base;
  #parts;
  #pagefind;
  #whole;
  #isWhole = false;

  constructor(base, parts) {
    this.#base = base;
    this.#parts = parts; // newest first
  }

  // Load the newest part, enough for a first answer.
  async first() {
    this.#pagefind ??= import(`${this.#base}${this.#parts[0].name}/pagefind.js`).then(async (pagefind) => {
      await pagefind.options({ excerptLength: EXCERPT });
      await pagefind.init();
      return pagefind;
    });
    return this.#pagefind;
  }

  // Load every part.
  async whole() {
    const pagefind = await this.first();
    this.#whole ??= Promise.all(
      this.#parts.slice(1).map((part) => pagefind.mergeIndex(`${this.#base}${part.name}/`, { excerptLength: EXCERPT })),
    );
    await this.#whole;
    this.#isWhole = true;
    return pagefind;
  }

  get isSmall() {
    return this.#parts.length < 2;
  }

  async filters() {
    return (await this.whole()).filters();
  }

  // Ask the parts that are loaded; of several spellings of the words, the one that finds most counts.
  async search(words, filters, sort) {
    const spelled = words.trim() ? spellings(words) : [null];
    const answers = await Promise.all(spelled.map((each) => this.#ask(each, filters, sort)));
    return answers.reduce((one, other) => (other.count > one.count ? other : one));
  }

  async #ask(words, filters, sort) {
    const parts = this.#isWhole ? this.#parts : this.#parts.slice(0, 1);
    const answers = (await Promise.all(parts.map((part) => this.#askPart(part, words, filters, sort)))).filter(Boolean);
    return {
      words: words ?? "",
      count: answers.reduce((sum, answer) => sum + answer.results.length, 0),
      filters: summed(answers.map((answer) => answer.filters)),
      results: new Results(answers.map((answer) => answer.results), sort),
    };
  }

  async #askPart(part, words, filters, sort) {
    const pagefind = await this.first();
    const set = Object.fromEntries(Object.entries(filters).map(([name, values]) => [name, { any: values }]));
    const years = filters.year ? part.years.filter((year) => filters.year.includes(year)) : part.years;
    if (!years.length) return null;
    // Alone, the newest part need not load its filters.
    if (this.#isWhole || filters.year) set.year = { any: years };
    const answer = await pagefind.search(words, { filters: set, sort: sort === "relevance" ? {} : { [sort]: "desc" } });
    if (!answer.results.length || (words && !holds(await answer.results[0].data(), words))) return null;
    return answer;
  }
}

// The results of all parts in their order, loaded some at a time.
class Results {
  #parts;
  #sort;

  constructor(parts, sort) {
    this.#parts = sort === "relevance" ? [parts.flat().sort((one, other) => other.score - one.score)] : parts;
    this.#sort = sort;
  }

  async next(count) {
    const shown = [];
    while (shown.length < count && this.#parts.some((part) => part.length)) {
      this.#parts = this.#parts.filter((part) => part.length);
      if (this.#sort === "reach" && this.#parts.length > 1) shown.push(await this.#mostSeen());
      else shown.push(...this.#parts[0].splice(0, count - shown.length));
    }
    return Promise.all(shown.map((result) => result.data()));
  }

  // Of the first of each part, take the one that was seen most.
  async #mostSeen() {
    const heads = await Promise.all(this.#parts.map((part) => part[0].data()));
    const reach = heads.map((head) => Number(head.meta.reach) || 0);
    return this.#parts[reach.indexOf(Math.max(...reach))].shift();
  }
}

function summed(counts) {
  const sums = {};
  for (const filters of counts) {
    for (const [name, values] of Object.entries(filters)) {
      sums[name] ??= {};
      for (const [value, count] of Object.entries(values)) sums[name][value] = (sums[name][value] ?? 0) + count;
    }
  }
  return sums;
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

// The words as they are, and with umlauts for their transcriptions and the other way round: luege, lüge.
function spellings(words) {
  const written = words.normalize("NFC");
  const umlauts = written.replace(/ae/gi, "ä").replace(/oe/gi, "ö").replace(/ue/gi, "ü");
  const plain = written.replace(/ä/gi, "ae").replace(/ö/gi, "oe").replace(/ü/gi, "ue").replace(/ß/gi, "ss");
  return [...new Set([written, umlauts, plain])];
}
