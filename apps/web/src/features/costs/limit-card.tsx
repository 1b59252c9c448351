import { Button } from '@mantine/core';
import type { LimitRefusalView, LimitView } from '@mc/contracts';
import { Link } from '@tanstack/react-router';
import { ChevronDown, ChevronRight, OctagonX, Pencil, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { LimitBar } from '../../ui/limit-bar';
import { amountsOf, forecastWords, type LimitAmounts, limitName, standingOf } from '../../ui/limit-words';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { LimitRuns } from './limit-runs';
import classes from './limits.module.css';

interface Props {
  readonly limit: LimitView;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onChange?: () => void;
  readonly onRemove?: () => void;
}

/** One limit: what is gone of it, what is left, where the pace leads, and whom it has refused. */
export const LimitCard = ({ limit, isOpen, onOpen, onChange, onRemove }: Props) => {
  const titleId = useId();
  const name = limitName(limit);
  return (
    <li className={classes.card} aria-labelledby={titleId}>
      <header className={classes.cardHead}>
        <div>
          <h2 id={titleId}>{name}</h2>
          <span className="dim">
            {periodName(limit)}, begins anew <TimeText at={limit.to} />
          </span>
        </div>
        <span className={classes.buttons}>
          {onChange === undefined ? null : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Pencil size={13} />}
              onClick={onChange}
              aria-label={`Change: ${name}`}
            >
              Change
            </Button>
          )}
          {onRemove === undefined ? null : (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Trash2 size={13} />}
              onClick={onRemove}
              aria-label={`Remove: ${name}`}
            >
              Remove
            </Button>
          )}
        </span>
      </header>
      {amountsOf(limit).map((amounts) => (
        <Amounts key={amounts.kind} limit={limit} amounts={amounts} />
      ))}
      <Holding limit={limit} isOpen={isOpen} onOpen={onOpen} />
      {limit.refusals.length === 0 ? null : <Refused refusals={limit.refusals} />}
      <footer className={classes.foot}>
        {limit.version === 1 ? 'Set' : `Changed (version ${limit.version})`} by {limit.updatedBy.username}{' '}
        <TimeText at={limit.updatedAt} />: <VisibleText text={limit.reason} />
      </footer>
    </li>
  );
};

const periodName = ({ period, from }: LimitView): string => (period === 'day' ? from.slice(0, 10) : from.slice(0, 7));

const Amounts = ({ limit, amounts }: { limit: LimitView; amounts: LimitAmounts }) => {
  const { cap, spent, reserved, unknown, left, format } = amounts;
  const standing = standingOf(amounts);
  return (
    <div className={classes.amounts} data-standing={standing}>
      <div className={classes.figures}>
        <strong className="num">{format(spent)}</strong>
        <span>of {format(cap)} spent</span>
        <span className={classes.left}>
          {left < 0 ? `${format(-left)} above the cap` : left === 0 ? 'nothing left' : `${format(left)} left`}
        </span>
      </div>
      <LimitBar amounts={amounts} />
      <dl className={classes.parts}>
        <Part name="Spent">{format(spent)}</Part>
        <Part name="Reserved" title="Taken out by runs that go on, and not spent yet">
          {format(reserved)}
        </Part>
        <Part name="Unknown" title="Charged for calls whose outcome nobody knows">
          {format(unknown)}
        </Part>
        <Part name="Left">{format(left)}</Part>
      </dl>
      <p className={classes.forecast}>
        {standing === 'fine' ? null : standing === 'full' ? (
          <OctagonX size={15} aria-hidden />
        ) : (
          <TriangleAlert size={15} aria-hidden />
        )}
        {standing === 'full' ? 'Full: runs that need any of it are refused. ' : ''}
        {forecastWords(limit, amounts)}.
      </p>
    </div>
  );
};

const Part = ({ name, title, children }: { name: string; title?: string; children: ReactNode }) => (
  <div title={title}>
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
);

const Holding = ({ limit: { id, runsHolding }, isOpen, onOpen }: Pick<Props, 'limit' | 'isOpen' | 'onOpen'>) => {
  if (runsHolding === 0) return <p className={classes.holding}>No run holds anything of it now.</p>;
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <>
      <button type="button" className={classes.toggle} aria-expanded={isOpen} onClick={() => onOpen(!isOpen)}>
        <Chevron size={15} aria-hidden />
        {runsHolding === 1 ? '1 run holds a part of it' : `${runsHolding} runs hold parts of it`}
      </button>
      {isOpen ? <LimitRuns id={id} /> : null}
    </>
  );
};

const Refused = ({ refusals }: { refusals: readonly LimitRefusalView[] }) => (
  <section className={classes.refused}>
    <h3>Refused lately</h3>
    <ul>
      {refusals.map(({ at, by, command, runId, workflow, message }) => (
        <li key={`${at} ${message}`}>
          <TimeText at={at} /> {by.username}: {command === 'RaiseBudget' ? 'more for a run' : 'a start'}
          {workflow === null ? null : (
            <>
              {' '}
              of{' '}
              <Link to="/workflows/$workflowId" params={{ workflowId: workflow.id }}>
                {workflow.name}
              </Link>
            </>
          )}
          {runId === null ? null : (
            <>
              ,{' '}
              <Link to="/runs/$runId" params={{ runId }}>
                the run
              </Link>
            </>
          )}
          <div className="dim">{message}</div>
        </li>
      ))}
    </ul>
  </section>
);
