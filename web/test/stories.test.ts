import { after, before, describe } from 'node:test';
import { tellCamera } from './camera-stories.ts';
import { tellDesks } from './desk-stories.ts';
import { tellOwners } from './owner-stories.ts';
import { tellPersons } from './person-stories.ts';
import { tellTasks } from './tasks-stories.ts';
import { openWorld, type World } from './world.ts';

/** One demo world for all stories: each enters what it needs under numbers of its own. */
describe('the pages in a real browser', { timeout: 900_000 }, () => {
  let world: World;
  before(async () => {
    world = await openWorld();
  });
  after(() => world.close());

  describe('tasks', () => tellTasks(() => world));
  describe('desks', () => tellDesks(() => world));
  describe('persons', () => tellPersons(() => world));
  describe('owners', () => tellOwners(() => world));
  describe('camera', () => tellCamera(() => world));
});
