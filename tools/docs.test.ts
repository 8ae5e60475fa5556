import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { CONTRACT } from '../api/contract.ts';
import { ERRORS } from '../api/errors.ts';
import { EVENT_KINDS } from '../api/live.ts';
import { AUDIT_EVENTS } from '../server/audit/audit.ts';
import { CONFIG_FIELDS, SECRET_FIELDS } from '../server/config.ts';
import { FOLDERS, ROOT } from './source-files.ts';

/** Everything that people read, by hand or printed. */
const PAGES = globSync(['*.md', 'docs/**/*.md', 'server/**/README.md', 'web/**/README.md', 'sdk/README.md', 'cli/README.md'], { cwd: ROOT, exclude: (name) => name.endsWith('node_modules') }).map((file) => ({
  file,
  text: readFileSync(join(ROOT, file), 'utf8'),
}));

/** The name by which a heading can be linked to. */
function anchorOf(heading: string): string {
  return heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-');
}

test('every link leads to a file, and to a heading in it', () => {
  const broken: string[] = [];
  for (const { file, text } of PAGES) {
    for (const [, target = ''] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(target)) continue;
      const [path = '', anchor] = target.split('#');
      const full = path === '' ? join(ROOT, file) : join(ROOT, dirname(file), path);
      if (!existsSync(full)) broken.push(`${file}: ${target}`);
      else if (anchor !== undefined) {
        const headings = [...readFileSync(full, 'utf8').matchAll(/^#+ (.+)$/gm)].map((found) => anchorOf(found[1] ?? ''));
        if (!headings.includes(anchor)) broken.push(`${file}: ${target}`);
      }
    }
  }
  assert.deepEqual(broken, []);
});

test('every decision is in the list of decisions, under its number', () => {
  const list = PAGES.find(({ file }) => file === 'docs/decisions/README.md')?.text ?? '';
  const decisions = PAGES.flatMap(({ file }) => /^docs\/decisions\/(\d{4}.*)$/.exec(file)?.[1] ?? []);
  assert.ok(decisions.length > 0);
  assert.deepEqual(decisions.filter((name) => !new RegExp(`^- ${Number(name.slice(0, 4))}: \\[.+\\]\\(${name}\\)$`, 'm').test(list)), []);
});

test('every file of ours that a page names is there', () => {
  const missing: string[] = [];
  const path = new RegExp(`\`((?:${FOLDERS.join('|')}|docs)/[\\w./-]+\\.(?:ts|tsx|js|json|md|otf))\``, 'g');
  for (const { file, text } of PAGES) for (const [, name = ''] of text.matchAll(path)) if (!existsSync(join(ROOT, name)) && !existsSync(join(ROOT, dirname(file), name))) missing.push(`${file}: ${name}`);
  assert.deepEqual(missing, []);
});

test('every script, setting, error, event and operation that a page names exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
  const settings = new Set<string>([...Object.values(CONFIG_FIELDS), ...Object.values(SECRET_FIELDS)].flatMap(({ env }) => [env, `${env}_FILE`]));
  // The command reads more than the server does.
  for (const [, env = ''] of readFileSync(join(ROOT, 'cli/config.ts'), 'utf8').matchAll(/'(WATCHWORD_[A-Z_]+)'/g)) settings.add(env);
  const families = [...new Set(Object.keys(ERRORS).map((code) => code.split('.')[0]))].join('|');
  const names = new Set<string>([...Object.keys(ERRORS), ...Object.keys(AUDIT_EVENTS), ...Object.keys(EVENT_KINDS), ...CONTRACT.map(({ id }) => id)]);
  const unknown: string[] = [];
  for (const { file, text } of PAGES) {
    for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g)) if (!Object.hasOwn(scripts, name)) unknown.push(`${file}: npm run ${name}`);
    for (const [name] of text.matchAll(/WATCHWORD_[A-Z_]+/g)) if (!settings.has(name)) unknown.push(`${file}: ${name}`);
    for (const [, code = ''] of text.matchAll(new RegExp(`\`((?:${families})\\.[a-z-]+)\``, 'g'))) {
      if (!/^docs\/(audit-events|openapi|rights|errors|dependencies)/.test(file) && !names.has(code) && !/\.(ts|md|json)$/.test(code)) unknown.push(`${file}: ${code}`);
    }
  }
  assert.deepEqual(unknown, []);
});

test('the glossary has a sentence for each word, and each word once', () => {
  const glossary = PAGES.find(({ file }) => file.endsWith('glossary.md'))?.text ?? '';
  const entries = glossary.split('\n').filter((line) => line.startsWith('- '));
  const words = entries.flatMap((line) => [...(line.split(':')[0] ?? '').matchAll(/\*\*(.+?)\*\*/g)].map((found) => found[1] ?? ''));
  const asked = [
    'member country', 'bureau', 'secretariat', 'officer', 'database', 'record', 'owner', 'check', 'hit', 'confirmation', 'notice', 'diffusion', 'message', 'operation', 'incident', 'entity',
    'restriction', 'purpose', 'hub', 'bureau node',
  ];
  assert.deepEqual(asked.filter((word) => !words.includes(word)), []);
  assert.equal(new Set(words).size, words.length);
  for (const line of entries) assert.match(line, /: .{15,}\.$/, line);
});

test('the first screen of the README has the sentence, the picture, the two commands and what it is not', () => {
  const first = (PAGES.find(({ file }) => file === 'README.md')?.text ?? '').split('\n').slice(0, 45).join('\n');
  for (const part of ['docs/images/hit.png', 'npm ci && npm start', 'npm ci && npm test', 'Who it is for', 'What it is not', '`server/store`']) assert.ok(first.includes(part), part);
});
