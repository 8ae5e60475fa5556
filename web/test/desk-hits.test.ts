import { after, before, describe } from 'node:test';
import { tellHits } from './desk-hits-stories.ts';
import { tellMore } from './desk-more-stories.ts';
import { openWorld, type World } from './world.ts';

describe('from a hit to an answer, in a real browser', { timeout: 600_000 }, () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  tellHits(() => world);
  tellMore(() => world);
});
