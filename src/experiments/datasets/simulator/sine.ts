/** Taylor's coefficients of sin(2πx): (2π)^n / n! with alternating sign, n = 1, 3 … 13. */
const [c1, c3, c5, c7, c9, c11, c13] = [
  6.283185307179586, -41.341702240399755, 81.60524927607504, -76.70585975306136, 42.058693944897634,
  -15.094642576822984, 3.8199525848482803,
] as const;

/**
 * The sine of `turns` full turns, within 1e-9. Made of additions and multiplications only: what `Math.sin` gives may differ
 * in the last bit between versions of Node, and a simulated recording must not.
 */
export function sine(turns: number): number {
  const wrapped = turns - Math.floor(turns + 0.5);
  const x = wrapped > 0.25 ? 0.5 - wrapped : wrapped < -0.25 ? -0.5 - wrapped : wrapped;
  const y = x * x;
  return x * (c1 + y * (c3 + y * (c5 + y * (c7 + y * (c9 + y * (c11 + y * c13))))));
}

/** The cosine of `turns` full turns, within 1e-9. */
export function cosine(turns: number): number {
  return sine(turns + 0.25);
}
