import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { ErrorPane, Skeleton } from '../states';
import type { FlowGraphProps } from './flow-graph';

type FlowGraph = ComponentType<FlowGraphProps>;

// The drawing library is loaded once, by the first page that draws.
let loaded: FlowGraph | undefined;

const load = async (): Promise<FlowGraph> => {
  loaded ??= (await import('./flow-graph')).FlowGraph;
  return loaded;
};

/** Begins to load what draws, while what is drawn is still on its way. */
export const preloadGraph = (): void => {
  load().catch(() => undefined);
};

interface Props extends FlowGraphProps {
  /** What stands over the graph, once there is one. */
  readonly tools?: ReactNode;
}

/** The graph, once its library is there. A browser does not fetch a module again that it could not get, so trying again is loading the page anew. */
export const GraphView = ({ tools, ...props }: Props) => {
  const [Graph, setGraph] = useState<FlowGraph | undefined>(() => loaded);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let gone = false;
    load().then(
      (graph) => gone || setGraph(() => graph),
      (caught: unknown) => gone || setError(caught),
    );
    return () => {
      gone = true;
    };
  }, []);
  if (Graph === undefined)
    return error === null ? (
      <Skeleton rows={5} />
    ) : (
      <ErrorPane error={error} onRetry={() => window.location.reload()} title="The graph could not be loaded" />
    );
  return (
    <>
      <Graph {...props} />
      {tools}
    </>
  );
};
