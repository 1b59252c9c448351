import * as z from 'zod';
import { API_BASE, defineEndpoint } from '../define-endpoint';
import { sha256, stepKey, uuid } from '../shapes/common';
import { runCosts } from '../shapes/costs';
import { eventPage, replayQuery, runEventsQuery, timelineQuery } from '../shapes/events';
import { replayView, runFacets, runFacetsQuery, runPage, runsQuery, runView, timelineView } from '../shapes/runs';
import { stepDetail } from '../shapes/steps';

const tag = 'Runs';
const path = `${API_BASE}/runs`;
const run = `${path}/{runId}`;
const byRun = z.strictObject({ runId: uuid });

export const runEndpoints = {
  listRuns: defineEndpoint({
    id: 'listRuns',
    method: 'GET',
    path,
    tag,
    summary: 'Runs, newest first',
    permission: 'runs:read',
    query: runsQuery,
    responses: { 200: runPage },
    problems: ['invalid_cursor'],
  }),
  getRunFacets: defineEndpoint({
    id: 'getRunFacets',
    method: 'GET',
    path: `${API_BASE}/run-facets`,
    tag,
    summary: 'How many runs there are by status, hold, workflow, agent and starter',
    permission: 'runs:read',
    query: runFacetsQuery,
    responses: { 200: runFacets },
  }),
  getRun: defineEndpoint({
    id: 'getRun',
    method: 'GET',
    path: run,
    tag,
    summary: 'A run with its steps',
    permission: 'runs:read',
    params: byRun,
    responses: { 200: runView },
    problems: ['run_not_found'],
    versioned: true,
  }),
  getStep: defineEndpoint({
    id: 'getStep',
    method: 'GET',
    path: `${run}/steps/{key}`,
    tag,
    summary: 'A step with every attempt: exact input, exact output, usage, errors',
    permission: 'runs:read',
    params: byRun.extend({ key: stepKey }),
    responses: { 200: stepDetail },
    problems: ['run_not_found', 'step_not_found'],
  }),
  getRunPayload: defineEndpoint({
    id: 'getRunPayload',
    method: 'GET',
    path: `${run}/payloads/{sha256}`,
    tag,
    summary: 'The whole of a large text of the run',
    permission: 'runs:read',
    params: byRun.extend({ sha256 }),
    responses: {
      200: { contentType: 'text/plain', description: 'The whole text.' },
      206: { contentType: 'text/plain', description: 'The bytes that Range asked for.' },
    },
    problems: ['run_not_found', 'payload_not_found', 'range_not_satisfiable'],
    headers: ['Range'],
  }),
  listRunEvents: defineEndpoint({
    id: 'listRunEvents',
    method: 'GET',
    path: `${run}/events`,
    tag,
    summary: "The run's facts, in order",
    permission: 'runs:read',
    params: byRun,
    query: runEventsQuery,
    responses: { 200: eventPage },
    problems: ['run_not_found', 'invalid_cursor'],
  }),
  getRunCosts: defineEndpoint({
    id: 'getRunCosts',
    method: 'GET',
    path: `${run}/costs`,
    tag,
    summary: 'What the run cost, by agent, model, step and call',
    permission: 'runs:read',
    params: byRun,
    responses: { 200: runCosts },
    problems: ['run_not_found'],
  }),
  replayRun: defineEndpoint({
    id: 'replayRun',
    method: 'GET',
    path: `${run}/replay`,
    tag,
    summary: "The run's state at a revision, folded from its events alone",
    permission: 'runs:read',
    params: byRun,
    query: replayQuery,
    responses: { 200: replayView },
    problems: ['run_not_found', 'revision_not_found', 'corrupt_log'],
  }),
  getRunTimeline: defineEndpoint({
    id: 'getRunTimeline',
    method: 'GET',
    path: `${run}/timeline`,
    tag,
    summary: 'Where the time of each step went: queue, waits, every attempt; at the head or at a revision',
    permission: 'runs:read',
    params: byRun,
    query: timelineQuery,
    responses: { 200: timelineView },
    problems: ['run_not_found', 'revision_not_found', 'corrupt_log'],
  }),
};
