const NAME = 'Mission Control';

let title = '';
let needsYou = 0;

const render = () => {
  document.title = `${needsYou > 0 ? `(${needsYou}) ` : ''}${title === '' ? NAME : `${title} · ${NAME}`}`;
};

/** What this page is called; the count of what needs you stands before it. */
export const setPageTitle = (next: string): void => {
  title = next;
  render();
};

/** Puts the count into the title and a dot on the icon, so that it is seen from another tab. */
export const setNeedsYou = (count: number): void => {
  if (count === needsYou) return;
  needsYou = count;
  render();
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (link) link.href = count > 0 ? badged : '/favicon.svg';
};

const badged = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#3a57ba"/><path d="M9 16h14M16 9v14" stroke="#fff" stroke-width="3"/><circle cx="23" cy="9" r="9" fill="#fcb92f" stroke="#16181d" stroke-width="2"/></svg>',
)}`;
