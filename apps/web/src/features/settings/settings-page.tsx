import { Tabs } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMe } from '../../api/use-me';
import { NotifyPanel } from '../../live/notify/notify-panel';
import { Page, Panel } from '../../ui/page';
import { AccessPanel } from './access-panel';
import { FreezePanel } from './freeze-panel';
import { OperatorsPanel } from './operators-panel';
import { PersonalPanel } from './personal-panel';
import { PolicyPanel } from './policy-panel';

const TABS = ['personal', 'notifications', 'access', 'policy', 'freeze', 'operators'] as const;

export const SettingsPage = () => {
  const me = useMe();
  const { tab } = useSearch({ from: '/inside/settings' });
  const navigate = useNavigate({ from: '/settings' });
  const shown = TABS.find((name) => name === tab) ?? 'personal';
  return (
    <Page title="Settings">
      <Panel flush>
        <Tabs
          value={shown}
          onChange={(value) => void navigate({ search: { tab: value ?? undefined }, replace: true })}
          keepMounted={false}
        >
          <Tabs.List>
            <Tabs.Tab value="personal">Personal</Tabs.Tab>
            <Tabs.Tab value="notifications">Notifications</Tabs.Tab>
            <Tabs.Tab value="access">My access</Tabs.Tab>
            {me.may('policy:read') ? <Tabs.Tab value="policy">Policy</Tabs.Tab> : null}
            {me.may('policy:read') ? <Tabs.Tab value="freeze">Freeze</Tabs.Tab> : null}
            {me.may('operators:read') ? <Tabs.Tab value="operators">Operators</Tabs.Tab> : null}
          </Tabs.List>
          <Tabs.Panel value="personal" p="lg">
            <PersonalPanel />
          </Tabs.Panel>
          <Tabs.Panel value="notifications" p="lg">
            <NotifyPanel />
          </Tabs.Panel>
          <Tabs.Panel value="access" p="lg">
            <AccessPanel />
          </Tabs.Panel>
          <Tabs.Panel value="policy" p="lg">
            <PolicyPanel />
          </Tabs.Panel>
          <Tabs.Panel value="freeze" p="lg">
            <FreezePanel />
          </Tabs.Panel>
          <Tabs.Panel value="operators">
            <OperatorsPanel />
          </Tabs.Panel>
        </Tabs>
      </Panel>
    </Page>
  );
};
