import { Button, Checkbox, Switch, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { type NotifyChoice, preferences, setPreferences, usePreferences } from '../../ui/preferences';
import { RiskBadge } from '../../ui/risk-badge';
import classes from './notify-panel.module.css';
import { askForBanners, type BannerPermission, useBannerPermission } from './permission';
import { showBanner } from './speaker';
import { playTone, unlockSound } from './tone';

const change = (part: Partial<NotifyChoice>): void => setPreferences({ notify: { ...preferences().notify, ...part } });

/** How somebody hears of requests while they look elsewhere, and how the inbox goes on. Kept in this browser. */
export const NotifyPanel = () => {
  const { notify, autoAdvance } = usePreferences();
  const permission = useBannerPermission();
  return (
    <div className={classes.panel}>
      <Banners on={notify.banner} permission={permission} />
      <Part title="Sound">
        <Switch
          label="A short tone"
          description="Two notes; three for what cannot be undone."
          checked={notify.sound}
          onChange={(event) => {
            change({ sound: event.currentTarget.checked });
            if (event.currentTarget.checked) void unlockSound();
          }}
        />
      </Part>
      <Part title="For which">
        <div className={classes.choices}>
          {(['irreversible', 'write'] as const).map((tier) => (
            <Checkbox
              key={tier}
              label={<RiskBadge risk={tier} />}
              checked={notify.tiers[tier]}
              onChange={(event) => change({ tiers: { ...notify.tiers, [tier]: event.currentTarget.checked } })}
            />
          ))}
        </div>
        <p className="dim">Only what you may decide, and nothing of a run that you have muted.</p>
      </Part>
      <QuietHours quiet={notify.quiet} />
      <Part title="Try it">
        <Button size="compact-sm" variant="default" onClick={() => void test(notify)}>
          Send a test
        </Button>
        <p className="dim">It also lets this page make a sound: browsers forbid that until you press something.</p>
      </Part>
      <Part title="In the inbox">
        <Switch
          label="Go on to the next request after a decision"
          checked={autoAdvance}
          onChange={(event) => setPreferences({ autoAdvance: event.currentTarget.checked })}
        />
      </Part>
    </div>
  );
};

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={classes.part}>
    <h3>{title}</h3>
    <div>{children}</div>
  </section>
);

const Banners = ({ on, permission }: { on: boolean; permission: BannerPermission }) => {
  const why = WHY_NOT[permission];
  const choose = async (wanted: boolean): Promise<void> =>
    change({ banner: wanted && (permission === 'granted' || (await askForBanners()) === 'granted') });
  return (
    <Part title="Browser">
      <Switch
        label="Notify me"
        description="A notice of the system with workflow, step and risk, never with what would be sent. Once more at half of the time left."
        checked={on && permission === 'granted'}
        disabled={permission === 'denied' || permission === 'unsupported'}
        onChange={(event) => void choose(event.currentTarget.checked)}
      />
      {why === undefined ? null : (
        <div className={classes.why} role="note">
          <strong>{why.title}</strong>
          <p>{why.text}</p>
        </div>
      )}
    </Part>
  );
};

const WHY_NOT: Partial<Record<BannerPermission, { readonly title: string; readonly text: string }>> = {
  denied: {
    title: 'Your browser does not allow notices from here',
    text: 'You can allow them in its settings for this site. The count in the title, the dot on the icon of this tab and the sound work all the same.',
  },
  unsupported: {
    title: 'There are no notices here',
    text: 'Browsers offer them only on pages that are served over HTTPS or from your own machine. The count in the title, the dot on the icon of this tab and the sound work all the same.',
  },
};

const QuietHours = ({ quiet }: { quiet: NotifyChoice['quiet'] }) => (
  <Part title="Quiet hours">
    <Switch
      label="Not at night"
      description="What comes meanwhile is told afterwards, if it still waits."
      checked={quiet !== null}
      onChange={(event) => change({ quiet: event.currentTarget.checked ? { from: '22:00', to: '07:00' } : null })}
    />
    {quiet === null ? null : (
      <div className={classes.hours}>
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="time"
            label={end === 'from' ? 'From' : 'To'}
            value={quiet[end]}
            onChange={(event) => change({ quiet: { ...quiet, [end]: event.currentTarget.value } })}
          />
        ))}
      </div>
    )}
  </Part>
);

const test = async ({ banner }: NotifyChoice): Promise<void> => {
  await unlockSound();
  playTone('write');
  if (!banner) return;
  const text = { title: 'Mission Control can reach you', body: 'So it looks when a request waits for you.' };
  showBanner({ ...text, tag: 'test', stays: false, repeated: true, approvalId: null }, () => undefined);
};
