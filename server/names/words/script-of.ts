import type { Script } from '../model.ts';

/** The script of a character; undefined for signs, marks and digits. */
export function scriptOfCode(code: number): Script | undefined {
  if (code < 0x41) return undefined;
  if (code < 0x80) return (code | 32) >= 97 && (code | 32) <= 122 ? 'latin' : undefined;
  if (code < 0xc0) return undefined;
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 'latin';
  if (code < 0x370) return code < 0x2b0 ? 'latin' : undefined;
  if (code < 0x400 || (code >= 0x1f00 && code < 0x2000)) return 'greek';
  if (code < 0x530) return 'cyrillic';
  if (code < 0x590) return 'other';
  if (code < 0x600) return code >= 0x5d0 ? 'hebrew' : undefined;
  if (code < 0x780 || (code >= 0x8a0 && code < 0x900)) return isArabicMark(code) ? undefined : 'arabic';
  if (code < 0x1100) return 'other';
  if (code < 0x1200 || (code >= 0xac00 && code < 0xd7b0)) return 'hangul';
  if (code < 0x2000) return 'other';
  if (code < 0x2e80) return undefined;
  if (code >= 0x3040 && code < 0x3100) return code === 0x30fb ? undefined : 'kana';
  if ((code >= 0x3400 && code < 0xa000) || code === 0x3005 || code >= 0x20000) return 'han';
  return code < 0x3040 ? undefined : 'other';
}

const isArabicMark = (code: number): boolean => code < 0x620 || (code >= 0x64b && code <= 0x670) || (code >= 0x6d6 && code <= 0x6ed);

/** A word cut where its script changes. */
export function cutByScript(word: string): { text: string; script: Script }[] {
  const runs: { text: string; script: Script }[] = [];
  let text = '';
  let script: Script | undefined;
  for (const letter of word) {
    const own = scriptOfCode(letter.codePointAt(0) ?? 0);
    if (own !== undefined && script !== undefined && own !== script) {
      runs.push({ text, script });
      text = '';
    }
    script = own ?? script;
    text += letter;
  }
  if (script !== undefined) runs.push({ text, script });
  return runs;
}
