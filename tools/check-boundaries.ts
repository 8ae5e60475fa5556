/** `npm run boundaries`: who imports whom, held against the rules. Fails on a violation, and when the cruise did not see every file. */
import { cruiseHouse } from './boundaries.ts';

/** Fewer files than this means that the cruise looked in the wrong place. */
const FLOOR = 130;

const { cruised, missed, violations, modules } = await cruiseHouse();
const imports = modules.reduce((sum, module) => sum + module.dependencies.length, 0);

for (const { rule, from, to, comment } of violations) console.error(`${rule}: ${from} -> ${to}\n    ${comment}`);
if (missed.length > 0) console.error(`Not cruised: ${missed.join(', ')}`);
if (cruised < FLOOR) console.error(`Only ${cruised} files were cruised; there are at least ${FLOOR}.`);
if (imports < cruised) console.error(`Only ${imports} imports were found in ${cruised} files: no parser for TypeScript?`);

const whole = violations.length === 0 && missed.length === 0 && cruised >= FLOOR && imports >= cruised;
console.log(`${cruised} files, ${imports} imports, ${violations.length} forbidden`);
process.exitCode = whole ? 0 : 1;
