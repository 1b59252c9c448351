import type { AgentView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { gatewayQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { formatWhole } from '../../ui/format/tokens';
import { GatewayStatus } from '../../ui/gateway-status';
import { TextViewer } from '../../ui/text/text-viewer';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { AgentModel } from './agent-model';
import classes from './agent-page.module.css';
import { UsedBy } from './used-by';

/** How an agent is registered, and what its gateway can and cannot promise. */
export const AgentFacts = ({ agent }: { agent: AgentView }) => {
  const me = useMe();
  const gateway = useQuery({ ...gatewayQuery(agent.gateway), enabled: me.may('gateways:read'), refetchInterval: 5000 });
  return (
    <>
      <dl className={classes.facts}>
        <Fact title="Gateway">
          <Link to="/gateways/$name" params={{ name: agent.gateway }}>
            {agent.gateway}
          </Link>{' '}
          {agent.gatewayStatus === null ? (
            'does not exist'
          ) : (
            <GatewayStatus status={gateway.data?.status ?? agent.gatewayStatus} />
          )}
          {gateway.data?.checkedAt ? (
            <span className="dim">
              {' '}
              heard <TimeText at={gateway.data.checkedAt} />
            </span>
          ) : null}
        </Fact>
        {agent.frozen ? (
          <Fact title="Frozen">
            nothing is sent to it; see{' '}
            <Link to="/settings" search={{ tab: 'freeze' }}>
              freezes
            </Link>
          </Fact>
        ) : null}
        <Fact title="Model">
          <AgentModel agent={agent} />
        </Fact>
        <Fact title="At the engine">{agent.engineAgent ?? <span className="dim">by the same name</span>}</Fact>
        <Fact title="Output limit">
          {agent.maxOutputTokens === null ? (
            <span className="dim">as each step says</span>
          ) : (
            `${formatWhole(agent.maxOutputTokens)} tokens`
          )}
        </Fact>
        <Fact title="Used by">
          <UsedBy usedBy={agent.usedBy} />
        </Fact>
        <Fact title="Registered">
          <TimeText at={agent.createdAt} />
        </Fact>
        <Fact title="Last changed">
          <TimeText at={agent.updatedAt} />
        </Fact>
        {agent.description === null ? null : (
          <Fact title="Description">
            <VisibleText text={agent.description} />
          </Fact>
        )}
        {gateway.data === undefined ? null : (
          <Fact title="Promises">
            <ul className={classes.sentences}>
              {gateway.data.capabilities.consequences.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
      <TextViewer title="Instructions" text={agent.instructions} none="None: the prompt of the step is all that it gets." />
    </>
  );
};

const Fact = ({ title, children }: { title: string; children: ReactNode }) => (
  <>
    <dt>{title}</dt>
    <dd>{children}</dd>
  </>
);
