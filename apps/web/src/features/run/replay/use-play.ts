import { useReducedMotion } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import { type Mark, neighbour, pace } from './replay-marks';

/** Who would rather not see things move is led from mark to mark. */
const STILL_MS = 1_200;

interface Parts {
  readonly at: number;
  readonly head: number;
  readonly marks: readonly Mark[];
  readonly go: (revision: number) => void;
}

/** Plays the run from the event on screen to its last; from the last, all of it. */
export const usePlay = ({ at, head, marks, go }: Parts) => {
  const [playing, setPlaying] = useState<{ readonly everyMs: number; readonly by: number } | null>(null);
  const isStill = useReducedMotion();
  const latest = useRef({ at, go, marks });
  latest.current = { at, go, marks };
  useEffect(() => {
    if (playing === null) return;
    const timer = setInterval(
      () => {
        const now = latest.current;
        const next = isStill ? (neighbour(now.marks, now.at, 1) ?? head) : Math.min(head, now.at + playing.by);
        now.go(next);
        if (next >= head) setPlaying(null);
      },
      isStill ? STILL_MS : playing.everyMs,
    );
    return () => clearInterval(timer);
  }, [playing, head, isStill]);
  const toggle = () => {
    if (playing !== null) return setPlaying(null);
    const from = at >= head ? 0 : at;
    if (from !== at) go(from);
    setPlaying(pace(head - from));
  };
  return { isPlaying: playing !== null, toggle, stop: () => setPlaying(null) };
};
