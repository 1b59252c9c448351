import type { ProblemView } from '../../api/problem';
import { ErrorPane } from '../../ui/states';
import classes from './decide.module.css';

const TITLES: Readonly<Record<string, string>> = {
  already_decided: 'Somebody else was faster',
  digest_mismatch: 'This request changed while you read it',
  run_not_active: 'The run has ended',
  approval_not_pending: 'The request is closed',
};

export const isConflict = (problem: ProblemView): boolean => Object.hasOwn(TITLES, problem.code);

/** Why a decision did not count: who had decided, that it had changed, or that the run was over. Nothing typed is lost. */
export const DecisionConflict = ({ problem }: { problem: ProblemView }) => {
  const title = TITLES[problem.code];
  return (
    <div className={classes.conflict}>
      <ErrorPane error={{ ...problem, title: title ?? problem.title, detail: winner(problem) ?? problem.detail }} />
    </div>
  );
};

interface Decision {
  readonly decision?: unknown;
  readonly reason?: unknown;
  readonly operator?: { readonly username?: unknown };
}

const winner = ({ code, more }: ProblemView): string | null => {
  if (code !== 'already_decided' || typeof more.decision !== 'object' || more.decision === null) return null;
  const { decision, reason, operator } = more.decision as Decision;
  const who = typeof operator?.username === 'string' ? operator.username : 'another approver';
  return `Already ${String(decision)} by ${who}${typeof reason === 'string' && reason !== '' ? `: ${reason}` : ''}. Your decision was not recorded.`;
};
