/**
 * Kills a server with SIGKILL at random moments under load and looks whether one answered check or acknowledged write is missing. Takes a few seconds a kill.
 * Run: node tools/kill-many.ts --rounds 200
 */
import { parseArgs } from 'node:util';
import { killAtRandom } from '../server/test/threats/kill-at-random.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '200' } } });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const began = performance.now();
const { rounds, answers, writes } = await killAtRandom({
  rounds: Number(values.rounds),
  onRound: (killed) => {
    if (killed.rounds % 10 === 0) say(`killed ${killed.rounds} times: ${killed.answers} answered checks, ${killed.writes} acknowledged writes, none missing so far`);
  },
});
say(`NONE MISSING  killed ${rounds} times in ${Math.round((performance.now() - began) / 1000)} s; ${answers} answered checks are all in the log, ${writes} acknowledged writes are found`);
