/** 1 cent = 10^7 nanodollars. Amounts are whole nanodollars as safe integers: up to about 9 million dollars. */
export const NANO_PER_CENT = 10_000_000;
export const NANO_PER_USD = 1_000_000_000;

/** Cents with at most 7 decimals to whole nanodollars; throws when the amount is not exact or not safe. */
export const nanoFromCents = (cents: number): number => {
  const nano = Math.round(cents * NANO_PER_CENT);
  if (!Number.isSafeInteger(nano)) throw new RangeError(`amount out of range: ${cents} cents`);
  return nano;
};

/** Whole nanodollars to cents; unknown stays unknown. */
export const centsFromNano = <N extends number | null>(nano: N): N => (nano === null ? null : nano / NANO_PER_CENT) as N;

/** Dollars for people, exact to the nanodollar: `$1.25`. */
export const usdText = (nanoUsd: number): string => `$${(nanoUsd / NANO_PER_USD).toFixed(9).replace(/0{1,7}$/, '')}`;
