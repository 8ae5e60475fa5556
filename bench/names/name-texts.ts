/** Names as one text each, the way one would store them for a search by trigrams. */
import type { Content } from '../../api/databases/database.ts';
import { nameTexts } from '../../api/databases/persons.ts';
import { withoutSigns } from '../../server/demo/people/spellings.ts';

/** Small letters without signs; what separates columns of a copy is a space. */
export function textOfName(text: string): string {
  return withoutSigns(text).toLowerCase().replace(/[\t\n\\]/g, ' ');
}

/** Every name of a record, each once. */
export function listNameTexts(content: Content): readonly string[] {
  return [...new Set(nameTexts(content).map(textOfName))];
}
