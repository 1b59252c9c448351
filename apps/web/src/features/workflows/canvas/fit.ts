/** The canvas stands between other panes: nearly all of its room is for the steps. */
export const CANVAS_FIT = { padding: 0.06, maxZoom: 1.1 };

/** Edges of a cycle bow out beyond the steps, and must be seen. */
export const CYCLE_FIT = { padding: 0.16, maxZoom: 1.1 };
