// What narrows and orders results: a table of all incidents, loaded when it is first needed, the same in all languages.
// Long filters have files of their own. How it is written says generator/pages/views/filters.py.
export class Filters {
  #address;
  #long; // filter: the address of its own file
  #edition;
  #loading = {};
  #columns = {}; // filter: its values, and of each incident the places of those that it has
  #reach;
  #rows = {}; // language and part of the index: the rows of its incidents

  constructor(address, long, edition) {
    this.#address = address;
    this.#long = long;
    this.#edition = edition;
  }

  // Load the table, and those of the named filters that have files of their own; fail where they are of an archive that
  // was renewed since the page was loaded, for their rows are of other incidents.
  async load(names) {
    const long = names.filter((name) => name in this.#long);
    await Promise.all([
      this.#once(this.#address, (table) => this.#read(table)),
      ...long.map((name) => this.#once(this.#long[name], (column) => this.#add(name, column))),
    ]);
  }

  async #once(address, read) {
    this.#loading[address] ??= fetch(address, { cache: "no-cache" }).then(async (response) => {
      const content = await response.json();
      if (content.edition !== this.#edition) throw new Error(`${address} is of another edition`);
      read(content);
    });
    return this.#loading[address];
  }

  #read({ parts, languages, searchedIn, filters, reach }) {
    const names = parts.flatMap(([part, count]) => Array(count).fill(part));
    names.forEach((part, row) => (this.#rows[`${languages[searchedIn[row]]}/${part}`] ??= []).push(row));
    for (const [name, column] of Object.entries(filters)) this.#add(name, column);
    this.#reach = reach.split(";").map(Number);
  }

  #add(name, { values, rows }) {
    this.#columns[name] = { values, rows: rows.split(";").map((places) => (places ? places.split(",").map(Number) : [])) };
  }

  // All incidents, for counting them.
  get all() {
    return this.#reach.map((_, row) => ({ row }));
  }

  // Return the results that every filter lets through, and of each filter its values with how many incidents each
  // would leave; nothing of a filter that is not loaded. A filter that is set is counted as if it were not: a second
  // value of it would add, not narrow.
  narrow(results, chosen) {
    const wanted = Object.entries(chosen).map(([name, keys]) => [this.#columns[name].rows, this.#places(name, keys), name]);
    const counts = Object.fromEntries(Object.entries(this.#columns).map(([name, { values }]) => [name, values.map(() => 0)]));
    const names = Object.keys(counts);
    const left = [];
    for (const result of results) {
      const row = this.#row(result);
      const stopped = wanted.filter(([rows, places]) => !rows[row].some((place) => places.has(place)));
      if (!stopped.length) left.push(result);
      if (stopped.length > 1) continue;
      for (const name of stopped.length ? [stopped[0][2]] : names) for (const place of this.#columns[name].rows[row]) counts[name][place] += 1;
    }
    return { left, counts: (name) => this.#columns[name]?.values.map(([key, word], place) => ({ key, word, count: counts[name]?.[place] ?? 0 })) };
  }

  // Return results in an order: the newest, or those that were seen most, first.
  sorted(results, order) {
    const rank = order === "reach" ? (result) => this.#reach[this.#row(result)] : () => 0;
    return [...results].sort((one, other) => rank(other) - rank(one) || this.#row(other) - this.#row(one));
  }

  #places(name, keys) {
    return new Set(keys.map((key) => this.#columns[name].values.findIndex(([value]) => value === key)));
  }

  #row(result) {
    return result.row ?? this.#rows[result.part][result.place];
  }
}
