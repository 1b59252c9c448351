import type { GatewayView } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { gatewayQuery } from '../../api/resources';
import { useMe } from '../../api/use-me';
import { GatewayStatus } from '../../ui/gateway-status';
import { Page, Panel } from '../../ui/page';
import { Loaded } from '../../ui/states';
import { VisibleText } from '../../ui/text/visible-text';
import { TimeText } from '../../ui/time-text';
import { Capabilities } from './capabilities';
import { EngineAgents } from './engine-agents';
import classes from './gateway.module.css';
import { GatewayTest } from './gateway-test';
import { Troubles } from './troubles';

/** How often the state of the engine is asked for while one looks at it. */
const REFRESH_MS = 5000;

/** One engine: whether it is there, what it is, what it can promise, what it offers, what went wrong. */
export const GatewayPage = () => {
  const { name } = useParams({ from: '/inside/gateways/$name' });
  const query = useQuery({ ...gatewayQuery(name), refetchInterval: REFRESH_MS });
  const me = useMe();
  return (
    <Page
      title={`Gateway ${name}`}
      lead={
        <Link to="/agents" search={{ tab: 'gateways' }}>
          All gateways
        </Link>
      }
      actions={me.may('gateways:write') ? <GatewayTest name={name} /> : undefined}
    >
      <Loaded query={query}>
        {(gateway) => (
          <div className={classes.grid}>
            <Panel title="State">
              <State gateway={gateway} />
            </Panel>
            <Panel title="What this engine can and cannot guarantee">
              <Capabilities capabilities={gateway.capabilities} />
            </Panel>
            <Panel flush title="Agents that it offers">
              <EngineAgents gateway={gateway} />
            </Panel>
            <Panel flush title="Last errors">
              <Troubles troubles={gateway.troubles} />
            </Panel>
          </div>
        )}
      </Loaded>
    </Page>
  );
};

const State = ({ gateway }: { gateway: GatewayView }) => (
  <dl className={classes.facts}>
    <dt>Status</dt>
    <dd>
      <GatewayStatus status={gateway.status} />
      {gateway.since === null ? null : (
        <span className="dim">
          {' since '}
          <TimeText at={gateway.since} />
        </span>
      )}
      {gateway.frozen ? <strong className={classes.frozen}> Frozen: nothing is sent</strong> : null}
    </dd>
    {gateway.lastError === null ? null : (
      <>
        <dt>Why</dt>
        <dd className={classes.error}>
          <VisibleText text={gateway.lastError} />
        </dd>
      </>
    )}
    <dt>Engine</dt>
    <dd>
      {gateway.engine === null ? <span className="dim">does not say what it is</span> : <VisibleText text={gateway.engine} />}
    </dd>
    <dt>Kind</dt>
    <dd>{gateway.kind}</dd>
    <dt>Address</dt>
    <dd>{gateway.url === null ? 'in this server' : <span className="mono">{gateway.url}</span>}</dd>
    <dt>Credentials</dt>
    <dd>
      {gateway.auth.type === 'none'
        ? 'none'
        : `${gateway.auth.type}, ${gateway.auth.hasSecret ? 'secret stored' : 'no secret yet'}`}
    </dd>
    <dt>Reconnects</dt>
    <dd>
      {gateway.reconnects === 0 ? 'none' : gateway.reconnects} <span className="dim">since this server started</span>
    </dd>
    <dt>Last looked</dt>
    <dd>{gateway.checkedAt === null ? <span className="dim">not yet</span> : <TimeText at={gateway.checkedAt} />}</dd>
    {gateway.source === 'deployment' ? (
      <>
        <dt>Set by</dt>
        <dd>the deployment; it is changed there</dd>
      </>
    ) : null}
  </dl>
);
