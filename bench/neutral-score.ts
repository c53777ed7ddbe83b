// One measure for everybody's districts, with code of its own: planar km, centroids by weight, pieces by walking.

export interface Map2d {
  readonly n: number;
  /** km east and north of the middle, equirectangular about the mean latitude */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly weight: Float64Array;
  readonly neighbors: readonly (readonly number[])[];
}

export interface NeutralScore {
  /** Σ weight × squared km to the district's centroid / Σ weight */
  readonly inertia: number;
  readonly cutEdges: number;
  /** largest |weight / mean − 1| */
  readonly deviation: number;
  /** connected pieces beyond one a district; an empty district counts as one too */
  readonly extraPieces: number;
}

const KM_PER_DEGREE = 111.195;

export function plane(lat: Float64Array, lon: Float64Array): { x: Float64Array; y: Float64Array } {
  const middle = (Math.min(...lat) + Math.max(...lat)) / 2;
  const shrink = Math.cos((middle * Math.PI) / 180);
  return {
    x: lon.map(degrees => degrees * shrink * KM_PER_DEGREE),
    y: lat.map(degrees => degrees * KM_PER_DEGREE),
  };
}

export function neutralScore(map: Map2d, k: number, district: ArrayLike<number>): NeutralScore {
  const { n, x, y, weight, neighbors } = map;
  const mass = new Float64Array(k);
  const meanX = new Float64Array(k);
  const meanY = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    const j = district[i] as number;
    mass[j] += weight[i] as number;
    meanX[j] += (weight[i] as number) * (x[i] as number);
    meanY[j] += (weight[i] as number) * (y[i] as number);
  }
  const total = mass.reduce((sum, w) => sum + w, 0);
  let inertia = 0;
  let cut = 0;
  for (let i = 0; i < n; i++) {
    const j = district[i] as number;
    const m = mass[j] as number;
    if (m > 0) {
      const dx = (x[i] as number) - (meanX[j] as number) / m;
      const dy = (y[i] as number) - (meanY[j] as number) / m;
      inertia += (weight[i] as number) * (dx * dx + dy * dy);
    }
    for (const h of neighbors[i] as readonly number[]) if (h > i && district[h] !== j) cut++;
  }
  const deviation = Math.max(...mass.map(m => Math.abs((m * k) / total - 1)));
  const pieces = piecesOf(map, district);
  const empty = k - new Set(pieces.map(piece => district[piece[0] as number])).size;
  return { inertia: inertia / total, cutEdges: cut, deviation, extraPieces: pieces.length - k + 2 * empty };
}

/** Connected pieces of equal district, each as its zones. */
export function piecesOf({ n, neighbors }: Map2d, district: ArrayLike<number>): number[][] {
  const seen = new Set<number>();
  const pieces: number[][] = [];
  for (let first = 0; first < n; first++) {
    if (seen.has(first)) continue;
    seen.add(first);
    const piece = [first];
    for (const z of piece) {
      for (const h of neighbors[z] as readonly number[]) {
        if (seen.has(h) || district[h] !== district[first]) continue;
        seen.add(h);
        piece.push(h);
      }
    }
    pieces.push(piece);
  }
  return pieces;
}

/** Fewer extra pieces, then balance within the tolerance or nearer to it, then less inertia. */
export function betterOf(a: NeutralScore, b: NeutralScore, tolerance: number): boolean {
  if (a.extraPieces !== b.extraPieces) return a.extraPieces < b.extraPieces;
  const [over, other] = [a, b].map(s => Math.max(0, s.deviation - tolerance)) as [number, number];
  return over !== other ? over < other : a.inertia < b.inertia;
}
