import { keep } from './keep.ts';

/** Letters that the languages of Europe write for one another without a change of sound, in the order in which they are replaced. */
const SAME: readonly (readonly [written: string, plain: string])[] = [
  ['ph', 'f'], ['th', 't'], ['ck', 'k'], ['cq', 'k'], ['qu', 'k'], ['kh', 'k'], ['gh', 'g'], ['tz', 'z'], ['ts', 'z'], ['x', 'ks'], ['q', 'k'], ['w', 'v'], ['ou', 'u'], ['oo', 'u'], ['ee', 'i'], ['ie', 'i'], ['ei', 'i'], ['ey', 'i'], ['ay', 'ai'], ['y', 'i'], ['j', 'i'], ['ii', 'i'], ['h', ''],
];

/** A word as it would be written by somebody who only hears it: Sophie and Sofie, Patrick and Patrik are one; Simon and Simone are two. */
export const plainSound = keep(20_000, make);

function make(word: string): string {
  let plain = word;
  for (const [written, instead] of SAME) plain = plain.replaceAll(written, instead);
  let out = '';
  for (let at = 0; at < plain.length; at++) {
    const letter = plain.charAt(at);
    const next = plain.charAt(at + 1);
    const heard = letter === 'c' ? (next === 'e' || next === 'i' ? 's' : 'k') : letter;
    if (!out.endsWith(heard)) out += heard;
  }
  return out;
}
