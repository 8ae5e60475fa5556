import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { CommandSpec } from '../command.ts';

const ROLES = ['front-line', 'desk', 'system', 'reviewer', 'administrator', 'data-protection', 'commission', 'security', 'partner'];

/** Tokens of systems. */
export const ACCESS_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'token issue', about: 'issue a token to a system; its secret is shown once', load: async () => (await import('./token.ts')).issueToken,
    examples: ['watchword token issue --name "Border system" --permission check,check:batch --out border.token', 'watchword token issue --data ./data --organisation FRA --name first --role desk --permission record:read,record:write'],
    options: [
      { flags: '--name <text>', about: 'what will use it' },
      { flags: '--role <role>', about: 'decides which fields it sees (system)', choices: ROLES },
      { flags: '--permission <permission>', about: `what it may do: ${PERMISSIONS.join(', ')}`, many: true },
      { flags: '--organisation <country>', about: 'for this country (your own without it; the secretariat is XPO)' },
      { flags: '--expires <time>', about: 'when it ends: a day, or a time in RFC 3339' },
      { flags: '-o, --out <file>', about: 'write the secret to this new file, readable by you alone' },
      { flags: '--data <folder>', about: 'in this data folder, without a server: for the first token' },
    ],
  },
  { name: 'token list', about: 'list the tokens of your organisation', load: async () => (await import('./token.ts')).listTokens, examples: ['watchword token list'] },
  { name: 'token revoke <id>', about: 'revoke a token: the next request with it fails', load: async () => (await import('./token.ts')).revokeToken, examples: ['watchword token revoke tok_0190…'], options: [{ flags: '-y, --yes', about: 'do not ask' }] },
];
