const idAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const idLength = 17;

/** A seeded source of pseudo-random numbers. */
export interface Random {
  /** A number in [0, 1). */
  fraction(): number;
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number;
  pick<Item>(items: readonly Item[]): Item;
  /** An identifier as Apify makes them: 17 letters and digits. */
  id(): string;
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, the same sequence for the same seed. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;

  function fraction(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  function integer(low: number, high: number): number {
    return low + Math.floor(fraction() * (high - low + 1));
  }

  function pick<Item>(items: readonly Item[]): Item {
    const item = items[integer(0, items.length - 1)];
    if (item === undefined) throw new Error("Nothing to pick from");
    return item;
  }

  function id(): string {
    let text = "";
    while (text.length < idLength) text += idAlphabet.charAt(integer(0, idAlphabet.length - 1));
    return text;
  }

  return { fraction, integer, pick, id };
}

/** A seed that depends on a text alone (FNV-1a, 32 bits). */
export function seedFromText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** Another identifier made from one: a bijection, so different runs get different storages. */
export function shiftedId(id: string, shift: number): string {
  let text = "";
  for (const letter of id) {
    const place = Math.max(0, idAlphabet.indexOf(letter));
    text += idAlphabet.charAt((place + shift) % idAlphabet.length);
  }
  return text;
}

/** A token as Apify makes them: a prefix and 36 letters and digits. */
export function randomToken(random: Random): string {
  return `apify_api_${random.id()}${random.id()}${random.id().slice(0, 2)}`;
}
