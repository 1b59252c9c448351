import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { agentFiguresQuery } from '../../api/resources';
import { Money, TokenPair } from '../../ui/amounts';
import { formatWhole } from '../../ui/format/tokens';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { Calls, Durations, FailedShare } from './agent-figures';
import classes from './agent-page.module.css';
import { FIGURES_TITLE, figuresFrom } from './agent-time';

/** What an agent did in the runs that were started lately. */
export const AgentLately = ({ name }: { name: string }) => {
  const query = useQuery(agentFiguresQuery({ from: figuresFrom(Date.now()), agent: name }));
  return (
    <Loaded query={query} rows={1}>
      {({ items: [figures] }) => (
        <dl className={classes.figures} aria-label={`Figures of the ${FIGURES_TITLE}`}>
          <Figure title={`Runs, ${FIGURES_TITLE}`}>{formatWhole(figures?.runs ?? 0)}</Figure>
          <Figure title="Calls">
            <Calls figures={figures} />
          </Figure>
          <Figure title="Failed steps">
            <FailedShare figures={figures} />
          </Figure>
          <Figure title="Duration p50 / p95">
            <Durations figures={figures} />
          </Figure>
          <Figure title="Tokens">
            <TokenPair input={figures?.inputTokens ?? 0} output={figures?.outputTokens ?? 0} />
          </Figure>
          <Figure title="Cost">
            {figures === undefined ? (
              <Money cents={0} />
            ) : (
              <Money cents={figures.cents} unpricedTokens={figures.unpricedTokens} />
            )}
          </Figure>
          <Figure title="Last at work">
            {figures?.lastAt ? <TimeText at={figures.lastAt} /> : <span className="dim">-</span>}
          </Figure>
        </dl>
      )}
    </Loaded>
  );
};

const Figure = ({ title, children }: { title: string; children: ReactNode }) => (
  <div>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </div>
);
