import { Button } from '@mantine/core';
import { CircleAlert, CircleCheckBig, TriangleAlert } from 'lucide-react';
import { ButtonLink } from '../../../ui/button-link';
import { formatUsd } from '../../../ui/format/money';
import { ErrorPane } from '../../../ui/states';
import { useBuilder } from '../builder/builder-context';
import type { Fix } from '../check/fix';
import { isError, type Problem, problemId, sentenceOf } from '../check/problem';
import { labelOf } from '../draft/draft';
import classes from './problems.module.css';

/** More lines than this help nobody; the number above them is of all. */
const SHOWN_MAX = 100;

/** Everything that is wrong, at once: each line leads to its place, and beside it stand ways out. */
export const ProblemsPanel = () => {
  const { problems, check, readable } = useBuilder();
  const errors = problems.filter(isError).length;
  const state = check.confirmed ? 'checked by the server' : 'checked in this browser';
  return (
    <section className={classes.panel} aria-label="Problems" data-problems>
      <header>
        <h2>Problems ({problems.length})</h2>
        {errors === 0 && readable ? (
          <span className={classes.good}>
            <CircleCheckBig size={15} aria-hidden />
            {check.confirmed ? 'No problem. It can be saved.' : 'No problem found so far.'}
          </span>
        ) : null}
        <span className="dim">{state}</span>
        {problems.length > 0 ? (
          <span className="dim">
            <kbd>F8</kbd> next problem
          </span>
        ) : null}
        <RunCost />
      </header>
      {check.serverError === null ? null : <ErrorPane error={check.serverError} title="The server could not check the text" />}
      {problems.length === 0 ? <KeyHints /> : null}
      {problems.length === 0 ? null : (
        <ul>
          {problems.slice(0, SHOWN_MAX).map((problem) => (
            <Line key={problemId(problem)} problem={problem} />
          ))}
        </ul>
      )}
      {problems.length > SHOWN_MAX ? <p className="dim">and {problems.length - SHOWN_MAX} more</p> : null}
    </section>
  );
};

/** What one run may cost by what is known, against the cap. */
const RunCost = () => {
  const { check, draft } = useBuilder();
  const { estimate } = check;
  const { totalBudgetCents: cap } = draft.budget;
  if (estimate === null) return null;
  return (
    <span className={classes.cost}>
      One run: ~{formatUsd(estimate.expectedCents)}, at most {formatUsd(estimate.maxCents)}
      <span className="dim">{typeof cap === 'number' ? ` of ${formatUsd(cap)}` : ', no cap in money'}</span>
    </span>
  );
};

const KEYS: readonly (readonly [key: string, what: string])[] = [
  ['a', 'add a step'],
  ['c', 'connect'],
  ['m', 'move after'],
  ['Del', 'delete'],
  ['Ctrl Z', 'undo'],
  ['Ctrl S', 'save'],
];

/** While nothing is wrong there is room to say how it goes faster. */
const KeyHints = () => (
  <p className={`dim ${classes.hints}`}>
    {KEYS.map(([key, what]) => (
      <span key={key}>
        <kbd>{key}</kbd> {what}
      </span>
    ))}
  </p>
);

const Line = ({ problem }: { problem: Problem }) => {
  const { goTo, fixesOf, draft } = useBuilder();
  const step = problem.stepIndex === null ? undefined : draft.steps[problem.stepIndex];
  return (
    <li data-severity={problem.severity}>
      <button type="button" onClick={() => goTo(problem)}>
        {isError(problem) ? <CircleAlert size={15} aria-label="error" /> : <TriangleAlert size={15} aria-label="warning" />}
        <span>
          {sentenceOf(problem)}{' '}
          <span className={`dim ${classes.place}`}>
            <code>{problem.code}</code>
            {step === undefined ? '' : ` · ${labelOf(step)}`} · line {problem.line}
          </span>
        </span>
      </button>
      <span className={classes.fixes}>
        {fixesOf(problem).map((fix) => (
          <FixButton key={fix.label} fix={fix} />
        ))}
      </span>
    </li>
  );
};

const PAGES = { agents: { to: '/agents', search: {} }, prices: { to: '/agents', search: { tab: 'prices' } } } as const;

const FixButton = ({ fix }: { fix: Fix }) => {
  const { apply } = useBuilder();
  if ('page' in fix) {
    return (
      <ButtonLink {...PAGES[fix.page]} size="compact-xs" variant="default">
        {fix.label}
      </ButtonLink>
    );
  }
  return (
    <Button size="compact-xs" variant="default" onClick={() => apply(() => fix.change)}>
      {fix.label}
    </Button>
  );
};
