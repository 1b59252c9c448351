import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMe } from '../../api/use-me';
import { Page, Panel } from '../../ui/page';
import { AgentList } from './agent-list';
import { GatewayList } from './gateway-list';
import { PriceList } from './price-list';

const TABS = ['agents', 'gateways', 'prices'] as const;

/** Who can be given work, through which engine, at what price. */
export const AgentsPage = () => {
  const me = useMe();
  const { tab } = useSearch({ from: '/inside/agents' });
  const navigate = useNavigate({ from: '/agents' });
  const shown = TABS.find((name) => name === tab) ?? 'agents';
  return (
    <Page
      title="Agents"
      lead="Agents do the work; a gateway is the way to the engine that runs them; a model's price decides what a budget allows."
    >
      <Panel flush>
        <Tabs
          value={shown}
          onChange={(value) => void navigate({ search: { tab: value ?? undefined }, replace: true })}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="agents">Agents</Tabs.Tab>
            {me.may('gateways:read') ? <Tabs.Tab value="gateways">Gateways</Tabs.Tab> : null}
            {me.may('pricing:read') ? <Tabs.Tab value="prices">Prices</Tabs.Tab> : null}
          </Tabs.List>
          <Tabs.Panel value="agents">
            <AgentList />
          </Tabs.Panel>
          <Tabs.Panel value="gateways">
            <GatewayList />
          </Tabs.Panel>
          <Tabs.Panel value="prices">
            <PriceList />
          </Tabs.Panel>
        </Tabs>
      </Panel>
    </Page>
  );
};
