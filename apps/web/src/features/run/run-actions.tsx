import { Button, Menu } from '@mantine/core';
import type { RunView } from '@mc/contracts';
import { ChevronDown, CirclePause, CirclePlay, CircleStop, GitCompare, type LucideIcon, RotateCw, Wallet } from 'lucide-react';
import { useActions } from '../../ui/actions';
import { MenuChoice } from '../../ui/menu-choice';
import { isOpenRun } from '../../ui/status';
import { type RunDialog, useRunCommands } from './run-context';

interface Item {
  readonly label: string;
  readonly icon: LucideIcon;
  readonly dialog: RunDialog;
  readonly blocked: string | null;
}

const ENDED = 'The run has ended.';

/** What may be done to the run as a whole, in the menu and by name in the palette; what cannot says why. */
export const RunActions = ({ run, onCompare }: { run: RunView; onCompare: () => void }) => {
  const { open, blocked } = useRunCommands();
  const over = isOpenRun(run.status) ? (run.abort === null ? null : 'An abort is under way.') : ENDED;
  const items: readonly Item[] = [
    run.hold === 'paused'
      ? { label: 'Resume', icon: CirclePlay, dialog: { kind: 'resume' }, blocked: blocked ?? over }
      : { label: 'Pause: start nothing new', icon: CirclePause, dialog: { kind: 'pause' }, blocked: blocked ?? over },
    { label: 'Raise the budget', icon: Wallet, dialog: { kind: 'raise-budget' }, blocked: blocked ?? over },
    { label: 'Abort the run', icon: CircleStop, dialog: { kind: 'abort' }, blocked: blocked ?? over },
    { label: 'Run again…', icon: RotateCw, dialog: { kind: 'rerun' }, blocked },
  ];
  useActions(
    'This run',
    [
      ...items.map(({ label, dialog, blocked: why }) => ({ what: label, named: true, blocked: why, run: () => open(dialog) })),
      { what: 'Compare with another run', named: true, run: onCompare },
    ],
    'part',
  );
  const offered = items.filter((item) => item.blocked === null || item.blocked !== ENDED);
  const [why] = items.flatMap((item) => (item.blocked === null || item.blocked === ENDED ? [] : [item.blocked]));
  return (
    <Menu position="bottom-end" width={290}>
      <Menu.Target>
        <Button variant="default" size="xs" rightSection={<ChevronDown size={14} />}>
          Actions
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {why === undefined ? null : <Menu.Label>{why}</Menu.Label>}
        {offered.map(({ label, icon: Icon, dialog, blocked: reason }) => (
          <MenuChoice key={label} leftSection={<Icon size={15} />} isBlocked={reason !== null} onClick={() => open(dialog)}>
            {label}
          </MenuChoice>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<GitCompare size={15} />} onClick={onCompare}>
          Compare with another run
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
