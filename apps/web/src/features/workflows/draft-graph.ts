import type { RiskTier } from '@mc/contracts';
import type { GraphNode } from '../../ui/graph/graph-model';
import type { Problem } from './check-text';

const RISKS: readonly RiskTier[] = ['read', 'write', 'irreversible'];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The graph of a text that may be half written: whatever has a key is drawn. */
export const draftGraph = (value: unknown, problems: readonly Problem[]): GraphNode[] => {
  const steps = typeof value === 'object' && value !== null && 'steps' in value && Array.isArray(value.steps) ? value.steps : [];
  const counts = new Map<string, number>();
  for (const { step, cycle, severity } of problems) {
    if (severity === 'warning') continue;
    for (const key of new Set([...(cycle ?? []), ...(step === null ? [] : [step])])) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const nodes = new Map<string, GraphNode>();
  for (const step of steps) {
    if (typeof step !== 'object' || step === null) continue;
    const given = step as Record<string, unknown>;
    const key = text(given.key);
    if (key === '' || nodes.has(key)) continue;
    nodes.set(key, {
      key,
      label: text(given.name) || key,
      agent: text(given.agent) || 'no agent',
      risk: RISKS.find((risk) => risk === given.risk) ?? 'read',
      dependsOn: Array.isArray(given.dependsOn) ? given.dependsOn.filter((name) => typeof name === 'string') : [],
      look: null,
      note: text(given.prompt).replaceAll(/\s+/g, ' ').slice(0, 60),
      problems: counts.get(key) ?? 0,
    });
  }
  return [...nodes.values()];
};
