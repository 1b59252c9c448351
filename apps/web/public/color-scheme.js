// Sets colour scheme, density and motion before the first paint; a file of its own because the page allows no inline script.
try {
  const kept = localStorage.getItem('mc-color-scheme');
  const dark = kept === 'dark' || (kept !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
  const preferences = JSON.parse(localStorage.getItem('mc-preferences') ?? 'null');
  if (preferences?.density === 'compact') document.documentElement.dataset.density = 'compact';
  if (preferences?.motion === 'reduced') document.documentElement.dataset.motion = 'reduced';
} catch {
  document.documentElement.setAttribute('data-mantine-color-scheme', 'light');
}
