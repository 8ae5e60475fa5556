import type { FieldError } from '@watchword/api/errors.ts';
import type { Words } from './words.tsx';

/** What is wrong with a field, and how to mend it. The server's sentence is English; in other languages its code is said. */
export function sayFault({ code, detail }: FieldError, { language, coded }: Words): string {
  return language === 'en' ? detail : coded('mend', code, detail);
}
