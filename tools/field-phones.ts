/** Phones in the field, each cut off half of the time, against a server of its own: `node tools/node.js tools/field-phones.ts [phones] [reports]`, 100 phones with 10 reports each unless told. */
import { fieldPhones } from '../server/test/field-phones.ts';
import { startServer } from '../server/test/start-server.ts';

const [phones = 100, reports = 10] = process.argv.slice(2).map(Number);
const house = await startServer();
const begun = performance.now();
const weathered = await fieldPhones(house, { phones, reports, random: Math.random });
console.log(JSON.stringify({ phones, seconds: Math.round((performance.now() - begun) / 100) / 10, ...weathered }, null, 2));
await house.close();
process.exitCode = weathered.lost + weathered.twice + weathered.refused === 0 && weathered.counted === weathered.made ? 0 : 1;
