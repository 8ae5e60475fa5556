import { DATABASES } from '../../api/databases/databases.ts';
import { WARNED_DAYS } from '../../api/requests/retention.ts';
import { CONFIG_FIELDS } from '../../server/config.ts';
import { code, markdown, table, type Page } from './page.ts';

const { keepEndedDays, keepQuestionsDays, keepRequestsDays } = CONFIG_FIELDS;
const days = (field: { fallback: string; env: string }): string => `${field.fallback} days (${code(field.env)})`;

export const retentionPage: Page = {
  file: 'docs/retention.md',
  print: () =>
    markdown('Retention calendar', '`api/databases/`, `api/requests/retention.ts` and `server/config.ts`', [
      `How long what is kept. The owner of a record is warned ${WARNED_DAYS} days (four months) before its end: on the pages of records, by \`watchword record ending\`, and at \`/v1/retention\`. ` +
        'Not renewed, a record ends by itself. What happens to a person before that is in [rights of persons](persons-rights.md).',
      '## Records',
      table(
        ['Database', 'Personal data', 'Ends after', 'At most', 'Warned before', 'What it said is erased'],
        DATABASES.map(({ title, personal, lifetime }) => [title, personal ? 'yes' : 'no', code(lifetime.initial), code(lifetime.longest), `${WARNED_DAYS} days`, `${days(keepEndedDays)} after its end`]),
      ),
      'On the day after its last one, or when its owner withdraws it, a record matches nothing, its photographs are erased, and it leaves the index of keys and names. ' +
        'After the time above its content, every earlier version and its reference are erased from the store: on SQLite the bytes are written over. Of the record stay its id, database, owner, and when what happened to it.',
      '## The rest',
      table(
        ['What', 'How long', 'How it ends'],
        [
          ['Questions of checks that found nothing', days(keepQuestionsDays), 'The keys of the day are destroyed; the entries stay'],
          ['Questions of checks that found something, and reasons in words', 'Until they are erased by decision', 'The key of each text is destroyed; the entries and proofs stay'],
          ['Answers kept for repeated requests', '1 day', 'Erased'],
          ['"Not the same" of a traveller and a record', '365 days', 'Erased'],
          ['Requests of persons, sealed to the Commission', `${days(keepRequestsDays)} after closing`, 'What is sealed is erased; kind, days and outcome stay'],
          ['Rejected lines of loads', 'Until the operator removes the file', 'By hand, in `hub/loads`'],
        ],
      ),
    ]),
};
