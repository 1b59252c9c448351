import { lazy, Suspense } from 'react';
import { Skeleton } from '../states';
import type { FlowGraphProps } from './flow-graph';

// The drawing library is loaded by the pages that draw, after their data is under way.
const FlowGraph = lazy(() => import('./flow-graph'));

export const GraphView = (props: FlowGraphProps) => (
  <Suspense fallback={<Skeleton rows={5} />}>
    <FlowGraph {...props} />
  </Suspense>
);
