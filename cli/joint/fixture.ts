import { formatLine } from '@watchword/sdk/joint/file.ts';
import { makeFixture } from '@watchword/sdk/joint/fixtures/make.ts';
import type { Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { saveTo } from '../loads/save.ts';
import { write } from '../terminal/terminal.ts';

/** `watchword operation fixture`: made here, and always the same. */
export const makeFixtureFile: Run = async ({ args: [name = ''], flags, terminal }) => {
  const file = flags.text('out');
  if (file === undefined) throw misuse('Say where to write it.', `watchword operation fixture ${name} --out ${name}.ndjson`);
  const lines = makeFixture(name).map(formatLine);
  if (file === '-') {
    for (const line of lines) await write(line);
    return;
  }
  await saveTo(file, piecesOf(lines));
  terminal.say(`Saved, ${lines.length} lines. All of it is invented.`);
};

async function* piecesOf(lines: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const line of lines) yield new TextEncoder().encode(line);
}
