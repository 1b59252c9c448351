import type { LookupItem } from '@mc/contracts';
import { queryOptions } from '@tanstack/react-query';
import { api, unwrap } from './client';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const ID = new RegExp(`^${UUID}(?:/[a-z][a-z0-9_-]{0,63}(?:/\\d{1,3})?)?$`, 'i');

/** Whether a text can be the id of something: of a run, an event, or a step as `runId/stepKey`. */
export const isId = (text: string): boolean => ID.test(text.trim());

export const lookupQuery = (text: string) =>
  queryOptions({
    queryKey: ['lookup', text.trim()],
    queryFn: ({ signal }) => unwrap(api.GET('/api/v1/lookup', { params: { query: { id: text.trim() } }, signal })),
    staleTime: 0,
  });

interface Found {
  /** As in "Open the run launch-post". */
  readonly label: string;
  readonly href: string;
}

/** Where what was found is shown. */
export const placeOf = ({ kind, id, label, within }: LookupItem): Found => {
  switch (kind) {
    case 'run':
      return { label: `the run of ${label}`, href: `/runs/${id}` };
    case 'step':
      return { label: `the step ${label}`, href: `/runs/${within}?step=${id}` };
    case 'approval':
      return { label: `the approval of ${label}`, href: `/approvals?id=${id}` };
    case 'workflow':
      return { label: `the workflow ${label}`, href: `/workflows/${id}` };
    case 'event':
      return { label: `the event ${label}`, href: `/audit?range=all&id=${id}` };
    case 'bulk_job':
      return { label: `the bulk command ${label}`, href: `/bulk/${id}` };
    case 'view':
      return { label: `the view ${label}`, href: `/${within}?view=${id}` };
    case 'operator':
      return { label: `the person ${label}`, href: `/settings?tab=operators` };
    default:
      return kind satisfies never;
  }
};
