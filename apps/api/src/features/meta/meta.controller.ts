import { openApiDocument } from '@mc/contracts';
import { Controller, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Endpoint } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { Health } from './health';
import { Metrics } from './metrics';

@Controller()
export class MetaController {
  readonly #openApi = openApiDocument();

  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(Metrics) private readonly figures: Metrics,
  ) {}

  @Endpoint('live')
  live() {
    return { status: 'ok' };
  }

  @Endpoint('ready')
  async ready(): Promise<Reply> {
    const view = await this.health.ready();
    return reply(view, view.status === 'ready' ? {} : { status: 503 });
  }

  @Endpoint('metrics')
  async metrics(@Res({ passthrough: true }) response: Response): Promise<string> {
    response.type('text/plain; version=0.0.4; charset=utf-8');
    return this.figures.text();
  }

  @Endpoint('getOpenApi')
  openApi() {
    return this.#openApi;
  }
}
