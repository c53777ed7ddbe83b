// Envelope Cholesky: solves H x = b for the dual's Hessian. Reps far apart share no zone, so H is sparse like a
// map; ordered by reverse Cuthill–McKee its entries hug the diagonal, and only the part of each row between its
// first entry and the diagonal is stored and worked on (George and Liu 1981).

/**
 * Reverse Cuthill–McKee order of a symmetric matrix by blocks of `block` consecutive rows: `order[p]` is the row
 * that comes p-th. Rows beyond the last whole block (the budget's) come last.
 */
export function bandOrder(h: Float64Array, rows: number, block: number): Int32Array {
  const nodes = Math.floor(rows / block);
  const adjacent: number[][] = Array.from({ length: nodes }, () => []);
  for (let a = 0; a < nodes; a++) {
    for (let b = 0; b < a; b++) {
      if (!blockIsZero(h, rows, block, a, b)) {
        adjacent[a].push(b);
        adjacent[b].push(a);
      }
    }
  }
  const byDegree = (a: number, b: number): number => adjacent[a].length - adjacent[b].length || a - b;
  const visited = new Uint8Array(nodes);
  const sequence: number[] = [];
  const breadthFirst = (root: number, seen: Uint8Array): number[] => {
    const found = [root];
    seen[root] = 1;
    for (let at = 0; at < found.length; at++) {
      const next = adjacent[found[at]].filter(b => seen[b] === 0).sort(byDegree);
      for (const b of next) seen[b] = 1;
      found.push(...next);
    }
    return found;
  };
  for (const start of Array.from({ length: nodes }, (_, a) => a).sort(byDegree)) {
    if (visited[start] === 1) continue;
    // two sweeps find a node at the rim of the map: narrow levels, short envelope
    let root = start;
    for (let sweep = 0; sweep < 2; sweep++) root = breadthFirst(root, visited.slice()).at(-1)!;
    sequence.push(...breadthFirst(root, visited));
  }
  sequence.reverse();
  const order = new Int32Array(rows);
  let at = 0;
  for (const node of sequence) for (let q = 0; q < block; q++) order[at++] = node * block + q;
  for (let r = nodes * block; r < rows; r++) order[at++] = r;
  return order;
}

function blockIsZero(h: Float64Array, rows: number, block: number, a: number, b: number): boolean {
  for (let p = 0; p < block; p++) {
    for (let q = 0; q < block; q++) if (h[(a * block + p) * rows + b * block + q] !== 0) return false;
  }
  return true;
}

/**
 * x with H x = b for a symmetric positive semidefinite H (dense, row-major, lower triangle read). A pivot that
 * vanishes against its own diagonal is replaced by the diagonal: that direction is damped instead of exploding.
 */
export function solveSemidefinite(
  h: Float64Array,
  rows: number,
  order: Int32Array,
  b: Float64Array,
): Float64Array {
  const first = new Int32Array(rows);
  const starts = new Float64Array(rows + 1);
  const entry = (i: number, j: number): number => {
    const r = order[i];
    const s = order[j];
    return r >= s ? h[r * rows + s] : h[s * rows + r];
  };
  for (let i = 0; i < rows; i++) {
    let j = 0;
    while (j < i && entry(i, j) === 0) j++;
    first[i] = j;
    starts[i + 1] = starts[i] + i - j + 1;
  }
  const l = new Float64Array(starts[rows]);
  for (let i = 0; i < rows; i++) {
    const rowI = starts[i] - first[i];
    for (let j = first[i]; j < i; j++) {
      const rowJ = starts[j] - first[j];
      const t = Math.max(first[i], first[j]);
      l[rowI + j] = (entry(i, j) - dot(l, rowI + t, rowJ + t, j - t)) / l[rowJ + j];
    }
    const diagonal = entry(i, i);
    let sum = diagonal - dot(l, starts[i], starts[i], i - first[i]);
    if (!(sum > 1e-12 * diagonal)) sum = diagonal > 0 ? diagonal : 1;
    l[rowI + i] = Math.sqrt(sum);
  }
  const y = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    const rowI = starts[i] - first[i];
    let sum = b[order[i]];
    for (let t = first[i]; t < i; t++) sum -= l[rowI + t] * y[t];
    y[i] = sum / l[rowI + i];
  }
  const x = new Float64Array(rows);
  for (let i = rows - 1; i >= 0; i--) {
    const rowI = starts[i] - first[i];
    const value = y[i] / l[rowI + i];
    x[order[i]] = value;
    for (let t = first[i]; t < i; t++) y[t] -= l[rowI + t] * value;
  }
  return x;
}

/** Σ l[a + t] · l[b + t] over `length` places; in four sums, so that no addition waits for the one before. */
function dot(l: Float64Array, a: number, b: number, length: number): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  const end = a + length;
  const whole = a + length - 3;
  for (; a < whole; a += 4, b += 4) {
    s0 += l[a] * l[b];
    s1 += l[a + 1] * l[b + 1];
    s2 += l[a + 2] * l[b + 2];
    s3 += l[a + 3] * l[b + 3];
  }
  for (; a < end; a++, b++) s0 += l[a] * l[b];
  return s0 + s1 + (s2 + s3);
}
