import type { AnalysedName, NameCode, QuestionCode } from './model.ts';

/** The codes under which an index keeps a name: the narrow set. */
export function storedCodes(_name: AnalysedName): NameCode[] {
  return [];
}

/** The codes to ask for: the wide set, each with its rung. */
export function questionCodes(_name: AnalysedName): QuestionCode[] {
  return [];
}
