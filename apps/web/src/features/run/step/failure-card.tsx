import type { StepErrorView } from '@mc/contracts';
import { OctagonX } from 'lucide-react';
import { JsonView } from '../../../ui/text/json-view';
import { VisibleText } from '../../../ui/text/visible-text';
import { executedWords } from '../banner-model';
import { NextActionButton } from '../next-action-button';
import classes from './inspector.module.css';

/** What went wrong, of which kind, how often it was tried, and what can be done: no server log needed. */
export const FailureCard = ({ error, stepKey }: { error: StepErrorView; stepKey: string | null }) => (
  <section className={classes.failure} aria-label="Failure">
    <div className={classes.failureTitle}>
      <OctagonX size={16} aria-hidden />
      <strong>{error.class.replaceAll('_', ' ')}</strong>
      <code>{error.code}</code>
    </div>
    <div>
      <VisibleText text={error.message} />
    </div>
    <div className="dim">
      Attempt {error.attempt} of {error.attemptsMax}, {error.retryable ? 'may be tried again' : 'not tried again by itself'}
      {executedWords(error.executed)}.
    </div>
    {error.nextAction === null || error.nextAction.action === 'none' ? null : (
      <div>
        {error.nextAction.message} <NextActionButton next={error.nextAction} stepKey={stepKey} />
      </div>
    )}
    {error.details === null || error.details === undefined ? null : <JsonView title="Details" value={error.details} />}
  </section>
);
