/** `npm run docs`: prints the pages of docs/ that follow from the code. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { interfaceFingerprint } from './pages/openapi.ts';
import { PAGES } from './pages/pages.ts';
import { ROOT } from './source-files.ts';

for (const { file, print } of PAGES) await writeFile(join(ROOT, file), await print());
console.log(`${PAGES.map((page) => page.file).join('\n')}\nThe interface is ${interfaceFingerprint()}: CHANGELOG.md names it.`);
