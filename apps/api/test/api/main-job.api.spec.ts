import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { doMainJob } from './main-job';
import { Client, World } from './world';

describe('the main job over HTTP', () => {
  let world: World;
  let admin: Client;

  beforeAll(async () => {
    world = await World.open();
    const app = await world.start();
    admin = new Client(app.url);
  });
  afterAll(() => world.close());

  it('starts the sample, waits at the gate, goes on when a second person approves, and shows the same on replay', async () => {
    await doMainJob(admin);
  });
});
