import type { Permission } from '@mc/contracts';

/** What is known of what somebody has done. Null: not read yet, so nothing is said. */
export interface FirstFacts {
  readonly newestRun: { readonly runId: string; readonly revision: number } | null;
  readonly runs: number | null;
  /** The sample, or any workflow that could be started. */
  readonly workflowId: string | null;
  readonly openApprovalId: string | null;
  readonly decided: number | null;
  readonly ownWorkflows: number | null;
  readonly seen: readonly string[];
}

export interface FirstStep {
  readonly key: 'run' | 'decide' | 'costs' | 'replay' | 'workflow';
  readonly title: string;
  readonly why: string;
  readonly done: boolean;
  readonly href: string;
  /** Why it cannot be taken yet; null: it can. */
  readonly waits: string | null;
}

const NEEDED: Record<FirstStep['key'], Permission> = {
  run: 'runs:write',
  decide: 'approvals:decide',
  costs: 'costs:read',
  replay: 'runs:read',
  workflow: 'workflows:write',
};

const AFTER_A_RUN = 'after the first run';

/** The first steps that the reader may take, in order, each with the exact place to take it. */
export const firstSteps = (facts: FirstFacts, may: (permission: Permission) => boolean): readonly FirstStep[] => {
  const { newestRun, workflowId, openApprovalId, seen } = facts;
  const waits = newestRun === null ? AFTER_A_RUN : null;
  const run = newestRun === null ? '/runs' : `/runs/${newestRun.runId}`;
  const steps: readonly FirstStep[] = [
    {
      key: 'run',
      title: 'Start a run',
      why: 'The sample writes and publishes a short post. Its agents are simulated: no key, no bill.',
      done: (facts.runs ?? 0) > 0,
      href: workflowId === null ? '/workflows' : `/workflows/${workflowId}?start=yes`,
      waits: null,
    },
    {
      key: 'decide',
      title: 'Decide about a step',
      why: 'Publishing cannot be undone, so it waits for you: see exactly what would be sent, then approve or reject.',
      done: (facts.decided ?? 0) > 0,
      href: openApprovalId === null ? '/approvals' : `/approvals?id=${openApprovalId}`,
      waits: openApprovalId === null ? 'when a step asks for it' : null,
    },
    {
      key: 'costs',
      title: 'See what it cost',
      why: 'By agent and by model, to the last token; never more than the cap of the run.',
      done: seen.includes('costs'),
      href: newestRun === null ? '/costs' : `${run}?tab=cost`,
      waits,
    },
    {
      key: 'replay',
      title: 'Replay it',
      why: 'Go back to any event of the run and see how everything stood then, with proof that nothing was changed.',
      done: seen.includes('replay'),
      href: newestRun === null ? '/runs' : `${run}?at=1`,
      waits,
    },
    {
      key: 'workflow',
      title: 'Write a workflow of your own',
      why: 'Name steps, their agents, what they wait for and how risky they are. What is wrong is said before it is saved.',
      done: (facts.ownWorkflows ?? 0) > 0,
      href: '/workflows/new',
      waits: null,
    },
  ];
  return steps.filter(({ key }) => may(NEEDED[key]));
};
