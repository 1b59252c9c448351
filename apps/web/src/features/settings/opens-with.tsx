import { Select } from '@mantine/core';
import type { SavedView, ViewScreen } from '@mc/contracts';
import { useQuery } from '@tanstack/react-query';
import { allViewsQuery } from '../../api/views';
import { setPreferences, usePreferences } from '../../ui/preferences';
import { Loaded } from '../../ui/states';
import classes from './settings.module.css';

const LISTS: readonly { readonly screen: ViewScreen; readonly label: string }[] = [
  { screen: 'runs', label: 'Runs' },
  { screen: 'approvals', label: 'Approvals' },
  { screen: 'audit', label: 'Audit' },
  { screen: 'costs', label: 'Costs' },
];

/** Which saved view a list opens with from the navigation. Links and addresses stay what they are. */
export const OpensWith = () => {
  const views = useQuery(allViewsQuery);
  return (
    <Loaded query={views} rows={2}>
      {({ items }) => {
        const lists = LISTS.filter(({ screen }) => items.some((view) => view.screen === screen));
        return lists.length === 0 ? (
          <p className={`${classes.text} dim`}>With everything. Keep filters of a list as a view, and it can be chosen here.</p>
        ) : (
          <div className={classes.pair}>
            {lists.map(({ screen, label }) => (
              <Choice key={screen} screen={screen} label={label} views={items.filter((view) => view.screen === screen)} />
            ))}
          </div>
        );
      }}
    </Loaded>
  );
};

const Choice = ({ screen, label, views }: { screen: ViewScreen; label: string; views: readonly SavedView[] }) => {
  const { opensWith } = usePreferences();
  const choose = (id: string | null) => {
    const { [screen]: _, ...rest } = opensWith;
    setPreferences({ opensWith: id === null || id === '' ? rest : { ...rest, [screen]: id } });
  };
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={[{ value: '', label: 'Everything' }, ...views.map(({ id, name }) => ({ value: id, label: name }))]}
      value={views.some(({ id }) => id === opensWith[screen]) ? (opensWith[screen] ?? '') : ''}
      onChange={choose}
    />
  );
};
