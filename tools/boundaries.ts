import { Visitor } from '@swc/core/Visitor.js';
import type { Statement, VariableDeclarator } from '@swc/core';
import { cruise, type ICruiseOptions, type ICruiseResult, type IModule } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FOLDERS, listSourceFiles, ROOT } from './source-files.ts';

/** One import that a rule forbids, with the sentence of the rule. */
export type Violation = { rule: string; from: string; to: string; comment: string };

/** What the cruise saw: how many of our files, which of them it missed, what it forbids, and who imports whom. */
export type Cruise = { cruised: number; missed: readonly string[]; violations: readonly Violation[]; modules: readonly IModule[] };

// The walker of @swc/core that dependency-cruiser uses was written before `using`, which reads like any other declaration.
const knownStatement = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function visitStatement(statement: Statement): Statement {
  if (!('decls' in statement)) return knownStatement.call(this, statement);
  this.visitVariableDeclarators(statement.decls as VariableDeclarator[]);
  return statement;
};

/** Follows every import below `root` and holds it against the rules of `.dependency-cruiser.cjs`. */
export async function cruiseHouse(root: string = ROOT): Promise<Cruise> {
  const options = (await extractDepcruiseOptions(join(ROOT, '.dependency-cruiser.cjs'))) as ICruiseOptions;
  const folders = FOLDERS.filter((folder) => existsSync(join(root, folder)));
  const { output } = await cruise([...folders], { ...options, baseDir: root, outputType: undefined as never }, options.enhancedResolveOptions as object);
  if (typeof output === 'string') throw new TypeError('The cruise gave a text where its result was expected.');
  return judge(output, listSourceFiles(root), options);
}

// With no parser for TypeScript the cruise finds nothing and reports success, so what it saw is compared with the disk.
function judge(result: ICruiseResult, files: readonly string[], options: ICruiseOptions): Cruise {
  const seen = new Set(result.modules.map((module) => module.source));
  const comments = new Map(options.ruleSet?.forbidden?.map((rule) => [rule.name, rule.comment ?? '']));
  return {
    cruised: files.filter((file) => seen.has(file)).length,
    missed: files.filter((file) => !seen.has(file)),
    violations: result.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to, comment: comments.get(rule.name) ?? '' })),
    modules: result.modules,
  };
}
