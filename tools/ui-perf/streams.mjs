/** Calls that one streaming attempt reports, the most that the simulated engine makes of one. */
const CALLS = 100;
/** About so often a streaming attempt is in the log. */
const REPORT_SECONDS = 4;

/** An agent of a simulated engine that answers at once. Whichever measurement comes first makes it. */
export const makeAgent = async (api, name) => {
  const isThere = async (path) => (await api('GET', `${path}?limit=200`)).items.map((one) => one.name);
  if (!(await isThere('/api/v1/gateways')).includes('perf'))
    await api('POST', '/api/v1/gateways', { name: 'perf', kind: 'simulated' });
  if (!(await isThere('/api/v1/agents')).includes(name))
    await api('POST', '/api/v1/agents', { name, gateway: 'perf', model: 'gpt-4o-mini' });
};

/** Runs that together report so many updates a second, for so long. `updates`: how many facts the log holds by now. */
export const stream = async (api, perSecond, seconds) => {
  const count = perSecond * REPORT_SECONDS;
  await makeAgent(api, 'perf-streamer');
  const { id } = await api('POST', '/api/v1/workflows', {
    name: `perf-stream-${Date.now()}`,
    steps: [{ key: 'write', agent: 'perf-streamer', risk: 'read', prompt: `Write. [[sim: delay=${seconds}s calls=${CALLS}]]` }],
  });
  const runIds = [];
  for (let n = 0; n < count; n++) runIds.push((await api('POST', `/api/v1/workflows/${id}/runs`, { inputs: {} })).runId);
  return {
    runIds,
    updates: async () => (await api('GET', '/health/ready')).checks.eventStore.head,
    stop: async () => {
      for (const runId of runIds) await api('POST', `/api/v1/runs/${runId}/abort`, { reason: 'measured' }).catch(() => undefined);
    },
  };
};
