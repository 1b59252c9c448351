/** What is shown for a value that nobody knows. Never a zero. */
export const UNKNOWN = 'n/a';

const CENTS_PER_USD = 100;

/**
 * Cents as US dollars: two decimals from $1 up, four significant digits under one cent, in between what is needed to
 * see a difference. `null` is unknown.
 */
export const formatUsd = (cents: number | null | undefined): string => {
  if (cents === null || cents === undefined || !Number.isFinite(cents)) return UNKNOWN;
  const usd = cents / CENTS_PER_USD;
  const size = Math.abs(usd);
  if (size === 0) return '$0.00';
  const text = size >= 1 ? GROUPED.format(size) : size >= 0.01 ? size.toFixed(4) : significant(size, 4);
  return `${usd < 0 ? '-' : ''}$${trimmed(text, 2)}`;
};

// Made once: a chart in words formats thousands of amounts.
const GROUPED = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

// toPrecision answers 1e-7 in scientific notation, which no operator reads as money.
const significant = (value: number, digits: number): string => {
  const decimals = Math.min(9, digits - 1 - Math.floor(Math.log10(value)));
  return value.toFixed(Math.max(2, decimals));
};

/** Drops zeros at the end, but keeps at least `decimals` decimals. */
const trimmed = (text: string, decimals: number): string => {
  const dot = text.indexOf('.');
  if (dot < 0) return text;
  let end = text.length;
  while (end > dot + 1 + decimals && text[end - 1] === '0') end--;
  return text.slice(0, end);
};

/** A number a person typed as dollars, as cents with at most 7 decimals; `null` if it is none. */
export const centsFromUsdText = (text: string): number | null => {
  const match = /^\s*\$?(\d{1,9}(?:\.\d{1,9})?)\s*$/.exec(text);
  return match === null ? null : Math.round(Number(match[1]) * 1e9) / 1e7;
};
