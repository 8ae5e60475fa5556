import anyAscii from 'any-ascii';
import type { Script } from './model.ts';
const fold = (text: string): string => { let out = ''; for (const c of anyAscii(text.toLowerCase()).toLowerCase()) if (c >= 'a' && c <= 'z') out += c; return out; };
export const readWord = (text: string, _script: Script): readonly string[] => { const a = fold(text); return a === '' ? [] : [a]; };
type Cut = { family: { text: string; readings: readonly string[] }; given: { text: string; readings: readonly string[] } };
export const readHanWord = (text: string): Cut | undefined => { if (text.length < 2 || text.length > 4) return undefined; const n = text.length === 4 ? 2 : 1; return { family: { text: text.slice(0, n), readings: readWord(text.slice(0, n), 'han') }, given: { text: text.slice(n), readings: readWord(text.slice(n), 'han') } }; };
export const readHangulWord = (text: string): Cut | undefined => { if (text.length < 2 || text.length > 4) return undefined; return { family: { text: text.slice(0, 1), readings: readWord(text.slice(0, 1), 'hangul') }, given: { text: text.slice(1), readings: readWord(text.slice(1), 'hangul') } }; };
