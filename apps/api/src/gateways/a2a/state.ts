import type { UsageReport } from '@mc/domain';
import { systemClock } from '../clock';
import type { GatewaySignal, LookupResult } from '../gateway';
import { UsageBook } from '../usage-book';
import { TaskReading } from './reading';
import type { A2aTask } from './shapes';

const NOBODY = { system: null, prompt: '', model: '' };

/** What a task comes to, for whoever asks without listening. */
export const stateOf = (task: A2aTask, usage: readonly UsageReport[]): LookupResult => {
  const heard: GatewaySignal[] = [];
  const reading = new TaskReading(new UsageBook(NOBODY, systemClock, () => {}), (signal) => heard.push(signal));
  const outcome = reading.takeTask(task);
  if (outcome?.kind === 'completed') return { state: 'completed', output: outcome.output, usage };
  if (outcome === null) return { state: 'running', engineRunId: reading.taskId };
  const { error, retryable, executed } = outcome;
  return { state: 'failed', error, retryable, executed, usage };
};
