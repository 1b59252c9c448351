/** Calls that one streaming attempt reports, the most that the simulated engine makes of one. */
const CALLS = 100;

/** Runs that together report so many updates a second, for so long. `updates`: how many facts the log holds by now. */
export const stream = async (api, perSecond, seconds) => {
  const count = Math.ceil((perSecond * seconds) / CALLS);
  await api('PUT', '/api/v1/gateways/perf', { kind: 'simulated' });
  await api('PUT', '/api/v1/agents/perf-streamer', { gateway: 'perf', model: 'gpt-4o-mini' });
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
