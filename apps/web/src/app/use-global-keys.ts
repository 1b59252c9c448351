import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { isTyping } from '../ui/keys';
import { preferences } from '../ui/preferences';
import { NAV } from './nav';

/** How long `g` waits for the second letter. */
const CHORD_MS = 1200;

/** `g` then a letter goes somewhere, `?` lists the keys, `/` goes to the search field of the page. */
export const useGlobalKeys = (showKeys: () => void): void => {
  const navigate = useNavigate();
  const latest = useRef(showKeys);
  latest.current = showKeys;
  useEffect(() => {
    let chordUntil = 0;
    const onKey = (event: KeyboardEvent) => {
      if (!preferences().singleKeys || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const target = event.timeStamp < chordUntil ? NAV.find(({ key }) => key === event.key) : undefined;
      chordUntil = event.key === 'g' ? event.timeStamp + CHORD_MS : 0;
      if (target) {
        event.preventDefault();
        void navigate({ to: target.to });
      } else if (event.key === '?') {
        latest.current();
      } else if (event.key === '/') {
        const field = document.querySelector<HTMLElement>('main [data-search]');
        if (field) {
          event.preventDefault();
          field.focus();
        }
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
};
