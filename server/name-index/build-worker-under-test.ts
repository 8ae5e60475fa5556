import { postingsOf } from './building-under-test.ts';
import { serveBuilding } from './serve-building.ts';

serveBuilding(postingsOf);
