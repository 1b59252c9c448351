import type { TextView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

export interface WholeText {
  /** `null` until the whole is here. */
  readonly text: string | null;
  readonly isFetching: boolean;
  readonly error: unknown;
  readonly load: () => void;
}

/** A text, of which large ones are fetched only when somebody asks for the whole. */
export const useWholeText = (view: TextView): WholeText => {
  const [wanted, setWanted] = useState(false);
  const large = typeof view === 'string' ? null : view;
  const whole = useQuery({
    queryKey: ['payload', large?.sha256],
    queryFn: ({ signal }) => readWhole(large?.href ?? '', signal),
    enabled: wanted && large !== null && large.href !== null,
    staleTime: Number.POSITIVE_INFINITY,
    // Megabytes are not kept for longer than somebody looks at them.
    gcTime: 0,
  });
  return {
    text: typeof view === 'string' ? view : (whole.data ?? null),
    isFetching: whole.isFetching,
    error: whole.isError ? whole.error : null,
    load: () => (whole.isError ? void whole.refetch() : setWanted(true)),
  };
};

/** Only from our own server: the address stands in data. */
const readWhole = async (href: string, signal: AbortSignal): Promise<string> => {
  const address = new URL(href, window.location.origin);
  if (address.origin !== window.location.origin)
    throw new Error(`The whole text is said to be at ${address.origin}, which is not this server.`);
  const response = await fetch(address, { signal, credentials: 'same-origin' });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.text();
};
