// Powers that are the same everywhere. Math.pow and ** have been the C library's own since Node 24, and another algorithm
// before: their last digits differ between versions of Node and between systems. Products, square roots, exp and log do not.

/** x² */
export function squareOf(x: number): number {
  return x * x;
}

/**
 * base to the exponent; a whole one of at most 64 by products (10 to the 22 is exact), any other by exp and log, with a relative
 * error of at most about 1e-13 where the result is between 1e-300 and 1e300.
 * @param base above 0 where the exponent is not whole
 */
export function powerOf(base: number, exponent: number): number {
  if (!Number.isInteger(exponent) || Math.abs(exponent) > 64) return Math.exp(exponent * Math.log(base));
  let product = 1;
  let factor = base;
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) product *= factor;
    factor *= factor;
  }
  return exponent < 0 ? 1 / product : product;
}
