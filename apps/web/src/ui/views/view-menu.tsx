import { Button, Menu, Switch, TextInput } from '@mantine/core';
import type { SavedView, ViewScreen } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { Bookmark, ChevronDown, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { ViewInput } from '../../api/shapes';
import { useCommand } from '../../api/use-command';
import { createView, deleteView, updateView, viewsKey, viewsQuery } from '../../api/views';
import { ConfirmDialog } from '../confirm-dialog';
import { FormDialog } from '../form-dialog';
import type { Params } from '../query/grammar';
import { activeView, isModified, storedQuery } from './view-state';

interface Props {
  readonly screen: ViewScreen;
  /** The parameters in force, the id of the view they began with among them. */
  readonly query: Params;
  readonly onOpen: (query: Record<string, string>) => void;
}

type Open = { readonly kind: 'save' } | { readonly kind: 'forget'; readonly view: SavedView };

/** Filters under a name: open, keep, change, forget. The mark says that what is shown is not what was kept. */
export const ViewMenu = ({ screen, query, onOpen }: Props) => {
  const views = useQuery(viewsQuery(screen));
  const [open, setOpen] = useState<Open | null>(null);
  const items = views.data?.items ?? [];
  const active = activeView(items, query);
  const modified = active !== undefined && isModified(active, query);
  const update = useCommand<SavedView, unknown>({
    send: (view, key) =>
      updateView(view.id, view.revision, { name: view.name, shared: view.shared, query: storedQuery(query) }, key),
    refresh: [viewsKey],
  });
  return (
    <>
      <Menu position="bottom-end" width={280}>
        <Menu.Target>
          <Button
            variant="default"
            size="sm"
            h={36}
            leftSection={<Bookmark size={15} />}
            rightSection={<ChevronDown size={14} />}
          >
            {active === undefined ? 'Views' : `${active.name}${modified ? ' • modified' : ''}`}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {items.map((view) => (
            <Menu.Item key={view.id} onClick={() => onOpen({ ...view.query, view: view.id })}>
              {view.name}
              <div className="dim">
                {view.mine ? (view.shared ? 'yours, shared' : 'yours') : `shared by ${view.owner.username ?? 'somebody'}`}
              </div>
            </Menu.Item>
          ))}
          {items.length === 0 ? <Menu.Label>No view yet. Filter the list, then keep it under a name.</Menu.Label> : null}
          <Menu.Divider />
          {active?.mine && modified ? (
            <Menu.Item onClick={() => void update.run(active)}>Save the changes to “{active.name}”</Menu.Item>
          ) : null}
          {modified ? (
            <Menu.Item onClick={() => onOpen({ ...active.query, view: active.id })}>
              Back to “{active.name}” as it was kept
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={() => setOpen({ kind: 'save' })}>Save as a new view…</Menu.Item>
          {active?.mine ? (
            <Menu.Item leftSection={<Trash2 size={14} />} onClick={() => setOpen({ kind: 'forget', view: active })}>
              Forget “{active.name}”…
            </Menu.Item>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {open?.kind === 'save' ? <SaveDialog screen={screen} query={query} onOpen={onOpen} onClose={() => setOpen(null)} /> : null}
      {open?.kind === 'forget' ? <ForgetDialog view={open.view} onOpen={onOpen} onClose={() => setOpen(null)} /> : null}
    </>
  );
};

const SaveDialog = ({ screen, query, onOpen, onClose }: Props & { onClose: () => void }) => {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const stored = storedQuery(query);
  const command = useCommand<ViewInput, SavedView>({
    send: createView,
    refresh: [viewsKey],
    onDone: ({ data }) => onOpen({ ...stored, view: data.id }),
  });
  return (
    <FormDialog
      title="Keep these filters as a view"
      verb="Save the view"
      command={command}
      input={name.trim() === '' ? null : { screen, name: name.trim(), query: stored, shared }}
      onClose={onClose}
    >
      <TextInput
        label="Name"
        data-autofocus
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Switch
        label="Share with everybody"
        description="Others see it in their lists; only you can change it."
        checked={shared}
        onChange={(event) => setShared(event.currentTarget.checked)}
      />
    </FormDialog>
  );
};

const ForgetDialog = ({ view, onOpen, onClose }: { view: SavedView; onOpen: Props['onOpen']; onClose: () => void }) => {
  const command = useCommand<string, unknown>({ send: deleteView, refresh: [viewsKey], onDone: () => onOpen(view.query) });
  return (
    <ConfirmDialog
      title={`Forget the view “${view.name}”?`}
      verb="Forget the view"
      reason="none"
      command={command}
      input={() => view.id}
      onClose={onClose}
    >
      <div>{view.shared ? 'It disappears from the lists of everybody. ' : ''}What it finds stays as it is.</div>
    </ConfirmDialog>
  );
};
