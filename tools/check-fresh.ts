/** Proves that the printed pages say what the code says, and that a change of the interface has its line in the changelog. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interfaceFingerprint } from './pages/openapi.ts';
import { PAGES } from './pages/pages.ts';
import { ROOT } from './source-files.ts';

const read = (file: string): Promise<string> => readFile(join(ROOT, file), 'utf8').catch(() => '');
const stale: string[] = [];
for (const { file, print } of PAGES) if ((await read(file)) !== (await print())) stale.push(file);
if (stale.length > 0) console.error(`Not fresh: ${stale.join(', ')}. Run \`npm run docs\` and commit what it prints.`);

const fingerprint = interfaceFingerprint();
const told = (await read('CHANGELOG.md')).includes(fingerprint);
if (!told) console.error(`The interface has changed. Say in CHANGELOG.md what changed for those who call it, in a line that names ${fingerprint}.`);

if (stale.length > 0 || !told) process.exitCode = 1;
else console.log(`${PAGES.length} pages are fresh.`);
