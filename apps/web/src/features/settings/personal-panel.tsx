import { SegmentedControl, Switch, useMantineColorScheme } from '@mantine/core';
import { useMe } from '../../api/use-me';
import { setPreferences, usePreferences } from '../../ui/preferences';
import { OpensWith } from './opens-with';
import { Row } from './row';
import classes from './settings.module.css';

/** What is yours alone, kept in this browser. */
export const PersonalPanel = () => {
  const me = useMe();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { density, time, singleKeys, motion, firstSteps } = usePreferences();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div className={classes.rows}>
      <Row title="Signed in as">
        <strong>{me.username}</strong>
        {me.email === null ? null : <span className="dim"> {me.email}</span>}
        <div className="dim">Roles: {me.roles.join(', ')}</div>
      </Row>
      <Row title="Theme">
        <SegmentedControl
          aria-label="Theme"
          value={colorScheme}
          onChange={(value) => setColorScheme(value === 'dark' ? 'dark' : value === 'light' ? 'light' : 'auto')}
          data={[
            { value: 'auto', label: 'As the system' },
            { value: 'light', label: 'Light' },
            { value: 'dark', label: 'Dark' },
          ]}
        />
      </Row>
      <Row title="Density">
        <SegmentedControl
          aria-label="Density"
          value={density}
          onChange={(value) => setPreferences({ density: value === 'compact' ? 'compact' : 'comfortable' })}
          data={[
            { value: 'comfortable', label: 'Comfortable' },
            { value: 'compact', label: 'Compact' },
          ]}
        />
      </Row>
      <Row title="Times">
        <SegmentedControl
          aria-label="Times"
          value={time}
          onChange={(value) => setPreferences({ time: value === 'utc' ? 'utc' : value === 'local' ? 'local' : 'relative' })}
          data={[
            { value: 'relative', label: '3 m ago' },
            { value: 'local', label: `Local (${zone})` },
            { value: 'utc', label: 'UTC' },
          ]}
        />
        <div className="dim">The tooltip of a time always has both the local time and UTC.</div>
      </Row>
      <Row title="Motion">
        <SegmentedControl
          aria-label="Motion"
          value={motion}
          onChange={(value) => setPreferences({ motion: value === 'reduced' ? 'reduced' : 'system' })}
          data={[
            { value: 'system', label: 'As the system' },
            { value: 'reduced', label: 'Reduced' },
          ]}
        />
      </Row>
      <Row title="Keyboard">
        <Switch
          label="Single-letter shortcuts"
          description="j, k, g r and the like; ? lists them"
          checked={singleKeys}
          onChange={(event) => setPreferences({ singleKeys: event.currentTarget.checked })}
        />
      </Row>
      <Row title="Lists open with">
        <OpensWith />
      </Row>
      <Row title="First steps">
        <Switch
          label="Show them on the overview"
          description="What to try first, with marks for what is done"
          checked={firstSteps === 'shown'}
          onChange={(event) => setPreferences({ firstSteps: event.currentTarget.checked ? 'shown' : 'hidden' })}
        />
      </Row>
      <p className="dim">All of this is kept in this browser alone.</p>
    </div>
  );
};
