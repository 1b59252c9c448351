import { Radio } from '@mantine/core';
import type { PolicyView, RiskTier } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { policyQuery } from '../../../api/resources';
import { formatDuration } from '../../../ui/format/time';
import { RiskBadge } from '../../../ui/risk-badge';
import classes from './inspector.module.css';

interface Props {
  readonly value: RiskTier | null;
  readonly error?: string | undefined;
  readonly onPick: (risk: RiskTier) => void;
}

const RISKS: readonly RiskTier[] = ['read', 'write', 'irreversible'];

/** How grave a step is, with what that means for approval by the policy in force. */
export const RiskField = ({ value, error, onPick }: Props) => {
  const policy = useQuery(policyQuery);
  return (
    <Radio.Group
      data-field="risk"
      label="Risk"
      withAsterisk
      error={error}
      value={value ?? ''}
      onChange={(risk) => onPick(risk as RiskTier)}
    >
      <div className={classes.risks}>
        {RISKS.map((risk) => (
          <Radio key={risk} size="xs" value={risk} label={<RiskBadge risk={risk} />} title={meaningOf(risk, policy.data)} />
        ))}
      </div>
      <div className={classes.meaning}>
        {value === null ? 'It says whether somebody must agree before the step is sent.' : meaningOf(value, policy.data)}
      </div>
    </Radio.Group>
  );
};

const WHAT: Record<RiskTier, string> = {
  read: 'Changes nothing outside. Sent at once; tried again after a failure.',
  write: 'Changes something that can be put right.',
  irreversible: 'Cannot be taken back. Never sent twice in doubt.',
};

/** What a tier means, in words: `Waits for 1 approver, who may not be the starter.` */
const meaningOf = (risk: RiskTier, policy: PolicyView | undefined): string =>
  risk === 'read' || policy === undefined ? WHAT[risk] : `${WHAT[risk]} ${gateOf(risk, policy)}`;

/** Who would be asked at a gate. */
export const gateOf = (risk: Exclude<RiskTier, 'read'>, policy: PolicyView): string => {
  const { quorum, selfApproval, roles, expiresAfterMs } = policy.approvals[risk];
  const who = `${quorum} ${roles.join(' or ')}${quorum === 1 ? '' : 's'}`;
  const starter = selfApproval || policy.singleOperator ? 'the starter of the run may be one' : 'not the starter of the run';
  const until = expiresAfterMs === null ? '' : `, for at most ${formatDuration(expiresAfterMs)}`;
  return `Waits for ${who} (${starter})${until}.`;
};
