import type { AnalysedName, NameText } from './model.ts';

/** Splits a name into words with their readings, roles and codes. Any text gives an answer; one without a letter has no words. */
export function analyseName(name: NameText): AnalysedName {
  const text = 'text' in name ? name.text : [name.given, name.family].filter(Boolean).join(' ');
  return { text, script: 'other', tokens: [], words: [] };
}
