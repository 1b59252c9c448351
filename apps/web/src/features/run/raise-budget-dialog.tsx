import { NumberInput, TextInput } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { useState } from 'react';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { centsFromUsdText, formatUsd } from '../../ui/format/money';
import { formatWhole } from '../../ui/format/tokens';
import { useRunCommand } from './use-run-command';

/** A higher cap for this run alone. */
export const RaiseBudgetDialog = ({ run, onClose }: { run: RunView; onClose: () => void }) => {
  const command = useRunCommand(run.runId);
  const { totalBudgetCents, maxTokens, spentCents, reservedCents, unknownCents } = run.budget;
  const [usd, setUsd] = useState('');
  const [tokens, setTokens] = useState<number | string>('');
  const cents = usd.trim() === '' ? undefined : centsFromUsdText(usd);
  const body = {
    ...(typeof cents === 'number' ? { totalBudgetCents: cents } : {}),
    ...(typeof tokens === 'number' ? { maxTokens: tokens } : {}),
  };
  const complete = cents !== null && Object.keys(body).length > 0;
  return (
    <ConfirmDialog
      title="Raise the budget of this run"
      verb={typeof cents === 'number' ? `Raise the cap to ${formatUsd(cents)}` : 'Raise the budget'}
      reason="required"
      command={command}
      input={(reason) => (complete ? { type: 'raise-budget' as const, body: { ...body, reason } } : null)}
      onClose={onClose}
    >
      <div className="dim">
        Spent {formatUsd(spentCents)}, reserved {formatUsd(reservedCents)}, outcome unknown {formatUsd(unknownCents)}; cap{' '}
        {totalBudgetCents === null ? 'none' : formatUsd(totalBudgetCents)}.
      </div>
      {totalBudgetCents === null ? null : (
        <TextInput
          label="New cap in US dollars"
          description={`Above ${formatUsd(totalBudgetCents)}`}
          placeholder={(totalBudgetCents / 50).toFixed(2)}
          value={usd}
          onChange={(event) => setUsd(event.currentTarget.value)}
          error={cents === null ? 'An amount such as 5 or 2.50' : undefined}
          leftSection="$"
          inputMode="decimal"
        />
      )}
      {maxTokens === null ? null : (
        <NumberInput
          label="New cap in tokens"
          description={`Above ${formatWhole(maxTokens)}`}
          min={1}
          allowDecimal={false}
          thousandSeparator=","
          value={tokens}
          onChange={setTokens}
        />
      )}
    </ConfirmDialog>
  );
};
