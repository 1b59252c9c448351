import { Button, Menu } from '@mantine/core';
import { Download } from 'lucide-react';
import { type EventFilters, exportAddress } from '../../api/audit';

interface Props {
  readonly filters: EventFilters;
  readonly opened: boolean;
  readonly onOpened: (opened: boolean) => void;
  /** Why the reader may not export. */
  readonly blocked: string | null;
}

/** Takes out what the filters find, all of it. The browser saves it piece by piece, so it may be of any size. */
export const ExportMenu = ({ filters, opened, onOpened, blocked }: Props) => (
  <Menu position="bottom-end" width={260} opened={opened} onChange={onOpened}>
    <Menu.Target>
      <Button
        variant="default"
        h={36}
        leftSection={<Download size={15} />}
        disabled={blocked !== null}
        title={blocked ?? undefined}
      >
        Export
      </Button>
    </Menu.Target>
    <Menu.Dropdown>
      <Menu.Label>Everything that the filters find. That it was taken out is recorded with your name.</Menu.Label>
      <Menu.Item component="a" href={exportAddress('ndjson', filters)} download>
        NDJSON
        <div className="dim">one event a line, with all its data</div>
      </Menu.Item>
      <Menu.Item component="a" href={exportAddress('csv', filters)} download>
        CSV
        <div className="dim">for spreadsheets</div>
      </Menu.Item>
    </Menu.Dropdown>
  </Menu>
);
