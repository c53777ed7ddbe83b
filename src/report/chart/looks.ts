// Colors, marks and dashes of figures.

interface Look {
  readonly color: string;
  readonly symbol: 'circle' | 'square2' | 'triangle2' | 'diamond2';
  readonly dash: string;
}

/** Told apart by who sees fewer colors too (after Okabe and Ito, but dark enough for text), by their marks and by dashes. */
export const LOOKS: readonly Look[] = [
  { color: '#0063a6', symbol: 'circle', dash: 'none' },
  { color: '#b44a00', symbol: 'square2', dash: '8 3' },
  { color: '#00755a', symbol: 'triangle2', dash: '3 3' },
  { color: '#8a3a6d', symbol: 'diamond2', dash: '10 3 2 3' },
];

export const INK = '#222222';
export const PALE_INK = '#5a5a5a';
export const GRID = '#dddddd';
export const PAPER = '#ffffff';

/** size of what is written, pixels */
export const SMALL = 12;

export function lookOf(look: number): Look {
  return LOOKS[look % LOOKS.length] as Look;
}
