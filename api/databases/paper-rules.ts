import type { FieldError } from '../errors.ts';
import { textOf, type Content } from './database.ts';

/** What holds of every paper that was stolen, lost or revoked, for travel or not. Pointers start at the content. */
export function paperFaults(content: Content): FieldError[] {
  const faults: FieldError[] = [];
  if (content['fraud'] === 'revoked' && content['ground'] === undefined) {
    faults.push({ pointer: '/ground', code: 'required', detail: 'Give the legal ground on which the document was revoked.' });
  }
  if (content['fraud'] === 'stolen-blank') {
    for (const field of ['issuedOn', 'validUntil']) {
      if (content[field] !== undefined) faults.push({ pointer: `/${field}`, code: 'not-for-blanks', detail: 'A blank was never issued: leave this day out.' });
    }
  }
  const [issued, until] = [textOf(content, 'issuedOn'), textOf(content, 'validUntil')];
  if (issued !== '' && until !== '' && until < issued) {
    faults.push({ pointer: '/validUntil', code: 'before-issue', detail: 'The document ends before it was issued. Look at both days.' });
  }
  return faults;
}
