const HOUR_MS = 3_600_000;
const DAYS = 7;

export const FIGURES_TITLE = `last ${DAYS} days`;

/** From when on figures are counted; to the hour, so that what was read serves for a while. */
export const figuresFrom = (nowMs: number): string =>
  new Date(Math.floor(nowMs / HOUR_MS) * HOUR_MS - DAYS * 24 * HOUR_MS).toISOString();
