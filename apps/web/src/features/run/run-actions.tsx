import { Button, Menu } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { ChevronDown, CirclePause, CirclePlay, CircleStop, Wallet } from 'lucide-react';
import { isOpenRun } from '../../ui/status';
import { useRunCommands } from './run-context';

/** What may be done to the run as a whole; what cannot says why. */
export const RunActions = ({ run }: { run: RunView }) => {
  const { open, blocked } = useRunCommands();
  if (!isOpenRun(run.status)) return null;
  const why = blocked ?? (run.abort === null ? null : 'An abort is under way.');
  const paused = run.hold === 'paused';
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<ChevronDown size={14} />}>
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {why === null ? null : <Menu.Label>{why}</Menu.Label>}
        {paused ? (
          <Menu.Item leftSection={<CirclePlay size={15} />} disabled={why !== null} onClick={() => open({ kind: 'resume' })}>
            Resume
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<CirclePause size={15} />} disabled={why !== null} onClick={() => open({ kind: 'pause' })}>
            Pause: start nothing new
          </Menu.Item>
        )}
        <Menu.Item leftSection={<Wallet size={15} />} disabled={why !== null} onClick={() => open({ kind: 'raise-budget' })}>
          Raise the budget
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<CircleStop size={15} />} disabled={why !== null} onClick={() => open({ kind: 'abort' })}>
          Abort the run
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
