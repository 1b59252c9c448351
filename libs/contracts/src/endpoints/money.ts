import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import { modelName } from '../shapes/common';
import { costExportQuery, costSeriesQuery, costSeriesView, costsQuery, costsView } from '../shapes/costs';
import { priceInput, pricePage, priceSaved, pricesQuery } from '../shapes/pricing';

const path = `${API_BASE}/model-pricing`;

export const moneyEndpoints = {
  listPrices: defineEndpoint({
    id: 'listPrices',
    method: 'GET',
    path,
    tag: 'Prices',
    summary: 'Prices by model',
    permission: 'pricing:read',
    query: pricesQuery,
    responses: { 200: pricePage },
    problems: ['invalid_cursor'],
  }),
  setPrice: defineEndpoint({
    id: 'setPrice',
    method: 'PUT',
    path: `${path}/{model}`,
    tag: 'Prices',
    summary: 'A new version of the prices of a model; earlier ones are kept',
    permission: 'pricing:write',
    params: z.strictObject({ model: modelName }),
    body: priceInput,
    responses: { 200: priceSaved },
    problems: ['invalid_price', 'name_mismatch'],
    idempotent: true,
    headers: ['If-Match'],
    versioned: true,
  }),
  getCosts: defineEndpoint({
    id: 'getCosts',
    method: 'GET',
    path: `${API_BASE}/costs`,
    tag: 'Costs',
    summary: 'Costs over all runs, in groups',
    permission: 'costs:read',
    query: costsQuery,
    responses: { 200: costsView },
  }),
  getCostSeries: defineEndpoint({
    id: 'getCostSeries',
    method: 'GET',
    path: `${API_BASE}/costs/series`,
    tag: 'Costs',
    summary: 'Costs over time, split into the dearest agents, models or workflows and the rest',
    permission: 'costs:read',
    query: costSeriesQuery,
    responses: { 200: costSeriesView },
  }),
  exportCosts: defineEndpoint({
    id: 'exportCosts',
    method: 'GET',
    path: `${API_BASE}/costs/export`,
    tag: 'Costs',
    summary: 'Every model call behind the costs of a range, as a stream',
    permission: 'costs:read',
    query: costExportQuery,
    responses: {
      200: { contentType: 'text/csv', description: 'One line a call, with a header line. An unknown cost is empty.' },
    },
  }),
};
