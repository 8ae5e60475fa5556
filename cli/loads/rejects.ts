import type { LoadAnswer } from '@watchword/api/loads.ts';
import type { Download } from '@watchword/sdk/client.ts';
import { plain } from '../terminal/table.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { saveTo } from './save.ts';

const SHOWN = 3;

/** Writes the rejected lines into a file. */
export async function saveRejects(rejects: Download, file: string): Promise<void> {
  await saveTo(file, rejects.chunks());
}

/** Says why the first rejected lines were rejected, and how to get all of them. */
export async function showRejects(terminal: Terminal, rejects: Download, load: LoadAnswer): Promise<void> {
  const lines: string[] = [];
  for await (const line of rejects.lines()) {
    lines.push(line);
    if (lines.length > SHOWN) break;
  }
  const reasons = load.format === 'ndjson' ? lines.slice(0, SHOWN).map(reasonText) : lines.slice(0, SHOWN + 1).map((line) => `  ${plain(line)}`);
  for (const reason of reasons) terminal.complain(reason);
  if (load.rejected > SHOWN) terminal.complain(`  … and ${(load.rejected - SHOWN).toLocaleString('en-GB')} more`);
  terminal.say(`Next: watchword load rejects ${load.id} --out rejects.${load.format}, mend the lines there and import that file.`);
}

function reasonText(line: string): string {
  try {
    const { _line, _column, _message, _hint } = JSON.parse(line) as Record<string, unknown>;
    const parts = [_column, _message, _hint].filter((part) => typeof part === 'string' && part !== '').map(String);
    return plain(`  line ${String(_line)}: ${parts.join(' · ')}`);
  } catch {
    return `  ${plain(line)}`;
  }
}
