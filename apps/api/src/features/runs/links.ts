import { API_BASE } from '@mc/contracts';

/** Where the whole of a run's large text can be read. */
export const textLink =
  (runId: string) =>
  (sha256: string): string =>
    `${API_BASE}/runs/${runId}/payloads/${sha256}`;
