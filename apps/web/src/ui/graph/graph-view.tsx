import { type ComponentType, useEffect, useState } from 'react';
import { ErrorPane, Skeleton } from '../states';
import type { FlowGraphProps } from './flow-graph';

type FlowGraph = ComponentType<FlowGraphProps>;

const RETRY_MS = 2000;
const TRIES_MAX = 30;

// The drawing library is loaded once, by the first page that draws.
let loaded: FlowGraph | undefined;

/** The graph, once its library is there. A lost connection only delays it. */
export const GraphView = (props: FlowGraphProps) => {
  const { Graph, error, retry } = useFlowGraph();
  if (Graph !== undefined) return <Graph {...props} />;
  return error === null ? (
    <Skeleton rows={5} />
  ) : (
    <ErrorPane error={error} onRetry={retry} title="The graph could not be loaded" />
  );
};

/** Begins to load what draws, while what is drawn is still on its way. */
export const preloadGraph = (): void => {
  import('./flow-graph').catch(() => undefined);
};

const useFlowGraph = () => {
  const [Graph, setGraph] = useState<FlowGraph | undefined>(() => loaded);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (loaded !== undefined) return;
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    import('./flow-graph').then(
      (module) => {
        loaded = module.FlowGraph;
        if (!gone) setGraph(() => module.FlowGraph);
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
  return { Graph, error, retry: () => setTries(tries + 1) };
};
