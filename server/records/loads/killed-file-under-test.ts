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

/** Persons of the same file in another database. */
export const PERSONS = 3000;

const SYLLABLES = ['ba', 're', 'ko', 'mi', 'ta', 'lu', 'san', 'der', 'vi', 'no'];
const spell = (number: number): string => [1000, 100, 10, 1].map((place) => SYLLABLES[Math.floor(number / place) % 10]).join('');

/** The name of a person; one line in 50 gives an earlier person another name. */
export function personOf(at: number): { name: string; born: string; reference: string } {
  const of = at % 50 === 9 ? Math.floor(at / 3 / 50) * 50 : at;
  return { name: `${at % 50 === 9 ? 'Ludmila' : 'Tarek'} ${spell(at)}`, born: `19${50 + (of % 40)}-0${1 + (of % 9)}-1${of % 9}`, reference: `R${of}` };
}

export function fileOfPersons(): Buffer {
  const lines = Array.from({ length: PERSONS }, (_, at) => {
    const { name, born, reference } = personOf(at);
    return JSON.stringify({ reference, content: { kind: 'missing', status: 'missing', names: [{ full: name, kind: 'primary' }], born: [born] } });
  });
  return Buffer.from(`${lines.join('\n')}\n`);
}
