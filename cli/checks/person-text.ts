import { textOf, type Content } from '@watchword/api/databases/database.ts';
import type { Match, NamePart } from '@watchword/api/checks/answers.ts';
import { NAME_SIGNS } from '@watchword/api/checks/signs.ts';
import { plain } from '../terminal/table.ts';
import type { Style } from '../terminal/terminal.ts';

type Paint = (style: Style, text: string) => string;

const RULES = { document: 'identity document', 'name-born': 'name and birth date', 'name-year': 'name and part of the birth date', name: 'name alone' } as const;

/** Why a person is shown: the name that matched, part by part, how well, and what officers found who compared them before. */
export function personText({ person, content }: Match, paint: Paint): string[] {
  if (person === undefined) return [];
  const { name, romanised, parts, scores, rule } = person;
  const score = scores === undefined ? '' : `, name ${scores.name} of 100, with all else ${scores.whole}`;
  return [
    `${plain(name)}${romanised === name || romanised === '' ? '' : ` (${plain(romanised)})`} · found by ${RULES[rule]}${score}`,
    ...(parts.length === 0 ? [] : [`  ${parts.map((part) => partText(part)).join('   ')}`]),
    ...misusedText(content['identityMisused'], person.rightfulHolder === true, paint),
    ...(person.comparedBefore ?? []).map(({ on, reason, by }) => paint('warn', `Compared on ${on} by ${by === 'own' ? 'your organisation' : 'another officer'}: not the same (${reason}). Compare anew.`)),
  ];
}

function partText({ asked, recorded, how }: NamePart): string {
  if (asked === undefined) return `– ${plain(recorded ?? '')} (not asked)`;
  if (recorded === undefined) return `– ${plain(asked)} (not recorded)`;
  return how === 'equal' ? `= ${plain(recorded)}` : `${NAME_SIGNS[how]} ${plain(asked)} / ${plain(recorded)} (${how})`;
}

function misusedText(misused: unknown, isHolder: boolean, paint: Paint): string[] {
  if (!Array.isArray(misused) || misused.length === 0) return [];
  const head = isHolder ? 'This may be the rightful holder, whose identity is misused:' : 'This identity is misused by somebody else:';
  return [paint('warn', head), ...misused.map((one: Content) => `  holder ${plain(textOf(one, 'holder'))}${one['born'] === undefined ? '' : `, born ${plain(textOf(one, 'born'))}`}: ${plain(textOf(one, 'tellApart'))}`)];
}
