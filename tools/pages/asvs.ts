import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../source-files.ts';
import { code, markdown, table, type Page } from './page.ts';

/** Where the answers to the standard are kept, by hand. */
const ASVS_FILE = 'docs/asvs/asvs.json';

/** What can be said of a requirement. */
export const VERDICTS = ['met', 'partly', 'not met', 'not applicable', 'not looked at'] as const;
type Verdict = (typeof VERDICTS)[number];

/** What shows it: a test by its title, a line by a piece of its text, or a whole file. */
type Proof = { readonly file: string; readonly test?: string; readonly line?: string };

/** A requirement of OWASP ASVS: its number, its level, what it asks in our words, and what is said of it. */
type Requirement = { readonly id: string; readonly level: 1 | 2; readonly asks: string; readonly verdict: Verdict; readonly by: readonly Proof[]; readonly says?: string };

const CHAPTERS = [
  'Encoding and sanitization', 'Validation and business logic', 'Web front end', 'API and web service', 'File handling', 'Authentication', 'Session management', 'Authorization', 'Self-contained tokens',
  'OAuth and OIDC', 'Cryptography', 'Secure communication', 'Configuration', 'Data protection', 'Secure coding and architecture', 'Logging and error handling', 'WebRTC',
] as const;

/** All requirements, in the order of the standard. */
export function readRequirements(): Requirement[] {
  return JSON.parse(readFileSync(join(ROOT, ASVS_FILE), 'utf8')) as Requirement[];
}

function proofText({ file, test, line }: Proof): string {
  if (test !== undefined) return `${code(file)}: "${test}"`;
  return line === undefined ? code(file) : `${code(file)} at \`\`${line.includes('`') ? ` ${line} ` : line}\`\``;
}

function count(requirements: readonly Requirement[]): string[] {
  return VERDICTS.map((verdict) => String(requirements.filter((one) => one.verdict === verdict).length));
}

function row({ id, level, asks, verdict, by, says }: Requirement): string[] {
  return [id, String(level), asks, verdict === 'met' || verdict === 'not applicable' ? verdict : `**${verdict}**`, [...by.map(proofText), ...(says === undefined ? [] : [`${says}.`])].join('; ')];
}

export const asvsPage: Page = {
  file: 'docs/asvs.md',
  print: () => {
    const all = readRequirements();
    return markdown('OWASP ASVS 5.0, levels 1 and 2', code(ASVS_FILE), [
      'Each requirement of chapters V1 to V17 at level 1 and 2 of the [standard](https://github.com/OWASP/ASVS/tree/v5.0.0_release/5.0), in few words of our own, and what shows that it is met: a test by its title, or a line ' +
        'of the code. `partly` and `not met` say what is missing. Judged by reading the code and its tests, by whoever wrote them: no audit.',
      table(['', ...VERDICTS], [['level 1', ...count(all.filter(({ level }) => level === 1))], ['level 2', ...count(all.filter(({ level }) => level === 2))], ['both', ...count(all)]]),
      ...CHAPTERS.flatMap((title, at) => [
        `## V${at + 1} ${title}`,
        table(['', 'level', 'asks for', 'verdict', 'shown by'], all.filter(({ id }) => id.startsWith(`${at + 1}.`)).map(row)),
      ]),
    ]);
  },
};
