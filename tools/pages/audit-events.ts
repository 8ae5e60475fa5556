import { AUDIT_EVENTS, ENTRY_FIELDS, type EventName, type FieldName } from '../../server/audit/audit.ts';
import { code, markdown, table, type Page } from './page.ts';

const FORMS: Readonly<Record<string, string>> = {
  text: 'ASCII, at most 255 characters', list: 'list of ASCII texts', outcomes: 'four counts', hash: '32 bytes', number: 'whole number', keep: '`short` or `long`',
};

export const auditEventsPage: Page = {
  file: 'docs/audit-events.md',
  print: () =>
    markdown('Events of the audit log', '`server/audit/events.ts` and `server/audit/entry.ts`', [
      'No answer of a check and no write leaves the server before its entry is durable. Each entry carries the hash of the one before; ' +
        '`watchword audit verify --data DIR` walks the chain and names the first broken entry. In the clear stand codes, ids and pseudonyms only; the question ' +
        'and reasons in words are sealed, with a commitment in the entry, so that they can be erased without breaking the chain. How entries lie in the ' +
        'files is in `server/audit/README.md`.',
      '## Events',
      'A number belongs to its event for ever.',
      table(
        ['Number', 'Event', 'When', 'Fields'],
        (Object.keys(AUDIT_EVENTS) as EventName[]).map((name) => {
          const { code: number, sentence, fields } = AUDIT_EVENTS[name];
          return [String(number), code(name), sentence, fields.map(code).join(', ')];
        }),
      ),
      '## Fields',
      'Every entry also has its number (`seq`, from 1 without gaps), the time in ms since 1970, and the hash of the entry before.',
      table(
        ['Tag', 'Field', 'Form', 'What it says'],
        (Object.keys(ENTRY_FIELDS) as FieldName[]).map((name) => {
          const { tag, form, sentence } = ENTRY_FIELDS[name];
          return [String(tag), code(name), FORMS[form] ?? form, sentence];
        }),
      ),
    ]),
};
