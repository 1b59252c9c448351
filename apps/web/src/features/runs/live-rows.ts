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

interface Moved {
  /** Shown already: read anew and put in their places. */
  readonly known: readonly string[];
  /** Not shown: new ones, or such as are on pages that nobody has turned to. */
  readonly unknown: readonly string[];
}

/** The runs that something happened to, at most so many of each kind: what is left out comes with the next event. */
export const movedRuns = (
  pages: readonly RowPage<LiveRow>[],
  events: readonly ({ readonly runId?: string | undefined; readonly type?: string } | null)[],
  max: number,
): Moved => {
  const shown = new Set(pages.flatMap(({ items }) => items.map(({ runId }) => runId)));
  const moved = new Set(events.flatMap((event) => event?.runId ?? []));
  const known = [...moved].filter((runId) => shown.has(runId));
  // Only a run that has just begun can be new; any other is older than what is shown.
  const begun = new Set(events.flatMap((event) => (event?.type === 'RunStarted' ? (event.runId ?? []) : [])));
  const unknown = [...begun].filter((runId) => !shown.has(runId));
  return { known: known.slice(-max), unknown: unknown.slice(-max) };
};
