import { Button } from '@mantine/core';
import type { TextView } from '@mc/contracts';
import { type ReactNode, useMemo } from 'react';
import { formatBytes } from '../format/tokens';
import { ErrorPane } from '../states';
import { TextViewer } from '../text/text-viewer';
import { useWholeText } from '../text/whole-text';
import classes from './diff.module.css';
import { DiffView } from './diff-view';
import { diffLines } from './line-diff';

interface Props {
  readonly title: string;
  readonly before: TextView | null;
  readonly after: TextView | null;
}

/** Two texts that somebody else wrote, line against line. Large ones are compared whole or not at all. */
export const TextDiff = ({ title, before, after }: Props) => {
  const [a, b] = [useWholeText(before ?? ''), useWholeText(after ?? '')];
  if (a.text !== null && b.text !== null) return <WholeDiff title={title} before={a.text} after={b.text} />;
  if (isSame(before, after)) return <Frame title={title} note={`not changed, ${formatBytes(sizeOf(after))}`} />;
  const error = a.error ?? b.error;
  const load = () => {
    for (const one of [a, b]) if (one.text === null) one.load();
  };
  return (
    <Frame title={title} note="changed">
      <div className={classes.note}>
        {error === null ? null : <ErrorPane error={error} onRetry={load} />}
        <Button size="compact-sm" variant="default" loading={a.isFetching || b.isFetching} onClick={load}>
          Load and compare ({formatBytes(sizeOf(before) + sizeOf(after))})
        </Button>
      </div>
      {/* Until then at least how the new one begins. */}
      <TextViewer title={`${title}, the new one`} text={after} />
    </Frame>
  );
};

const isSame = (a: TextView | null, b: TextView | null): boolean =>
  typeof a === 'object' && typeof b === 'object' ? a?.sha256 === b?.sha256 : a === b;

const sizeOf = (text: TextView | null): number => (typeof text === 'object' ? (text?.bytes ?? 0) : new Blob([text]).size);

const WholeDiff = ({ title, before, after }: { title: string; before: string; after: string }) => {
  const { lines, added, removed, matched } = useMemo(() => diffLines(before, after), [before, after]);
  return (
    <Frame
      title={title}
      note={
        added + removed === 0 ? (
          'not changed'
        ) : (
          <>
            <span className={classes.added}>+{added}</span> <span className={classes.removed}>−{removed}</span>{' '}
            {added + removed === 1 ? 'line' : 'lines'}
          </>
        )
      }
    >
      {matched ? null : (
        <p className={classes.note}>Too different to be matched: first all of the old one, then all of the new.</p>
      )}
      {lines.length === 0 ? null : <DiffView lines={lines} label={`Difference of ${title.toLowerCase()}`} />}
    </Frame>
  );
};

const Frame = ({ title, note, children }: { title: string; note: ReactNode; children?: ReactNode }) => (
  <div className={classes.frame}>
    <div className={classes.bar}>
      <strong>{title}</strong>
      <span>{note}</span>
    </div>
    {children}
  </div>
);
