import { figure, percentile } from './figures.mjs';
import { makeAgent } from './streams.mjs';

const REQUESTS = 10;

/** From the request to the screen of the approver, and from the decision back to it. */
export const approvals = async ({ api, browser }) => {
  await makeAgent(api, 'perf-writer');
  const name = `perf-ask-${Date.now()}`;
  const { id } = await api('POST', '/api/v1/workflows', {
    name,
    steps: [{ key: 'post', agent: 'perf-writer', risk: 'write', prompt: 'Post it.' }],
  });
  const { page, close } = await browser.open();
  const [visible, acknowledged, final] = [[], [], []];
  for (let n = 0; n < REQUESTS; n++) {
    await page.goto(`/approvals?workflow=${name}`);
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
    const answered = page.waitForResponse((response) => /\/approvals\/[^/]+\/approve$/.test(response.url()));
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
