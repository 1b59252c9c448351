/** Where the heavy things of set L are. */
export const findPlaces = async (api) => {
  const newest = async (workflow) => {
    const { items } = await api('GET', `/api/v1/runs?workflow=${workflow}&limit=1`);
    if (!items[0]) throw new Error(`set L has no run of ${workflow}`);
    return items[0];
  };
  const [large, deep, heavy] = await Promise.all(['catalogue-refresh', 'deep-crawl', 'data-export'].map(newest));
  return { large: large.runId, deep: deep.runId, deepEvents: deep.revision + 1, heavy: heavy.runId };
};

/** The API as a program uses it. */
export const apiOf = (product, key) => async (method, path, body) => {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() };
  const response = await fetch(`${product.url}${path}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
  return answer;
};
