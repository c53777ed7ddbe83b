// Names of lines beside their ends, moved apart where they would overlap.

/** Heights not less than `gap` apart, each as near to where it was wanted as the others allow, none above `top` where it fits. */
export function spread(wanted: readonly number[], gap: number, top: number, bottom: number): number[] {
  const order = [...wanted.keys()].sort((a, b) => (wanted[a] as number) - (wanted[b] as number) || a - b);
  const out = [...wanted];
  let least = top;
  for (const i of order) {
    out[i] = Math.max(out[i] as number, least);
    least = (out[i] as number) + gap;
  }
  let most = bottom;
  for (const i of order.toReversed()) {
    out[i] = Math.min(out[i] as number, most);
    most = (out[i] as number) - gap;
  }
  return out;
}
