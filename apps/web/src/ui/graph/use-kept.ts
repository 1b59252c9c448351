import { useMemo, useRef } from 'react';

/** Things that did not change keep their identity, so that a live update draws only what moved. */
export const useKept = <Item extends { readonly id: string }>(items: readonly Item[]): Item[] => {
  const kept = useRef(new Map<string, { readonly json: string; readonly item: Item }>());
  return useMemo(() => {
    const next = new Map<string, { readonly json: string; readonly item: Item }>();
    for (const item of items) {
      const json = JSON.stringify(item);
      const old = kept.current.get(item.id);
      next.set(item.id, old?.json === json ? old : { json, item });
    }
    kept.current = next;
    return [...next.values()].map(({ item }) => item);
  }, [items]);
};
