import { environmentLook } from './environment';

const NAME = 'Mission Control';
const PLAIN = '#3a57ba';

let title = '';
let needsYou = 0;
let environment: string | null = null;
const watchers = new Set<(title: string) => void>();

const render = () => {
  const product = environment === null ? NAME : `${NAME} ${environment}`;
  document.title = `${needsYou > 0 ? `(${needsYou}) ` : ''}${title === '' ? product : `${title} · ${product}`}`;
};

/** What this page is called; the count of what needs you stands before it, the installation behind it. */
export const setPageTitle = (next: string): void => {
  title = next;
  render();
  for (const watcher of watchers) watcher(next);
};

/** Tells of each page that is shown, the present one first. */
export const watchPageTitle = (watcher: (title: string) => void): (() => void) => {
  watchers.add(watcher);
  if (title !== '') watcher(title);
  return () => watchers.delete(watcher);
};

/** Puts the count into the title and a dot on the icon, so that it is seen from another tab. */
export const setNeedsYou = (count: number): void => {
  if (count === needsYou) return;
  needsYou = count;
  render();
  renderIcon();
};

/** Puts the name of the installation into the title and its colour into the icon. */
export const setEnvironment = (name: string | null): void => {
  if (name === environment) return;
  environment = name;
  render();
  renderIcon();
};

const renderIcon = () => {
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!link) return;
  const colour = environment === null ? PLAIN : environmentLook(environment).colour;
  link.href = environment === null && needsYou === 0 ? '/favicon.svg' : iconOf(colour, needsYou > 0);
};

const DOT = '<circle cx="23" cy="9" r="9" fill="#fcb92f" stroke="#16181d" stroke-width="2"/>';

const iconOf = (colour: string, isBadged: boolean): string =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="${colour}"/><path d="M9 16h14M16 9v14" stroke="#fff" stroke-width="3"/>${isBadged ? DOT : ''}</svg>`,
  )}`;
