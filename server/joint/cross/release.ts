/** What of an incident goes to the other side of a link. Pure. */
import type { Releasable } from '@watchword/api/joint/cross-words.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';

type Part = { -readonly [Name in keyof IncidentContent]?: IncidentContent[Name] };

/** `pointers`: where the entity stands. `isNamed`: the country has decided that migrants and victims may be named to others. */
export type Releasing = { readonly parts: readonly Releasable[]; readonly pointers: readonly string[]; readonly isNamed: boolean };

const OF_PART: Readonly<Record<Exclude<Releasable, 'entity'>, readonly (keyof IncidentContent)[]>> = {
  event: ['kind', 'at', 'place', 'grade'],
  persons: ['persons'],
  things: ['documents', 'vehicles', 'phones', 'handles', 'devices', 'addresses', 'seizures'],
  money: ['accounts', 'transactions', 'cards'],
  words: ['offer', 'networks', 'note'],
};

/** Only what was released; nobody who is protected is named against the rule of his country. */
export function partOf(content: IncidentContent, { parts, pointers, isNamed }: Releasing): Part {
  const part: Part = {};
  for (const name of parts) if (name !== 'entity') for (const field of OF_PART[name]) copy(content, part, field);
  if (parts.includes('entity')) for (const pointer of pointers) addEntry(content, part, pointer);
  if (part.persons !== undefined && !isNamed) part.persons = part.persons.map((person) => (PROTECTED_ROLES.includes(person.role) ? withoutIdentity(person) : person));
  return part;
}

function copy<Field extends keyof IncidentContent>(from: IncidentContent, to: Part, field: Field): void {
  if (from[field] !== undefined) to[field] = from[field];
}

/** The one entry of a list in which the entity stands, unless the whole list is there. */
function addEntry(content: IncidentContent, part: Part, pointer: string): void {
  const [, list = '', place = ''] = pointer.split('/');
  const field = list as keyof IncidentContent;
  const whole: unknown = content[field];
  const have: unknown = part[field];
  if (!Array.isArray(whole)) return copy(content, part, field);
  if (Array.isArray(have) && have.length === whole.length) return;
  const entry: unknown = whole[Number(place)];
  if (entry === undefined || (Array.isArray(have) && have.includes(entry))) return;
  Object.assign(part, { [field]: [...(Array.isArray(have) ? (have as unknown[]) : []), entry] });
}

function withoutIdentity({ identity: _, ...person }: NonNullable<IncidentContent['persons']>[number]): NonNullable<IncidentContent['persons']>[number] {
  return person;
}
