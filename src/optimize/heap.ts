// A binary heap of (key, item) pairs in typed arrays that double as needed; the smallest key first, ties by item,
// so that the order never depends on how the heap was filled.

export interface Heap {
  keys: Float64Array;
  items: Int32Array;
  size: number;
}

export function makeHeap(capacity = 64): Heap {
  return { keys: new Float64Array(capacity), items: new Int32Array(capacity), size: 0 };
}

export function pushHeap(heap: Heap, key: number, item: number): void {
  if (heap.size === heap.keys.length) {
    const keys = new Float64Array(heap.size * 2);
    const items = new Int32Array(heap.size * 2);
    keys.set(heap.keys);
    items.set(heap.items);
    heap.keys = keys;
    heap.items = items;
  }
  const { keys, items } = heap;
  let at = heap.size++;
  while (at > 0) {
    const up = (at - 1) >> 1;
    if (keys[up] < key || (keys[up] === key && items[up] <= item)) break;
    keys[at] = keys[up];
    items[at] = items[up];
    at = up;
  }
  keys[at] = key;
  items[at] = item;
}

/** Removes the first pair and returns its item; read `keys[0]` before for its key. The heap must not be empty. */
export function popHeap(heap: Heap): number {
  const { keys, items } = heap;
  const first = items[0];
  const size = --heap.size;
  const key = keys[size];
  const item = items[size];
  let at = 0;
  for (;;) {
    let down = 2 * at + 1;
    if (down >= size) break;
    const right = down + 1;
    if (
      right < size &&
      (keys[right] < keys[down] || (keys[right] === keys[down] && items[right] < items[down]))
    )
      down = right;
    if (key < keys[down] || (key === keys[down] && item <= items[down])) break;
    keys[at] = keys[down];
    items[at] = items[down];
    at = down;
  }
  keys[at] = key;
  items[at] = item;
  return first;
}
