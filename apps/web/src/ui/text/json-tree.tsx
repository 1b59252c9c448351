import { Button } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { copyText } from '../id-chip';
import { Skeleton } from '../states';
import { JsonLine } from './json-line';
import { JsonSearch } from './json-search';
import classes from './json-tree.module.css';
import { type OpenDocument, openDocument } from './text-desk';
import { useJsonRows } from './use-json-rows';
import { VisibleText } from './visible-text';

const LINE_PX = 22;
const PAGE_LINES = 12;
/** Fewer lines are seen at once. */
const SEARCHED_FROM = 10;

/** A JSON text as a tree: any size, only what is in view exists. `onUnreadable`: it is none after all. */
export const JsonTree = ({ text, label, onUnreadable }: { text: string; label: string; onUnreadable: () => void }) => {
  const [document, setDocument] = useState<OpenDocument | null>(null);
  const unreadable = useRef(onUnreadable);
  unreadable.current = onUnreadable;
  useEffect(() => {
    let gone = false;
    let mine: OpenDocument | undefined;
    openDocument(text).then(
      (opened) => {
        mine = opened;
        if (gone) void opened.ask('close');
        else setDocument(opened);
      },
      () => gone || unreadable.current(),
    );
    return () => {
      gone = true;
      void mine?.ask('close');
    };
  }, [text]);
  return document === null ? <Skeleton rows={5} /> : <Tree document={document} label={label} />;
};

const Tree = ({ document, label }: { document: OpenDocument; label: string }) => {
  const frame = useRef<HTMLDivElement>(null);
  const id = useId();
  const [at, setAt] = useState(0);
  const { lines, rowAt, want, change } = useJsonRows(document);
  const virtual = useVirtualizer({
    count: lines,
    getScrollElement: () => frame.current,
    estimateSize: () => LINE_PX,
    overscan: 10,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => want(first, last + 1), [want, first, last]);
  const go = (line: number) => {
    const next = Math.max(0, Math.min(lines - 1, line));
    setAt(next);
    virtual.scrollToIndex(next, { align: 'auto' });
  };
  const toggle = (line: number) => {
    const row = rowAt(line);
    if (row && row.isOpen !== null) void change(() => document.ask('toggle', row.id));
  };
  const current = rowAt(at);
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => go(at + 1),
      ArrowUp: () => go(at - 1),
      PageDown: () => go(at + PAGE_LINES),
      PageUp: () => go(at - PAGE_LINES),
      Home: () => go(0),
      End: () => go(lines - 1),
      Enter: () => toggle(at),
      ' ': () => toggle(at),
      ArrowRight: () => (current?.isOpen === false ? toggle(at) : go(at + 1)),
      ArrowLeft: () => (current?.isOpen ? toggle(at) : go(at - 1)),
    };
    const move = event.ctrlKey || event.metaKey || event.altKey ? undefined : moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  return (
    <div data-own-keys>
      {document.lines < SEARCHED_FROM ? null : (
        <JsonSearch
          document={document}
          onFound={(found) =>
            void document
              .ask('reveal', found)
              .then(({ line, lines: all }) => change(() => Promise.resolve(all)).then(() => go(line)))
          }
          onAll={() => void change(() => document.ask('openAll').then(({ lines: all }) => all))}
          onNone={() => void change(() => document.ask('closeAll')).then(() => go(0))}
        />
      )}
      <div
        ref={frame}
        role="tree"
        aria-label={label}
        tabIndex={0}
        aria-activedescendant={`${id}-${at}`}
        className={classes.frame}
        onKeyDown={onKeyDown}
      >
        <div role="presentation" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
          {items.map(({ index, start }) => (
            <JsonLine
              key={index}
              id={`${id}-${index}`}
              row={rowAt(index)}
              top={start}
              isCurrent={index === at}
              onPress={() => {
                setAt(index);
                toggle(index);
              }}
            />
          ))}
        </div>
      </div>
      {current === undefined ? null : <Chosen key={current.id} document={document} id={current.id} isCut={current.isCut} />}
    </div>
  );
};

/** What the marked line is, in full and to take away. */
const Chosen = ({ document, id, isCut }: { document: OpenDocument; id: string; isCut: boolean }) => {
  const [pointer, setPointer] = useState('');
  const [whole, setWhole] = useState<string | null>(null);
  useEffect(() => {
    let gone = false;
    void document.ask('pointer', id).then((found) => gone || setPointer(found));
    return () => {
      gone = true;
    };
  }, [document, id]);
  return (
    <div className={classes.chosen}>
      <span className={classes.pointer} title={pointer}>
        <VisibleText text={pointer} />
      </span>
      {isCut && whole === null ? (
        <Button size="compact-xs" variant="subtle" onClick={() => void document.ask('value', id).then(setWhole)}>
          Show all of it
        </Button>
      ) : null}
      <Button size="compact-xs" variant="subtle" onClick={() => void copyText(pointer, 'path')}>
        Copy path
      </Button>
      <Button
        size="compact-xs"
        variant="subtle"
        onClick={() => void document.ask('value', id).then((value) => copyText(value, 'value'))}
      >
        Copy value
      </Button>
      {whole === null ? null : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        <section className={classes.whole} tabIndex={0} aria-label="The whole value">
          <VisibleText text={whole} />
        </section>
      )}
    </div>
  );
};
