import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** What the standard asks for, and that with what is good practice besides. */
export const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const EVERYTHING = [...STANDARD, 'best-practice'];

/** Every fault that axe finds on a page, with the first elements that have it. `but`: rules that are left out. */
export async function faultsOf(page: Page, runOnly: readonly string[] = EVERYTHING, but: readonly string[] = []): Promise<readonly string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async ([rules, left]) => {
    const axe = (window as unknown as { axe: { run: (root: Document, options: object) => Promise<{ violations: { id: string; nodes: { html: string; any: { message: string }[] }[] }[] }> } }).axe;
    const { violations } = await axe.run(document, { runOnly: rules, rules: Object.fromEntries(left.map((rule) => [rule, { enabled: false }])) });
    return violations.map((one) => `${one.id}: ${one.nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`).slice(0, 3).join(' | ')}`);
  }, [runOnly, but] as const);
}
