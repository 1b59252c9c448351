import { useSyncExternalStore } from 'react';

/** `unsupported`: no such thing here, as on pages that are not served over HTTPS or from this machine. */
export type BannerPermission = NotificationPermission | 'unsupported';

export const bannerPermission = (): BannerPermission => ('Notification' in window ? Notification.permission : 'unsupported');

/** Browsers ask only after a press of a button. */
export const askForBanners = async (): Promise<BannerPermission> =>
  'Notification' in window ? await Notification.requestPermission() : 'unsupported';

const RECHECK_MS = 2_000;

// Not every browser tells when the permission is changed in its own settings, so it is looked at again now and then.
const watch = (changed: () => void): (() => void) => {
  const timer = setInterval(changed, RECHECK_MS);
  return () => clearInterval(timer);
};

export const useBannerPermission = (): BannerPermission => useSyncExternalStore(watch, bannerPermission);
