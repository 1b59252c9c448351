import { figure, percentile } from './figures.mjs';

const REQUESTS = 10;

/** From the request to the screen of the approver, and from the decision back to it. */
export const approvals = async ({ api, browser }) => {
  await api('PUT', '/api/v1/gateways/perf', { kind: 'simulated' });
  await api('PUT', '/api/v1/agents/perf-writer', { gateway: 'perf', model: 'gpt-4o-mini' });
  const name = `perf-ask-${Date.now()}`;
  const { id } = await api('POST', '/api/v1/workflows', {
    name,
    steps: [{ key: 'post', agent: 'perf-writer', risk: 'write', prompt: 'Post it.' }],
  });
  const { page, close } = await browser.open();
  const [visible, acknowledged, final] = [[], [], []];
  for (let n = 0; n < REQUESTS; n++) {
    await page.goto(n === 0 ? `/approvals?workflow=${name}` : page.url());
    await page.waitForLoadState('networkidle');
    const started = performance.now();
    const { runId } = await api('POST', `/api/v1/workflows/${id}/runs`, { inputs: {} });
    await page
      .getByRole('list', { name: 'Requests' })
      .getByRole('link', { name: new RegExp(name) })
      .first()
      .waitFor();
    visible.push(performance.now() - started);
    const approve = page.getByRole('button', { name: /^Approve: post/ });
    await approve.waitFor();
    const answered = page.waitForResponse((response) => /\/approvals\/.*\/(decide|approve|decision)/.test(response.url()));
    const pressed = performance.now();
    await approve.click();
    await answered;
    acknowledged.push(performance.now() - pressed);
    await page.waitForFunction(async (run) => (await (await fetch(`/api/v1/runs/${run}`)).json()).status === 'completed', runId);
    await page
      .getByText(/Recorded at position|Approved/)
      .first()
      .waitFor();
    final.push(performance.now() - pressed);
  }
  await close();
  return [
    figure('P10', `request to visible, p95 of ${REQUESTS}`, percentile(visible, 0.95), 'ms', 1_000),
    figure('P10', 'decision to acknowledged, p95', percentile(acknowledged, 0.95), 'ms', 300),
    figure('P10', 'decision to final on the screen, p95', percentile(final, 0.95), 'ms', 1_000),
  ];
};
