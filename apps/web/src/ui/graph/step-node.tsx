import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { Bot, CircleAlert } from 'lucide-react';
import { memo } from 'react';
import { RiskBadge } from '../risk-badge';
import { StatusMark } from '../status-badge';
import { VisibleText } from '../text/visible-text';
import classes from './graph.module.css';
import type { GraphNode } from './graph-model';

export type StepFlowNode = Node<{ readonly step: GraphNode }, 'step'>;

/** One step: what it is, who does it, how it stands, how grave it is. */
export const StepNode = memo(({ data: { step }, selected }: NodeProps<StepFlowNode>) => (
  <div className={classes.node} data-tone={step.look?.tone ?? 'draft'} data-selected={selected} data-problem={step.problems > 0}>
    <Handle type="target" position={Position.Left} isConnectable={false} />
    <div className={classes.title}>
      {step.look === null ? null : <StatusMark look={step.look} size={16} />}
      <span className={classes.label}>{step.label}</span>
      {step.problems > 0 ? <CircleAlert size={16} className={classes.problem} aria-label={`${step.problems} problems`} /> : null}
    </div>
    <div className={classes.meta}>
      <Bot size={13} aria-hidden />
      <span className={classes.agent}>{step.agent}</span>
      <RiskBadge risk={step.risk} iconOnly={step.look !== null} />
    </div>
    <div className={classes.note}>
      <VisibleText text={step.note === '' ? (step.look?.word ?? '') : step.note} />
    </div>
    <Handle type="source" position={Position.Right} isConnectable={false} />
  </div>
));
StepNode.displayName = 'StepNode';
