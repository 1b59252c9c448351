import { Handle, type Node, type NodeProps, Position, useConnection } from '@xyflow/react';
import { Bot, CircleAlert } from 'lucide-react';
import { memo } from 'react';
import graph from '../../../ui/graph/graph.module.css';
import type { GraphNode } from '../../../ui/graph/graph-model';
import { RiskBadge } from '../../../ui/risk-badge';
import { VisibleText } from '../../../ui/text/visible-text';
import classes from './canvas.module.css';

export type CanvasFlowNode = Node<
  {
    readonly step: GraphNode;
    /** An agent is held over it. */
    readonly over: boolean;
    readonly connectable: boolean;
    /** The dependency being drawn would close a cycle here. */
    readonly closes: boolean;
  },
  'step'
>;

/** A step to work on: a hold on either side to draw dependencies from and to. */
export const CanvasNode = memo(({ data: { step, over, connectable, closes }, selected }: NodeProps<CanvasFlowNode>) => (
  <div className={graph.node} data-tone="draft" data-selected={selected || over} data-problem={step.problems > 0}>
    <Hold type="target" position={Position.Left} connectable={connectable} />
    <div className={graph.title}>
      <span className={graph.label}>{step.label}</span>
      {step.problems > 0 ? (
        <span className={classes.badge}>
          <CircleAlert size={13} aria-hidden />
          {step.problems}
        </span>
      ) : null}
    </div>
    <div className={graph.meta}>
      <Bot size={13} aria-hidden />
      <span className={graph.agent}>{step.agent}</span>
      <RiskBadge risk={step.risk} />
    </div>
    <div className={graph.note}>
      {closes ? <span className={classes.closes}>would close a cycle</span> : <VisibleText text={step.note} />}
    </div>
    <Hold type="source" position={Position.Right} connectable={connectable} />
  </div>
));
CanvasNode.displayName = 'CanvasNode';

const Hold = ({ type, position, connectable }: { type: 'source' | 'target'; position: Position; connectable: boolean }) => {
  const isDrawing = useConnection((connection) => connection.inProgress);
  return (
    <Handle
      type={type}
      position={position}
      isConnectable={connectable}
      className={`${classes.hold} ${isDrawing && type === 'target' ? classes.wanted : ''}`}
    />
  );
};
