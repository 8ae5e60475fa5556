/** The file that is loaded by a process which is killed: one line in 50 is bad, one amends an earlier one. */
export const LINES = 30_000;

export function fileOfLines(): Buffer {
  const lines: string[] = [];
  for (let at = 0; at < LINES; at += 1) lines.push(JSON.stringify(lineAt(at)));
  return Buffer.from(`${lines.join('\n')}\n`);
}

function lineAt(at: number): object {
  const document = { number: `K${at}`, issuer: 'FRA', type: 'passport', fraud: 'stolen', reference: `R${at}` };
  if (at % 50 === 7) return { ...document, issuer: 'nowhere' };
  // Of a line that may lie far back, and in another process.
  return at % 50 === 9 ? { ...document, reference: `R${Math.floor(at / 3 / 50) * 50}` } : document;
}
