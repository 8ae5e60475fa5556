/** Desks listen while messages pass and the server is killed: `node tools/message-storm.ts [desks] [messages] [kills] [bureaus]`, 200, 100,000, 20 and all unless told. */
import { MEMBER_CODES } from '../api/countries/members.ts';
import { messageStorm } from '../server/test/message-storm.ts';

const [desks = 200, messages = 100_000, kills = 20, bureaus = MEMBER_CODES.length] = process.argv.slice(2).map(Number);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const weathered = await messageStorm({ organisations: MEMBER_CODES.slice(0, Math.min(desks, bureaus)), desks, messages, kills, say });
say(JSON.stringify(weathered, null, 2));
const { lost, twice, disordered, late } = weathered;
process.exitCode = lost + twice + disordered + late === 0 ? 0 : 1;
