import type { AnalysedName, PartComparison } from '@watchword/server/bin/names.ts';
import { NAME_SIGNS } from '@watchword/api/checks/signs.ts';
import type { Run } from '../command.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

const WORDS: Readonly<Record<PartComparison['how'], string>> = {
  equal: 'equal', spelling: 'spelled alike', sound: 'sounds alike', script: 'the same in another script', joined: 'written together', initial: 'an initial',
  nickname: 'an everyday form', differs: 'another name', 'asked-only': 'asked for only', 'recorded-only': 'recorded only',
};

/** `watchword names explain`: the words of both names, how they meet, and what comes of it. Exit 0: comparing is no check. */
export const explainNames: Run = async ({ args: [first = '', second = ''], terminal }) => {
  const { analyseName, BANDS, compareNames } = await import('@watchword/server/bin/names.ts');
  const [asked, recorded] = [analyseName({ text: first }), analyseName({ text: second })];
  const { score, rarity, parts } = compareNames(asked, recorded);
  const band = score >= BANDS.names.possible ? 'possible' : 'none';
  const rounded = Number(score.toFixed(3));
  await print(terminal, { asked: describe(asked), recorded: describe(recorded), score: rounded, band, rarity: Number(rarity.toFixed(1)), parts }, () => [
    `${band === 'possible' ? 'POSSIBLE' : 'NONE'}  ${rounded.toFixed(3)}, possible from ${BANDS.names.possible}; by chance in one of ${oneOf(rarity)} pairs of people`, '',
    ...alignRows(parts.map((part) => [`  ${part.asked ?? ''}`, `${NAME_SIGNS[part.how]}  ${part.recorded ?? ''}`, `${WORDS[part.how]}${isPair(part) ? ` ${part.score.toFixed(2)}` : ''}`])), '',
    ...alignRows([...wordRows('asked', asked), ...wordRows('recorded', recorded)]),
  ]);
};

const isPair = ({ how }: PartComparison): boolean => how !== 'asked-only' && how !== 'recorded-only';
const oneOf = (rarity: number): string => (rarity < 6 ? Math.round(10 ** rarity).toLocaleString('en') : `10^${rarity.toFixed(0)}`);

const describe = ({ text, tokens }: AnalysedName) => ({ text, words: tokens.map(({ text: word, role, script, part, readings }) => ({ text: word, role, script, ...(part && { part }), readings })) });

const wordRows = (side: string, name: AnalysedName): string[][] => name.tokens.map((token, at) => [at === 0 ? `  ${side}` : '', token.text, token.role === 'name' ? (token.part ?? 'name') : token.role, token.readings.join(', ')]);
