import { api, unwrap } from '../api/client';
import { statusOf } from '../api/problem';

export interface Target {
  readonly label: string;
  readonly href: string;
}

/** Finds out what an id belongs to: the kinds are asked all at once, the first that knows it wins. */
export const resolveId = async (id: string): Promise<Target | null> => {
  const events = unwrap(api.GET('/api/v1/audit/events', { params: { query: { q: id, limit: 1 } } }));
  const answers = await Promise.all([
    known(unwrap(api.GET('/api/v1/runs/{runId}', { params: { path: { runId: id } } })), { label: 'run', href: `/runs/${id}` }),
    known(unwrap(api.GET('/api/v1/approvals/{id}', { params: { path: { id } } })), {
      label: 'approval',
      href: `/approvals?id=${id}`,
    }),
    known(unwrap(api.GET('/api/v1/workflows/{id}', { params: { path: { id } } })), {
      label: 'workflow',
      href: `/workflows/${id}`,
    }),
    known(
      events.then(({ items }) => items.length > 0),
      { label: 'the events that mention it', href: `/audit?show=events&q=${id}` },
    ),
  ]);
  return answers.find((answer) => answer !== null) ?? null;
};

/** Not found and not allowed look the same from here: it is not this. */
const NOT_THIS = new Set([400, 403, 404, 422]);

const known = async (answer: Promise<unknown>, target: Target): Promise<Target | null> => {
  try {
    return (await answer) === false ? null : target;
  } catch (error) {
    if (NOT_THIS.has(statusOf(error) ?? 0)) return null;
    throw error;
  }
};
