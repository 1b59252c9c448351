import { Button } from '@mantine/core';
import type { TextView } from '@mc/contracts';
import { useMemo, useState } from 'react';
import { formatBytes } from '../format/tokens';
import { copyText } from '../id-chip';
import { ErrorPane } from '../states';
import { LineList } from './line-list';
import { prettyJson, screenLines } from './safe-text';
import classes from './text-viewer.module.css';
import { VisibleText } from './visible-text';
import { useWholeText } from './whole-text';

interface Props {
  readonly title: string;
  readonly text: TextView | null;
  /** Said instead of an empty box. */
  readonly none?: string;
  /** Begins with the text as it is, where indenting it could hide something, as a key that is there twice. */
  readonly exact?: boolean;
}

/** Text that somebody else wrote: exact, never interpreted; large texts by preview, then whole on request. */
export const TextViewer = ({ title, text, none = 'Nothing yet.', exact = false }: Props) => {
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
  return typeof text === 'string' ? (
    <WholeText title={title} text={text} exact={exact} />
  ) : (
    <LargeText title={title} large={text} exact={exact} />
  );
};

const VIRTUAL_FROM_CHARS = 20_000;

interface WholeProps {
  readonly title: string;
  readonly text: string;
  readonly note?: string;
  readonly exact: boolean;
}

const WholeText = ({ title, text, note, exact }: WholeProps) => {
  const pretty = useMemo(() => prettyJson(text), [text]);
  const [raw, setRaw] = useState(exact);
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

const LargeText = ({ title, large, exact }: { title: string; large: Large; exact: boolean }) => {
  const whole = useWholeText(large);
  if (whole.text !== null) return <WholeText title={title} text={whole.text} exact={exact} />;
  return (
    <div>
      <WholeText title={title} text={large.preview} note={`the beginning of ${formatBytes(large.bytes)}`} exact={exact} />
      <div className={classes.more}>
        {whole.error === null ? null : <ErrorPane error={whole.error} onRetry={whole.load} />}
        {large.href === null ? (
          <span className="dim">The whole text is kept under {large.sha256.slice(0, 12)}….</span>
        ) : (
          <Button size="compact-sm" variant="default" loading={whole.isFetching} onClick={whole.load}>
            Load all ({formatBytes(large.bytes)})
          </Button>
        )}
      </div>
    </div>
  );
};
