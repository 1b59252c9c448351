import { Button, Select } from '@mantine/core';
import type { FreezeView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import {
  agentsKey,
  agentsQuery,
  freeze,
  gatewaysKey,
  gatewaysQuery,
  policyKey,
  policyQuery,
  unfreeze,
} from '../../api/resources';
import type { FreezeInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { useMe } from '../../api/use-me';
import { workflowsQuery } from '../../api/workflows';
import { ConfirmDialog } from '../../ui/confirm-dialog';
import { EmptyState, Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import classes from './settings.module.css';

type Scope = FreezeView['scope'];
const wordsOf = ({ scope, name }: Pick<FreezeView, 'scope' | 'name'>): string =>
  scope === 'all' ? 'everything' : `${scope} ${name ?? ''}`;

/** The emergency stop: what is frozen is not sent, whoever starts it, until it is thawed. */
export const FreezePanel = () => {
  const me = useMe();
  const query = useQuery(policyQuery);
  const [freezing, setFreezing] = useState(false);
  const [thawing, setThawing] = useState<FreezeView | null>(null);
  const may = me.may('freeze');
  return (
    <Loaded query={query}>
      {({ freezes }) => (
        <div className={classes.rows}>
          {freezes.length === 0 ? (
            <EmptyState icon={ShieldCheck} title="Nothing is frozen">
              A freeze stops an agent, a gateway, a workflow or everything: steps at work go on to their end, nothing new is sent.
            </EmptyState>
          ) : (
            <ul className={classes.freezes}>
              {freezes.map((one) => (
                <li key={`${one.scope} ${one.name}`}>
                  <ShieldAlert size={17} aria-hidden />
                  <div>
                    <strong>Frozen: {wordsOf(one)}</strong>
                    <div>
                      <VisibleText text={one.reason ?? 'no reason given'} />
                    </div>
                    <div className="dim">
                      by {one.by?.username ?? 'the system'} <TimeText at={one.at} />
                    </div>
                  </div>
                  {may ? (
                    <Button size="compact-sm" variant="default" onClick={() => setThawing(one)}>
                      Unfreeze
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          )}
          {may ? (
            <div>
              <Button variant="default" leftSection={<ShieldAlert size={15} />} onClick={() => setFreezing(true)}>
                Freeze…
              </Button>
            </div>
          ) : (
            <p className="dim">Your roles do not allow to freeze.</p>
          )}
          {freezing ? <FreezeDialog onClose={() => setFreezing(false)} /> : null}
          {thawing === null ? null : <UnfreezeDialog one={thawing} onClose={() => setThawing(null)} />}
        </div>
      )}
    </Loaded>
  );
};

const SCOPES: readonly { value: Scope; label: string }[] = [
  { value: 'all', label: 'Everything' },
  { value: 'agent', label: 'One agent' },
  { value: 'gateway', label: 'One gateway' },
  { value: 'workflow', label: 'One workflow' },
];
const REFRESH = [policyKey, agentsKey, gatewaysKey];

const FreezeDialog = ({ onClose }: { onClose: () => void }) => {
  const [scope, setScope] = useState<Scope>('all');
  const [name, setName] = useState<string | null>(null);
  const names = useNames(scope);
  const command = useCommand<FreezeInput, unknown>({ send: freeze, refresh: REFRESH });
  const complete = scope === 'all' || name !== null;
  return (
    <ConfirmDialog
      title="Freeze"
      verb={complete ? `Freeze ${wordsOf({ scope, name })}` : 'Freeze'}
      danger
      reason="required"
      {...(scope === 'all' ? { typed: 'everything' } : {})}
      command={command}
      input={(reason) => (complete ? { scope, ...(scope === 'all' || name === null ? {} : { name }), reason } : null)}
      onClose={onClose}
    >
      <Select
        label="What"
        data={[...SCOPES]}
        value={scope}
        allowDeselect={false}
        onChange={(value) => {
          setScope(SCOPES.find((one) => one.value === value)?.value ?? scope);
          setName(null);
        }}
      />
      {scope === 'all' ? null : <Select label="Which" data={names} value={name} onChange={setName} searchable />}
    </ConfirmDialog>
  );
};

const useNames = (scope: Scope): string[] => {
  const agents = useQuery({ ...agentsQuery, enabled: scope === 'agent' });
  const gateways = useQuery({ ...gatewaysQuery, enabled: scope === 'gateway' });
  const workflows = useQuery({ ...workflowsQuery(), enabled: scope === 'workflow' });
  const items = { all: undefined, agent: agents.data?.items, gateway: gateways.data?.items, workflow: workflows.data?.items }[
    scope
  ];
  return [...new Set((items ?? []).map(({ name }) => name))];
};

const UnfreezeDialog = ({ one, onClose }: { one: FreezeView; onClose: () => void }) => {
  const command = useCommand<FreezeInput, unknown>({ send: unfreeze, refresh: REFRESH });
  return (
    <ConfirmDialog
      title={`Unfreeze ${wordsOf(one)}?`}
      verb={`Unfreeze ${wordsOf(one)}`}
      reason="required"
      command={command}
      input={(reason) => ({ scope: one.scope, ...(one.name === null ? {} : { name: one.name }), reason })}
      onClose={onClose}
    >
      <div>Steps that waited for it are sent at once, within their budgets.</div>
    </ConfirmDialog>
  );
};
