import { Button, Switch } from '@mantine/core';
import type { PolicyView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { policyKey, policyQuery, updatePolicy } from '../../api/resources';
import type { PolicyInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { formatDuration } from '../../ui/format/time';
import { Loaded } from '../../ui/states';
import { TimeText } from '../../ui/time-text';
import { RuleDialog } from './rule-dialog';
import classes from './settings.module.css';

type Open = 'single-operator' | 'write' | 'irreversible' | null;

/** Who must agree to what. Every change is a fact with its reason. */
export const PolicyPanel = () => {
  const me = useMe();
  const query = useQuery(policyQuery);
  const [open, setOpen] = useState<Open>(null);
  const may = me.may('policy:write');
  return (
    <Loaded query={query}>
      {(policy) => (
        <div className={classes.rows}>
          <section className={classes.row}>
            <h2>Single-operator mode</h2>
            <div>
              <Switch
                label={policy.singleOperator ? 'On' : 'Off'}
                checked={policy.singleOperator}
                disabled={!may}
                onChange={() => setOpen('single-operator')}
              />
              <div className="dim">
                While it is on, one person may both start a run and approve its steps; each such decision is marked in the record,
                and every page says so. Off, four eyes are needed where the rules below ask for them.
              </div>
            </div>
          </section>
          {(['write', 'irreversible'] as const).map((risk) => (
            <section className={classes.row} key={risk}>
              <h2>Approval of {risk} steps</h2>
              <div>
                <RuleText rule={policy.approvals[risk]} />
                {may ? (
                  <Button size="compact-sm" variant="default" mt={8} onClick={() => setOpen(risk)}>
                    Change
                  </Button>
                ) : null}
              </div>
            </section>
          ))}
          <p className="dim">
            {policy.version < 0 ? 'The built-in policy, which nobody has changed' : `Policy version ${policy.version}`}
            {policy.version < 0 || policy.updatedAt === null ? null : (
              <>
                , changed <TimeText at={policy.updatedAt} /> by {policy.updatedBy?.username ?? 'the system'}
              </>
            )}
            . Steps with risk read need no approval.{' '}
            {me.may('audit:read') ? (
              <Link to="/audit" search={{ object: 'policy', range: 'all' }}>
                All changes
              </Link>
            ) : null}
          </p>
          {open === 'single-operator' ? <SingleOperatorDialog on={!policy.singleOperator} onClose={() => setOpen(null)} /> : null}
          {open === 'write' || open === 'irreversible' ? (
            <RuleDialog risk={open} rule={policy.approvals[open]} onClose={() => setOpen(null)} />
          ) : null}
        </div>
      )}
    </Loaded>
  );
};

const RuleText = ({ rule }: { rule: PolicyView['approvals']['write'] }) => (
  <div>
    {rule.quorum} {rule.quorum === 1 ? 'approval' : 'approvals'} by {rule.roles.join(' or ')},{' '}
    {rule.selfApproval ? 'who may also have started the run' : 'but not by who started the run'};{' '}
    {rule.expiresAfterMs === null
      ? 'a request stands until it is decided'
      : `a request expires after ${formatDuration(rule.expiresAfterMs)}`}
    .
  </div>
);

const SingleOperatorDialog = ({ on, onClose }: { on: boolean; onClose: () => void }) => {
  const command = useCommand<PolicyInput, unknown>({ send: updatePolicy, refresh: [policyKey, ['me']] });
  return (
    <ConfirmDialog
      title={on ? 'Switch single-operator mode on?' : 'Switch single-operator mode off?'}
      verb={on ? 'Switch it on' : 'Switch it off'}
      danger={on}
      reason="required"
      command={command}
      input={(reason) => ({ singleOperator: on, reason })}
      onClose={onClose}
    >
      <div>
        {on
          ? 'Nobody else will then have to agree to what cannot be undone.'
          : 'From then on who starts a run can no longer approve its irreversible steps. Make sure that there is a second person with the role approver.'}
      </div>
    </ConfirmDialog>
  );
};
