import { BaseEdge, type EdgeProps } from '@xyflow/react';
import { NODE_HEIGHT } from './layout';

const BOW = 40;
const BELOW = NODE_HEIGHT / 2 + 30;

/** An edge against the direction of reading, as in a cycle: below the nodes, so that it is seen. */
export const BackEdge = ({ sourceX, sourceY, targetX, targetY, markerEnd }: EdgeProps) => {
  const base = Math.max(sourceY, targetY) + BELOW;
  const path = `M ${sourceX},${sourceY} C ${sourceX + BOW},${sourceY} ${sourceX + BOW},${base} ${sourceX - BOW / 2},${base} L ${targetX + BOW / 2},${base} C ${targetX - BOW},${base} ${targetX - BOW},${targetY} ${targetX},${targetY}`;
  return <BaseEdge path={path} {...(markerEnd === undefined ? {} : { markerEnd })} />;
};
