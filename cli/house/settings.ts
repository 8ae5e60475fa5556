import type { Run } from '../command.ts';
import { SETTING_NAMES, configFile, readSettings } from '../config.ts';
import { alignRows, plain } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';

/** Shows the settings, and where each comes from. A token is shown by its first characters only. */
export const showConfig: Run = async ({ flags, terminal }) => {
  const settings = readSettings(flags);
  const rows = SETTING_NAMES.map((name) => ({ name, value: settings[name]?.value, origin: settings[name]?.origin ?? 'nowhere' }))
    .map((row) => ({ ...row, value: row.name === 'token' && row.value !== undefined ? `${row.value.slice(0, 6)}…` : row.value }));
  const value = Object.fromEntries(rows.map(({ name, value: text, origin }) => [name, flags.is('origin') ? { value: text ?? null, origin } : (text ?? null)]));
  await print(terminal, value, () => alignRows(rows.map(({ name, value: text, origin }) => [name, plain(text ?? '–'), ...(flags.is('origin') ? [origin] : [])])));
  for (const warning of settings.warnings) terminal.complain(warning);
  terminal.say(`Config file: ${configFile()}`);
};
