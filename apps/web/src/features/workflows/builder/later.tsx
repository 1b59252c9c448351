import { type ComponentType, useEffect, useState } from 'react';
import { ErrorPane, Skeleton } from '../../../ui/states';

const RETRY_MS = 2000;
const TRIES_MAX = 30;

/** A component whose library is loaded when it is first shown. A lost connection only delays it. */
export const later = <Props extends object>(load: () => Promise<ComponentType<Props>>, failed: string): ComponentType<Props> => {
  let loaded: ComponentType<Props> | undefined;
  const Later = (props: Props) => {
    const [Part, setPart] = useState<ComponentType<Props> | undefined>(() => loaded);
    const [error, setError] = useState<unknown>(null);
    const [tries, setTries] = useState(0);
    useEffect(() => {
      if (loaded !== undefined) return;
      let gone = false;
      let timer: ReturnType<typeof setTimeout> | undefined;
      load().then(
        (part) => {
          loaded = part;
          if (!gone) setPart(() => part);
        },
        (caught: unknown) => {
          if (gone) return;
          setError(caught);
          if (tries < TRIES_MAX) timer = setTimeout(() => setTries(tries + 1), RETRY_MS);
        },
      );
      return () => {
        gone = true;
        clearTimeout(timer);
      };
    }, [tries]);
    if (Part !== undefined) return <Part {...props} />;
    if (error === null) return <Skeleton rows={5} />;
    return <ErrorPane error={error} onRetry={() => setTries(tries + 1)} title={failed} />;
  };
  return Later;
};
