import { CONFIG_FIELDS, SECRET_FIELDS } from '../../server/config.ts';
import { code, markdown, table, type Page } from './page.ts';

type Form = { type?: string; enum?: readonly string[]; minimum?: number; maximum?: number };
type Setting = { env: string; schema: unknown; fallback?: string; sentence: string; example: string };

function formOf(schema: unknown): string {
  const { type, enum: values, minimum, maximum } = JSON.parse(JSON.stringify(schema)) as Form;
  if (values !== undefined) return values.map(code).join(', ');
  return type === 'integer' ? `number ${minimum ?? 'any'} to ${maximum ?? 'any'}` : 'text';
}

export const configurationPage: Page = {
  file: 'docs/configuration.md',
  print: () =>
    markdown('Configuration', '`server/config.ts`', [
      'Settings are read from the environment, once, when the server starts. Flags of the command line go before the environment. All problems are reported at once, ' +
        'by the name of the variable and never by its value; then nothing is started.',
      table(
        ['Variable', 'Form', 'Default', 'What it does', 'Example'],
        Object.values<Setting>(CONFIG_FIELDS).map(({ env, schema, fallback, sentence, example }) => [code(env), formOf(schema), fallback === undefined ? 'none' : code(fallback), sentence, code(example)]),
      ),
      '## Secrets',
      'A secret is never printed or logged. Give it in the variable, or put it into a file and name the file in the same variable with `_FILE`: other users of the ' +
        'machine can then not read it from the list of processes.',
      table(['Variable', 'What it is', 'Example'], Object.values(SECRET_FIELDS).map(({ env, sentence, example }) => [code(env), sentence, code(example)])),
    ]),
};
