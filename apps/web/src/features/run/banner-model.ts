import type { NextActionView, RunView } from '@mc/contracts';

export interface Banner {
  readonly message: string;
  readonly detail: string;
  readonly stepKey: string | null;
  readonly approvalId: string | null;
  readonly since: string | null;
  readonly until: string | null;
  readonly next: NextActionView | null;
}

const NONE = { detail: '', stepKey: null, approvalId: null, since: null, until: null, next: null } as const;

/** What a reader must know first about a run; `null`: it goes its way. */
export const bannerOf = (run: RunView): Banner | null => {
  if (run.status === 'failed') return failed(run);
  if (run.status === 'aborted') return { ...NONE, message: abortedWords(run), since: run.endedAt };
  if (run.status === 'completed') return null;
  if (run.abort !== null) {
    const by = run.abort.requestedBy?.username ?? 'the system';
    return {
      ...NONE,
      message: `Aborting: asked by ${by}. What is at work is being told to stop.`,
      detail: run.abort.reason ?? '',
      since: run.abort.requestedAt,
    };
  }
  if (run.hold === null) return null;
  const { waitingOn, refusal } = run;
  return {
    message: waitingOn?.message ?? refusal?.message ?? run.statusReason ?? 'The run is held.',
    detail: refusal === null || refusal.message === waitingOn?.message ? '' : refusal.message,
    stepKey: waitingOn?.stepKey ?? refusal?.stepKey ?? null,
    approvalId: waitingOn?.approvalId ?? null,
    since: waitingOn?.since ?? null,
    until: waitingOn?.until ?? null,
    next: actionable(run.nextAction),
  };
};

const abortedWords = ({ abort, statusReason }: RunView): string => {
  const why = abort?.reason ?? statusReason;
  return `Aborted${abort === null ? '' : ` by ${abort.requestedBy?.username ?? 'the system'}`}${why === null ? '.' : `: ${why}`}`;
};

const failed = (run: RunView): Banner => {
  const error = run.firstError;
  if (error === null) {
    const message = run.refusal?.message ?? run.statusReason ?? 'The run failed.';
    return { ...NONE, message, stepKey: run.refusal?.stepKey ?? null, since: run.endedAt, next: actionable(run.nextAction) };
  }
  return {
    ...NONE,
    message: `Step ${error.stepKey} failed: ${error.message}`,
    detail: `${error.class.replaceAll('_', ' ')} (${error.code}), attempt ${error.attempt} of ${error.attemptsMax}${executedWords(error.executed)}`,
    stepKey: error.stepKey,
    since: run.endedAt,
    next: error.nextAction ?? run.nextAction,
  };
};

/** Whether the engine did the work before it failed: what one must know before trying again. */
export const executedWords = (executed: 'yes' | 'no' | 'unknown' | null): string =>
  executed === null
    ? ''
    : {
        yes: ', the engine did carry it out',
        no: ', the engine did not carry it out',
        unknown: ', whether the engine carried it out is unknown',
      }[executed];

/** An approval is reached by its own button. */
const actionable = (next: NextActionView | null): NextActionView | null =>
  next === null || next.action === 'none' ? null : next;
