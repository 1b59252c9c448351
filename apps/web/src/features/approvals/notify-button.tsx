import { Button, Modal } from '@mantine/core';
import { Bell, BellRing, Volume2 } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { bannerPermission } from '../../live/notify/permission';
import { usePreferences } from '../../ui/preferences';

const NotifyPanel = lazy(() => import('../../live/notify/notify-panel').then((module) => ({ default: module.NotifyPanel })));

/** Whether one is told of requests, and the way to choose it. */
export const NotifyButton = () => {
  const { banner: wanted, sound } = usePreferences().notify;
  const banner = wanted && bannerPermission() === 'granted';
  const [open, setOpen] = useState(false);
  const words = banner ? (sound ? 'Notices and sound on' : 'Notices on') : sound ? 'Sound on' : 'Notify me';
  const Icon = banner ? BellRing : sound ? Volume2 : Bell;
  return (
    <>
      <Button variant="default" h={36} leftSection={<Icon size={15} aria-hidden />} onClick={() => setOpen(true)}>
        {words}
      </Button>
      <Modal opened={open} onClose={() => setOpen(false)} title="When a request waits for you" size="lg">
        <Suspense>
          <NotifyPanel />
        </Suspense>
      </Modal>
    </>
  );
};
