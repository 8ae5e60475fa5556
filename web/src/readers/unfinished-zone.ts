import { listCandidates, type ReadKey } from './decode.ts';

/** Characters of a whole zone: two lines of 36 or 44, three of 30. */
const WHOLE: ReadonlySet<number> = new Set([72, 88, 90]);

/** Characters of the first line, or the first two of three. */
const FIRST_LINES: ReadonlySet<number> = new Set([30, 36, 44, 60]);

/** Whether a reader has sent whole lines of a zone, and another line must follow: some pause between the lines. */
export function isLineMissing(keys: readonly ReadKey[]): boolean {
  return isUnfinishedZone(keys) && listCandidates(keys).some(({ text }) => FIRST_LINES.has(text.replace(/\s/g, '').length));
}

/** Whether these keys are the beginning of a zone, in some layout, and more of it must follow. */
export function isUnfinishedZone(keys: readonly ReadKey[]): boolean {
  return listCandidates(keys).some(({ text }) => {
    const bare = text.replace(/\s/g, '');
    return /^[PVIAC][A-Z<]?[A-Z<]{3}/.test(bare) && /^[A-Z0-9<]+$/.test(bare) && bare.includes('<') && bare.length < 90 && !WHOLE.has(bare.length);
  });
}
