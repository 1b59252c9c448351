import { Button, Tooltip } from '@mantine/core';
import type { NextActionView } from '@mc/contracts';
import type { ReactNode } from 'react';
import { ButtonLink } from '../../ui/button-link';
import { type RunDialog, useRunCommands } from './run-context';

/** The one button for what a person can do next; none where there is nothing to press. */
export const NextActionButton = ({ next, stepKey }: { next: NextActionView; stepKey: string | null }) => {
  switch (next.action) {
    case 'retry':
      return <CommandButton dialog={{ kind: 'rerun' }}>Run again</CommandButton>;
    case 'settle':
      return stepKey === null ? null : <CommandButton dialog={{ kind: 'settle', stepKey }}>Settle the outcome</CommandButton>;
    case 'raise_budget':
      return <CommandButton dialog={{ kind: 'raise-budget' }}>Raise the budget</CommandButton>;
    case 'resume':
      return <CommandButton dialog={{ kind: 'resume' }}>Resume</CommandButton>;
    case 'unfreeze':
      return (
        <ButtonLink size="xs" to="/settings" search={{ tab: 'freeze' }}>
          See what is frozen
        </ButtonLink>
      );
    case 'set_price':
      return (
        <ButtonLink size="xs" to="/agents" search={{ tab: 'prices' }}>
          Set the price
        </ButtonLink>
      );
    case 'fix_agent':
    case 'fix_gateway':
      return (
        <ButtonLink size="xs" to="/agents" search={{ tab: next.action === 'fix_agent' ? 'agents' : 'gateways' }}>
          {next.action === 'fix_agent' ? 'Open the agents' : 'Open the gateways'}
        </ButtonLink>
      );
    case 'approve':
    case 'fix_workflow':
    case 'wait':
    case 'none':
      return null;
    default:
      return next.action satisfies never;
  }
};

export const CommandButton = ({ dialog, children }: { dialog: RunDialog; children: ReactNode }) => {
  const { open, blocked } = useRunCommands();
  return (
    <Tooltip label={blocked} disabled={blocked === null}>
      <Button
        size="xs"
        aria-disabled={blocked !== null}
        {...(blocked === null ? {} : { 'data-disabled': true })}
        onClick={() => (blocked === null ? open(dialog) : undefined)}
      >
        {children}
      </Button>
    </Tooltip>
  );
};
