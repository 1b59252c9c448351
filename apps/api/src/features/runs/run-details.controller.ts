import type { ReplayView, StepDetailView, TimelineView } from '@mc/contracts';
import { listRunEvents, stepDetail } from '@mc/projections';
import { Controller, Headers, Inject, Res, StreamableFile } from '@nestjs/common';
import type { Response } from 'express';
import { Endpoint, Input, type InputOf } from '../../http/endpoint';
import { ProblemError } from '../../http/problem';
import { Reads } from '../../queries/reads';
import { byteRange } from './byte-range';
import { textLink } from './links';
import { Replay } from './replay';
import { RunHistory } from './run-history';

@Controller()
export class RunDetailsController {
  constructor(
    @Inject(Reads) private readonly reads: Reads,
    @Inject(RunHistory) private readonly history: RunHistory,
    @Inject(Replay) private readonly replays: Replay,
  ) {}

  @Endpoint('getStep')
  async step(@Input() { params: { runId, key } }: InputOf<'getStep'>): Promise<StepDetailView> {
    const { state, last } = await this.history.fold(runId);
    const step = stepDetail(state, key, textLink(runId));
    if (!step) throw new ProblemError('step_not_found', `The run has no step ${key}.`);
    return { ...step, position: last.position };
  }

  @Endpoint('listRunEvents')
  async events(@Input() { params: { runId }, query }: InputOf<'listRunEvents'>) {
    const { limit, cursor, ...filters } = query;
    const page = await this.reads.ask((database) => listRunEvents(database, runId, filters, { limit, cursor }));
    // A run without a fact does not exist; one of which no fact matches does.
    if (page.items.length === 0) await this.history.fold(runId, 0);
    return page;
  }

  @Endpoint('replayRun')
  replay(@Input() { params: { runId }, query }: InputOf<'replayRun'>): Promise<ReplayView> {
    return this.replays.at(runId, query);
  }

  @Endpoint('getRunTimeline')
  async timeline(@Input() { params: { runId }, query }: InputOf<'getRunTimeline'>): Promise<TimelineView> {
    const { state, spans, last } = await this.history.fold(runId, query.at);
    const steps = [...state.steps.keys()].map((key) => ({ key, spans: [...(spans.get(key) ?? [])] }));
    return { at: last.revision, atTime: last.at, steps };
  }

  @Endpoint('getRunPayload')
  async payload(
    @Input() { params: { runId, sha256 } }: InputOf<'getRunPayload'>,
    @Headers('range') header: string | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<StreamableFile> {
    const bytes = Buffer.from(await this.history.text(runId, sha256));
    response.set({ 'Accept-Ranges': 'bytes', 'Content-Disposition': `attachment; filename="${sha256}.txt"` });
    const range = byteRange(header, bytes.length);
    if (range === 'outside') {
      const headers = { 'Content-Range': `bytes */${bytes.length}` };
      throw new ProblemError('range_not_satisfiable', `The text has ${bytes.length} bytes.`, { headers });
    }
    const type = 'text/plain; charset=utf-8';
    if (!range) return new StreamableFile(bytes, { type, length: bytes.length });
    const { first, last } = range;
    response.status(206).set('Content-Range', `bytes ${first}-${last}/${bytes.length}`);
    return new StreamableFile(bytes.subarray(first, last + 1), { type, length: last - first + 1 });
  }
}
