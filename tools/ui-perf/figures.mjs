/** The value that this share of the others stays below. */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
};
export const median = (values) => percentile(values, 0.5);
export const worst = (values) => Math.max(0, ...values);

/** One line of the result: what was measured, and what it may be at most. */
export const figure = (id, what, value, unit, max) => ({ id, what, value, unit, max, isReached: value <= max });

const shown = (value) => (value >= 100 ? value.toFixed(0) : value >= 1 ? value.toFixed(1) : value.toFixed(3));

export const table = (figures) => {
  const rows = figures.map(({ id, what, value, unit, max, isReached }) => [
    id,
    what,
    `${shown(value)} ${unit}`,
    `${max} ${unit}`,
    isReached ? 'reached' : 'MISSED',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column].length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
};
