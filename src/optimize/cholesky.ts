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
 *
 * Rows and columns go two by two: four products of four numbers read are what a processor has registers for, and the two
 * measures of a rep begin at the same column anyway.
 */
export function solveSemidefinite(
  h: Float64Array,
  rows: number,
  order: Int32Array,
  b: Float64Array,
): Float64Array {
  const { l, first, starts, padded } = envelope(h, rows, order);
  for (let i = 0; i < padded; i += 2) {
    const rowI = starts[i] - first[i];
    const nextI = starts[i + 1] - first[i];
    for (let j = first[i]; j < i; j += 2) {
      const rowJ = starts[j] - first[j];
      const nextJ = starts[j + 1] - first[j];
      let s00 = 0;
      let s01 = 0;
      let s10 = 0;
      let s11 = 0;
      for (let t = Math.max(first[i], first[j]); t < j; t++) {
        const a0 = l[rowI + t];
        const a1 = l[nextI + t];
        const b0 = l[rowJ + t];
        const b1 = l[nextJ + t];
        s00 += a0 * b0;
        s01 += a0 * b1;
        s10 += a1 * b0;
        s11 += a1 * b1;
      }
      const x0 = (l[rowI + j] - s00) / l[rowJ + j];
      const x1 = (l[nextI + j] - s10) / l[rowJ + j];
      l[rowI + j] = x0;
      l[nextI + j] = x1;
      l[rowI + j + 1] = (l[rowI + j + 1] - s01 - x0 * l[nextJ + j]) / l[nextJ + j + 1];
      l[nextI + j + 1] = (l[nextI + j + 1] - s11 - x1 * l[nextJ + j]) / l[nextJ + j + 1];
    }
    let s00 = 0;
    let s10 = 0;
    let s11 = 0;
    for (let t = first[i]; t < i; t++) {
      const a0 = l[rowI + t];
      const a1 = l[nextI + t];
      s00 += a0 * a0;
      s10 += a1 * a0;
      s11 += a1 * a1;
    }
    const root = pivot(l[rowI + i], s00);
    const below = (l[nextI + i] - s10) / root;
    l[rowI + i] = root;
    l[nextI + i] = below;
    l[nextI + i + 1] = pivot(l[nextI + i + 1], s11 + below * below);
  }
  const y = new Float64Array(padded);
  for (let i = 0; i < padded; i++) {
    const from = first[i & ~1];
    const rowI = starts[i] - from;
    let sum = i < rows ? b[order[i]] : 0;
    for (let t = from; t < i; t++) sum -= l[rowI + t] * y[t];
    y[i] = sum / l[rowI + i];
  }
  const x = new Float64Array(rows);
  for (let i = padded - 1; i >= 0; i--) {
    const from = first[i & ~1];
    const rowI = starts[i] - from;
    const value = y[i] / l[rowI + i];
    if (i < rows) x[order[i]] = value;
    for (let t = from; t < i; t++) y[t] -= l[rowI + t] * value;
  }
  return x;
}

function pivot(diagonal: number, taken: number): number {
  const left = diagonal - taken;
  if (left > 1e-12 * diagonal) return Math.sqrt(left);
  return diagonal > 0 ? Math.sqrt(diagonal) : 1;
}

/**
 * H in the order wanted, its rows from the first pair of columns that is not zero to the diagonal, a last row of the unit
 * matrix if the rows are odd in number. Of each pair of rows, `first` holds the column they begin at, at the even one.
 */
function envelope(h: Float64Array, rows: number, order: Int32Array) {
  const padded = rows + (rows & 1);
  const entry = (i: number, j: number): number => {
    const r = order[i];
    const s = order[j];
    return r >= s ? h[r * rows + s] : h[s * rows + r];
  };
  const firstOf = (i: number): number => {
    let j = 0;
    while (j < i && entry(i, j) === 0) j++;
    return j & ~1;
  };
  const first = new Int32Array(padded);
  const starts = new Int32Array(padded + 1);
  for (let i = 0; i < padded; i += 2) {
    first[i] = i + 1 < rows ? Math.min(firstOf(i), firstOf(i + 1)) : firstOf(i);
    const length = i + 2 - first[i];
    starts[i + 1] = starts[i] + length;
    starts[i + 2] = starts[i + 1] + length;
  }
  const l = new Float64Array(starts[padded]);
  for (let i = 0; i < padded; i++) {
    const from = first[i & ~1];
    if (i < rows) for (let j = from; j <= i; j++) l[starts[i] + j - from] = entry(i, j);
    else l[starts[i] + i - from] = 1;
  }
  return { l, first, starts, padded };
}
