import { Kbd } from '@mantine/core';

const WORDS: Readonly<Record<string, string>> = {
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

const capsOf = (key: string): readonly string[] => (/^[A-Z]$/.test(key) ? ['Shift', key] : [WORDS[key] ?? key]);

/** `g r` as two caps, `J` with its shift. */
export const KeyCaps = ({ keys }: { keys: string }) =>
  (keys === ' ' ? [' '] : keys.split(' ')).flatMap(capsOf).map((cap, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: caps have no other identity
    <span key={index}>
      {index > 0 ? ' ' : ''}
      <Kbd>{cap}</Kbd>
    </span>
  ));
