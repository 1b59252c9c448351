/**
 * After an update of the server the parts that this page has not loaded yet are gone. If that is why one is missing, the
 * page starts anew at the same address; if the connection is lost, it must not: nothing would be left on the screen.
 */
export const reloadAfterUpdate = async (): Promise<void> => {
  try {
    const page = await fetch('/', { cache: 'no-store', headers: { accept: 'text/html' } });
    const mine = document.querySelector('script[type="module"]')?.getAttribute('src');
    if (page.ok && mine && !(await page.text()).includes(mine)) window.location.reload();
  } catch {
    // No connection: the part is asked for again later.
    return;
  }
};
