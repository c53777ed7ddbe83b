// The optimizer's only source of chance: sfc32 (Chris Doty-Humphrey, PractRand), a counter-based generator with
// 128 bits of state. Integer arithmetic alone, hence the same numbers on every engine.

/** Uniform in [0, 1), 32 bits of resolution. */
export type Random = () => number;

/** A generator for `seed`; any finite number will do, and both of its 32-bit halves count. */
export function makeRandom(seed: number): Random {
  let a = 0x9e3779b9 | 0;
  let b = Math.floor(seed / 0x100000000) | 0;
  let c = seed | 0;
  let counter = 1;
  const next = (): number => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + t) | 0;
    return (t >>> 0) / 0x100000000;
  };
  // near-by seeds start out alike; the author advises a dozen rounds, a few more cost nothing
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** Uniform integer in [0, n). */
export function randomInt(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** The seed of an independent stream: what one part of the search draws does not shift what another draws. */
export function fork(seed: number, stream: number): number {
  let h = Math.imul((seed | 0) ^ 0x85ebca6b, 0xcc9e2d51) ^ (Math.floor(seed / 0x100000000) | 0);
  h = Math.imul(h ^ (h >>> 16) ^ Math.imul((stream | 0) + 0x9e3779b9, 0x1b873593), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
