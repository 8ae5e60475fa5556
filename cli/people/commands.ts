import type { CommandSpec } from '../command.ts';

/** People of a bureau, at the machine of its server. */
export const PEOPLE_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'people first-admin <name>', about: 'a one-time code for an administrator of a bureau', load: async () => (await import('./first-admin.ts')).firstAdmin,
    examples: ['watchword people first-admin "Ana Example" --bureau FRA --data /var/lib/watchword'],
    options: [{ flags: '--data <folder>', about: 'data folder of the stopped server' }, { flags: '--bureau <country>', about: 'whose people: FRA, or XPO for the secretariat' }],
    more: 'The person opens the pages of the bureau, enters the code and registers a passkey. Good for three days, shown once. Works until there are two administrators,\nwho admit everybody else; somebody of this name who is an administrator already gets a new code, for lost keys. The audit log of the bureau says that it\nwas the operator.',
  },
];
