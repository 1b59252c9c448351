import { Button } from '@mantine/core';
import type { TextView } from '@mc/contracts';
import { useState } from 'react';
import { formatBytes } from '../format/tokens';
import { copyText } from '../id-chip';
import { ErrorPane } from '../states';
import { ExactText } from './exact-text';
import { JsonTree } from './json-tree';
import { looksLikeMarkdown } from './looks-like-markdown';
import { MarkdownText } from './markdown-text';
import classes from './text-viewer.module.css';
import { useWholeText } from './whole-text';

interface Props {
  readonly title: string;
  readonly text: TextView | null;
  /** Said instead of an empty box. */
  readonly none?: string;
  /** Begin with the tree or the formatted text, where there is one; what a person decides on is shown to the letter. */
  readonly prefer?: 'formatted' | 'exact';
}

/** Text that somebody else wrote: to the letter, as a tree, or formatted; large texts by their beginning, then whole on request. */
export const TextViewer = ({ title, text, none = 'Nothing yet.', prefer = 'exact' }: Props) => {
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
    <WholeText title={title} text={text} prefer={prefer} />
  ) : (
    <LargeText title={title} large={text} prefer={prefer} />
  );
};

type Mode = 'exact' | 'tree' | 'formatted';
const WORDS: Readonly<Record<Mode, string>> = { exact: 'As it is', tree: 'Tree', formatted: 'Formatted' };

interface WholeProps {
  readonly title: string;
  readonly text: string;
  readonly prefer: 'formatted' | 'exact';
  readonly note?: string;
  /** Only the beginning of a text: that is no document. */
  readonly isBeginning?: boolean;
}

const WholeText = ({ title, text, prefer, note, isBeginning = false }: WholeProps) => {
  const [isJson, setIsJson] = useState(() => !isBeginning && /^\s*[[{]/.test(text));
  const modes: readonly Mode[] = isJson ? ['tree', 'exact'] : looksLikeMarkdown(text) ? ['formatted', 'exact'] : ['exact'];
  const [wanted, setWanted] = useState<Mode | null>(null);
  const mode = modes.find((one) => one === wanted) ?? (prefer === 'formatted' ? modes[0] : 'exact');
  return (
    <div className={classes.frame}>
      <div className={classes.bar}>
        <span>{title}</span>
        {note ?? formatBytes(new Blob([text]).size)}
        <span className={classes.grow} />
        {modes.length === 1
          ? null
          : modes.map((one) => (
              <Button
                key={one}
                size="compact-xs"
                variant={one === mode ? 'light' : 'subtle'}
                aria-pressed={one === mode}
                onClick={() => setWanted(one)}
              >
                {WORDS[one]}
              </Button>
            ))}
        <Button size="compact-xs" variant="subtle" onClick={() => void copyText(text, title.toLowerCase())}>
          Copy
        </Button>
      </div>
      {mode === 'tree' ? <JsonTree text={text} label={title} onUnreadable={() => setIsJson(false)} /> : null}
      {mode === 'formatted' ? <MarkdownText text={text} label={title} /> : null}
      {mode === 'exact' ? <ExactText text={text} label={title} /> : null}
    </div>
  );
};

type Large = Exclude<TextView, string>;

const LargeText = ({ title, large, prefer }: { title: string; large: Large; prefer: 'formatted' | 'exact' }) => {
  const { text, isFetching, error, load } = useWholeText(large);
  if (text !== null) return <WholeText title={title} text={text} prefer={prefer} />;
  return (
    <div>
      <WholeText
        title={title}
        text={large.preview}
        prefer="exact"
        isBeginning
        note={`the beginning of ${formatBytes(large.bytes)}`}
      />
      <div className={classes.more}>
        {error === null ? null : <ErrorPane error={error} onRetry={load} />}
        {large.href === null ? (
          <span className="dim">The whole text is kept under {large.sha256.slice(0, 12)}….</span>
        ) : (
          <>
            <Button size="compact-sm" variant="default" loading={isFetching} onClick={load}>
              Load all ({formatBytes(large.bytes)})
            </Button>
            <Button size="compact-sm" variant="subtle" component="a" href={sameOrigin(large.href)} download>
              Download
            </Button>
          </>
        )}
      </div>
    </div>
  );
};

/** Only from our own server: the address stands in data. */
const sameOrigin = (href: string): string => {
  const address = new URL(href, window.location.origin);
  return address.origin === window.location.origin ? address.href : '#';
};
