import { Button } from '@mantine/core';
import type { TextView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { formatBytes } from '../format/tokens';
import { copyText } from '../id-chip';
import { ErrorPane } from '../states';
import { LineList } from './line-list';
import { prettyJson, screenLines } from './safe-text';
import classes from './text-viewer.module.css';
import { VisibleText } from './visible-text';

interface Props {
  readonly title: string;
  readonly text: TextView | null;
  /** Said instead of an empty box. */
  readonly none?: string;
}

/** Text that somebody else wrote: exact, never interpreted; large texts by preview, then whole on request. */
export const TextViewer = ({ title, text, none = 'Nothing yet.' }: Props) => {
  if (text === null || text === '') {
    return (
      <div className={classes.frame}>
        <div className={classes.bar}>
          <span>{title}</span>
        </div>
        <div className={classes.empty}>{text === '' ? 'An empty text.' : none}</div>
      </div>
    );
  }
  return typeof text === 'string' ? <WholeText title={title} text={text} /> : <LargeText title={title} large={text} />;
};

const VIRTUAL_FROM_CHARS = 20_000;

const WholeText = ({ title, text, note }: { title: string; text: string; note?: string }) => {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const [raw, setRaw] = useState(false);
  const shown = pretty === null || raw ? text : pretty;
  const lines = useMemo(() => (shown.length > VIRTUAL_FROM_CHARS ? screenLines(shown) : null), [shown]);
  return (
    <div className={classes.frame}>
      <div className={classes.bar}>
        <span>{title}</span>
        {note ?? formatBytes(new Blob([text]).size)}
        <span className={classes.grow} />
        {pretty === null ? null : (
          <Button size="compact-xs" variant="subtle" onClick={() => setRaw(!raw)}>
            {raw ? 'Indented' : 'As it is'}
          </Button>
        )}
        <Button size="compact-xs" variant="subtle" onClick={() => void copyText(text, title.toLowerCase())}>
          Copy
        </Button>
      </div>
      {lines === null ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={classes.text} tabIndex={0} aria-label={title}>
          <VisibleText text={shown} />
        </section>
      ) : (
        <LineList lines={lines} label={title} />
      )}
    </div>
  );
};

type Large = Exclude<TextView, string>;

const LargeText = ({ title, large }: { title: string; large: Large }) => {
  const [wanted, setWanted] = useState(false);
  const whole = useQuery({
    queryKey: ['payload', large.sha256],
    queryFn: ({ signal }) => readWhole(large.href ?? '', signal),
    enabled: wanted && large.href !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (whole.data !== undefined) return <WholeText title={title} text={whole.data} />;
  return (
    <div>
      <WholeText title={title} text={large.preview} note={`the beginning of ${formatBytes(large.bytes)}`} />
      <div className={classes.more}>
        {whole.isError ? <ErrorPane error={whole.error} onRetry={() => void whole.refetch()} /> : null}
        {large.href === null ? (
          <span className="dim">The whole text is kept under {large.sha256.slice(0, 12)}….</span>
        ) : (
          <Button size="compact-sm" variant="default" loading={whole.isFetching} onClick={() => setWanted(true)}>
            Load all ({formatBytes(large.bytes)})
          </Button>
        )}
      </div>
    </div>
  );
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
