/** What a row of a live list needs: an identity and a count that rises with every change. */
export interface LiveRow {
  readonly runId: string;
  readonly revision: number;
}

interface RowPage<Row> {
  readonly items: Row[];
}

/** Puts later versions of known rows in their places. Nothing is added, removed or moved; what did not change stays identical. */
export const patchPages = <Row extends LiveRow, Page extends RowPage<Row>>(
  pages: readonly Page[],
  fresh: readonly Row[],
): Page[] => {
  const byId = new Map(fresh.map((row) => [row.runId, row]));
  return pages.map((page) => {
    let changed = false;
    const items = page.items.map((row) => {
      const later = byId.get(row.runId);
      if (later === undefined || later.revision <= row.revision) return row;
      changed = true;
      return later;
    });
    return changed ? { ...page, items } : page;
  });
};

/** Rows of a fresh first page that the list does not show yet. */
export const unseen = <Row extends LiveRow>(pages: readonly RowPage<Row>[], fresh: readonly Row[]): string[] => {
  const known = new Set(pages.flatMap((page) => page.items.map(({ runId }) => runId)));
  return fresh.filter(({ runId }) => !known.has(runId)).map(({ runId }) => runId);
};

/** Known rows that something happened to, but which the fresh first page does not hold: on later pages, or no longer matching. */
export const toReadAlone = <Row extends LiveRow>(
  pages: readonly RowPage<Row>[],
  moved: ReadonlySet<string>,
  fresh: readonly Row[],
  max: number,
): string[] => {
  const read = new Set(fresh.map(({ runId }) => runId));
  return pages
    .flatMap((page) => page.items.map(({ runId }) => runId))
    .filter((runId) => moved.has(runId) && !read.has(runId))
    .slice(0, max);
};
