// Directed pairs of points → minutes and km: millions of them, in typed arrays. Entries keep the order in which they came.

export interface PairTable {
  readonly size: number;
  /** the entry of a pair, −1 for none */
  find(from: number, to: number): number;
  /** the entry of a pair; a new one, with NaN for both figures, when `size` has grown */
  add(from: number, to: number): number;
  set(entry: number, minutes: number, km: number): void;
  from(entry: number): number;
  to(entry: number): number;
  minutes(entry: number): number;
  km(entry: number): number;
}

const FREE = -1;

export function createPairTable(): PairTable {
  let size = 0;
  let from = new Int32Array(256);
  let to = new Int32Array(256);
  let minutes = new Float64Array(256);
  // a matrix of minutes alone has no room to give away
  let km: Float64Array | null = null;
  // open addressing: slots hold entries, at most half of them are taken
  let slots = new Int32Array(512).fill(FREE);

  /** the slot that holds the pair, or the free one where it belongs */
  function slotOf(a: number, b: number): number {
    const mask = slots.length - 1;
    let hash = Math.imul(a, 0x9e3779b1) ^ Math.imul(b + 0x7f4a7c15, 0x85ebca6b);
    hash ^= hash >>> 15;
    let slot = hash & mask;
    for (;;) {
      const entry = slots[slot] as number;
      if (entry === FREE || (from[entry] === a && to[entry] === b)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  function grow(): void {
    const room = from.length * 2;
    from = larger(from, new Int32Array(room));
    to = larger(to, new Int32Array(room));
    minutes = larger(minutes, new Float64Array(room));
    if (km) km = larger(km, new Float64Array(room).fill(Number.NaN));
    slots = new Int32Array(room * 2).fill(FREE);
    for (let entry = 0; entry < size; entry++)
      slots[slotOf(from[entry] as number, to[entry] as number)] = entry;
  }

  return {
    get size() {
      return size;
    },
    find: (a, b) => slots[slotOf(a, b)] as number,
    add(a, b) {
      const slot = slotOf(a, b);
      const found = slots[slot] as number;
      if (found !== FREE) return found;
      const entry = size++;
      slots[slot] = entry;
      from[entry] = a;
      to[entry] = b;
      minutes[entry] = Number.NaN;
      if (size === from.length) grow();
      return entry;
    },
    set(entry, time, distance) {
      minutes[entry] = time;
      if (km === null) {
        if (Number.isNaN(distance)) return;
        km = new Float64Array(from.length).fill(Number.NaN);
      }
      km[entry] = distance;
    },
    from: entry => from[entry] as number,
    to: entry => to[entry] as number,
    minutes: entry => minutes[entry] as number,
    km: entry => (km ? (km[entry] as number) : Number.NaN),
  };
}

function larger<T extends Int32Array | Float64Array>(old: T, room: T): T {
  room.set(old);
  return room;
}
