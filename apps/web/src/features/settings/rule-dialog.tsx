import { Checkbox, Group, NumberInput, Switch, Textarea } from '@mantine/core';
import type { PolicyView } from '@mc/contracts';
import { useState } from 'react';
import { policyKey, updatePolicy } from '../../api/resources';
import type { PolicyInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { FormDialog } from '../../ui/form-dialog';
import { ROLES } from './roles';

type Rule = PolicyView['approvals']['write'];
const HOUR_MS = 3_600_000;

export const RuleDialog = ({ risk, rule, onClose }: { risk: 'write' | 'irreversible'; rule: Rule; onClose: () => void }) => {
  const [quorum, setQuorum] = useState<number | string>(rule.quorum);
  const [roles, setRoles] = useState<readonly string[]>(rule.roles);
  const [selfApproval, setSelfApproval] = useState(rule.selfApproval);
  const [hours, setHours] = useState<number | string>(rule.expiresAfterMs === null ? '' : rule.expiresAfterMs / HOUR_MS);
  const [reason, setReason] = useState('');
  const command = useCommand<PolicyInput, unknown>({ send: updatePolicy, refresh: [policyKey] });
  const chosen = ROLES.filter((role) => roles.includes(role));
  const next = {
    quorum: Number(quorum),
    roles: chosen,
    selfApproval,
    expiresAfterMs: typeof hours === 'number' ? Math.round(hours * HOUR_MS) : null,
  };
  const complete = typeof quorum === 'number' && chosen.length > 0 && reason.trim() !== '';
  return (
    <FormDialog
      title={`Approval of ${risk} steps`}
      verb="Change the rule"
      command={command}
      input={complete ? { approvals: { [risk]: next }, reason: reason.trim() } : null}
      onClose={onClose}
    >
      <NumberInput
        label="Approvals needed"
        description="By different people"
        min={1}
        max={10}
        allowDecimal={false}
        value={quorum}
        onChange={setQuorum}
      />
      <Checkbox.Group label="By whom" value={[...roles]} onChange={setRoles}>
        <Group mt={6}>
          {ROLES.map((role) => (
            <Checkbox key={role} value={role} label={role} />
          ))}
        </Group>
      </Checkbox.Group>
      <Switch
        label="Who started the run may decide"
        checked={selfApproval}
        onChange={(event) => setSelfApproval(event.currentTarget.checked)}
      />
      <NumberInput
        label="A request expires after hours"
        description="Empty: never"
        min={0.01}
        value={hours}
        onChange={setHours}
      />
      <Textarea
        label="Reason"
        withAsterisk
        description="Stands in the record with your name."
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
};
