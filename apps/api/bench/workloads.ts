import type { StepDefinition } from '@mc/domain';

/** Steps of one run in waves: every step of a wave waits for all of the wave before it. */
export interface Workload {
  readonly name: string;
  readonly waves: readonly number[];
  readonly runs: number;
  readonly concurrency: number;
}

export const WORKLOADS: readonly Workload[] = [
  { name: 'W1 chain of 10, 200 runs, 16 at a time', waves: Array(10).fill(1), runs: 200, concurrency: 16 },
  { name: 'W2 1 -> 20 -> 1, 50 runs, 4 at a time', waves: [1, 20, 1], runs: 50, concurrency: 4 },
  { name: 'W3 chain of 10, one at a time, 40 runs', waves: Array(10).fill(1), runs: 40, concurrency: 1 },
];

export const stepsOf = ({ waves }: Workload): number => waves.reduce((sum, width) => sum + width, 0);

const step = (key: string, dependsOn: readonly string[]): StepDefinition => ({
  key,
  name: null,
  agent: 'bench',
  model: null,
  risk: 'read',
  prompt: 'noop',
  dependsOn,
  maxOutputTokens: 16,
  timeoutMs: 60_000,
  retry: { maxAttempts: 1, backoffMs: 1_000 },
  onFailure: 'fail',
  outputSchema: null,
});

export const definitionOf = ({ waves }: Workload): readonly StepDefinition[] => {
  const steps: StepDefinition[] = [];
  let before: string[] = [];
  for (const [wave, width] of waves.entries()) {
    const keys = Array.from({ length: width }, (_, index) => `s${wave}_${index}`);
    steps.push(...keys.map((key) => step(key, before)));
    before = keys;
  }
  return steps;
};

/** Runs so many tasks with so many at a time. */
export const inParallel = async (count: number, concurrency: number, task: () => Promise<void>): Promise<void> => {
  let started = 0;
  const lane = async (): Promise<void> => {
    while (started++ < count) await task();
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
};
