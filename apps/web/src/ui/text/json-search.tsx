import { ActionIcon, Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import classes from './json-tree.module.css';
import type { OpenDocument } from './text-desk';

const TYPING_MS = 200;

interface Props {
  readonly document: OpenDocument;
  readonly onFound: (id: string) => void;
  readonly onAll: () => void;
  readonly onNone: () => void;
}

/** Find in names and values, and everything open or closed. */
export const JsonSearch = ({ document, onFound, onAll, onNone }: Props) => {
  const [words, setWords] = useState('');
  const [typed] = useDebouncedValue(words, TYPING_MS);
  const [found, setFound] = useState<readonly string[]>([]);
  const [at, setAt] = useState(0);
  const show = useRef(onFound);
  show.current = onFound;
  useEffect(() => {
    let gone = false;
    void document.ask('find', typed).then((ids) => {
      if (gone) return;
      setFound(ids);
      setAt(0);
      if (ids[0] !== undefined) show.current(ids[0]);
    });
    return () => {
      gone = true;
    };
  }, [document, typed]);
  const go = (by: number) => {
    const next = (at + by + found.length) % Math.max(1, found.length);
    setAt(next);
    const id = found[next];
    if (id !== undefined) onFound(id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    go(event.shiftKey ? -1 : 1);
  };
  return (
    <div className={classes.search}>
      <TextInput
        size="xs"
        aria-label="Find in the document"
        placeholder="Find"
        leftSection={<Search size={13} />}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <span className="dim num" role="status">
        {typed === '' ? '' : found.length === 0 ? 'not found' : `${at + 1} of ${found.length}`}
      </span>
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label="Found before"
        disabled={found.length < 2}
        onClick={() => go(-1)}
      >
        <ArrowUp size={14} />
      </ActionIcon>
      <ActionIcon
        size={24}
        variant="subtle"
        color="gray"
        aria-label="Found next"
        disabled={found.length < 2}
        onClick={() => go(1)}
      >
        <ArrowDown size={14} />
      </ActionIcon>
      <span className={classes.grow} />
      <Button size="compact-xs" variant="subtle" onClick={onAll}>
        Open all
      </Button>
      <Button size="compact-xs" variant="subtle" onClick={onNone}>
        Close all
      </Button>
    </div>
  );
};
