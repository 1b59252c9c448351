import { useEffect, useState } from 'react';
import { Skeleton } from '../states';
import { LineList } from './line-list';
import { linesOf } from './text-desk';
import classes from './text-viewer.module.css';
import { VisibleText } from './visible-text';

const VIRTUAL_FROM_CHARS = 20_000;

/** A text to the letter; a long one by its lines in view. */
export const ExactText = ({ text, label }: { text: string; label: string }) =>
  text.length > VIRTUAL_FROM_CHARS ? (
    <LongText text={text} label={label} />
  ) : (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className={classes.text} tabIndex={0} aria-label={label}>
      <VisibleText text={text} />
    </section>
  );

const LongText = ({ text, label }: { text: string; label: string }) => {
  const starts = useLines(text);
  return starts === null ? <Skeleton rows={6} /> : <LineList text={text} starts={starts} label={label} />;
};

const useLines = (text: string): Uint32Array | null => {
  const [found, setFound] = useState<{ readonly of: string; readonly starts: Uint32Array } | null>(null);
  useEffect(() => {
    let gone = false;
    void Promise.resolve(linesOf(text)).then((starts) => {
      if (!gone) setFound({ of: text, starts });
    });
    return () => {
      gone = true;
    };
  }, [text]);
  // While a text grows under one's eyes, the lines of a moment ago do: they are a beginning of it.
  return found === null || !text.startsWith(found.of.slice(0, 100)) ? null : found.starts;
};
