import { cruiseHouse } from '../boundaries.ts';
import { code, markdown, table, type Page } from './page.ts';

/** The part of the house that a file belongs to: its workspace, or inside the server its folder. */
function partOf(file: string): string | undefined {
  const [workspace, folder, ...rest] = file.split('/');
  if (workspace === 'server') return rest.length > 0 && folder !== 'test' ? folder : undefined;
  return workspace !== undefined && ['api', 'sdk', 'cli', 'web'].includes(workspace) ? workspace : undefined;
}

const isProduct = (file: string): boolean => !/\.test\.tsx?$|-under-test\.ts$|-behaviour\.ts$|^web\/(test|build)\//.test(file);

/** Which part imports which, without tests, sorted. */
async function edges(): Promise<[from: string, to: string][]> {
  const { modules } = await cruiseHouse();
  const found = new Set<string>();
  for (const { source, dependencies } of modules.filter((module) => isProduct(module.source))) {
    for (const { resolved } of dependencies) {
      const [from, to] = [partOf(source), partOf(resolved)];
      if (from !== undefined && to !== undefined && from !== to) found.add(`${from} ${to}`);
    }
  }
  return [...found].sort().map((edge) => edge.split(' ') as [string, string]);
}

export const dependenciesPage: Page = {
  file: 'docs/dependencies.md',
  print: async () => {
    const found = await edges();
    const parts = [...new Set(found.flat())].sort();
    // The contract is imported by everybody: drawing it would hide the rest.
    const drawn = found.filter(([, to]) => to !== 'api').map(([from, to]) => `  ${from} --> ${to}`);
    return markdown('Who imports whom', 'the imports themselves', [
      'The rules, each with its reason, are in `.dependency-cruiser.cjs`; `npm run boundaries` holds them. Everybody may import `api`, so its arrows are left out.',
      ['```mermaid', 'flowchart LR', ...drawn, '```'].join('\n'),
      table(['Part', 'Imports'], parts.map((part) => [code(part), found.filter(([from]) => from === part).map(([, to]) => code(to)).join(', ') || 'nothing of ours'])),
    ]);
  },
};
