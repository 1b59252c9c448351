import { Controller, Inject, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Endpoint, Input, type InputOf } from '../../http/endpoint';
import { Callbacks } from './callbacks';

@Controller()
export class CallbacksController {
  constructor(@Inject(Callbacks) private readonly callbacks: Callbacks) {}

  @Endpoint('takeCallback')
  async take(@Input() { params }: InputOf<'takeCallback'>, @Req() { headers, body }: Request): Promise<{ taken: true }> {
    await this.callbacks.take(params.name, headers, body);
    return { taken: true };
  }
}
