import type { SavedView } from '@mc/contracts';
import { Controller, Headers, Inject } from '@nestjs/common';
import { type Asked, AskedBy, Endpoint, Input, type InputOf } from '../../http/endpoint';
import { type Reply, reply } from '../../http/reply';
import { SavedViews } from './saved-views';

@Controller()
export class ViewsController {
  constructor(@Inject(SavedViews) private readonly views: SavedViews) {}

  @Endpoint('listViews')
  async list(@AskedBy() { caller }: Asked, @Input() { query }: InputOf<'listViews'>): Promise<{ items: SavedView[] }> {
    return { items: await this.views.list(caller, query.screen) };
  }

  @Endpoint('createView')
  async create(@AskedBy() asked: Asked, @Input() { body }: InputOf<'createView'>): Promise<Reply<SavedView>> {
    return versioned(await this.views.create(asked, body));
  }

  @Endpoint('updateView')
  async update(
    @AskedBy() asked: Asked,
    @Input() { params, body }: InputOf<'updateView'>,
    @Headers('if-match') ifMatch?: string,
  ): Promise<Reply<SavedView>> {
    return versioned(await this.views.update(asked, params.id, body, ifMatch));
  }

  @Endpoint('deleteView')
  remove(@AskedBy() asked: Asked, @Input() { params }: InputOf<'deleteView'>): Promise<void> {
    return this.views.remove(asked, params.id);
  }
}

const versioned = (view: SavedView): Reply<SavedView> => reply(view, { version: view.revision });
