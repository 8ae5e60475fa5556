import { PERMISSIONS } from '@watchword/api/operation.ts';
import type { CommandSpec, OptionSpec } from '../command.ts';

const ROLES = ['front-line', 'desk', 'system', 'reviewer', 'administrator', 'data-protection', 'commission', 'security', 'partner'];

const KEY_OPTIONS: readonly OptionSpec[] = [
  { flags: '-o, --out <file>', about: 'write the new private key to this new file, readable by you alone' },
  { flags: '--algorithm <name>', about: 'of the new key (Ed25519)', choices: ['Ed25519', 'ES256'] },
  { flags: '--public-key <file>', about: 'in place of a new key: the public half (JWK) of one that the system made itself' },
  { flags: '--kid <name>', about: 'name of the key (the moment)' },
  { flags: '--expires <time>', about: 'when the key ends: a day, or a time in RFC 3339 (in a year)' },
];
const CERTIFICATE: OptionSpec = { flags: '--certificate <file>', about: 'bind its tokens to this certificate (PEM)', many: true };
const YES: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };

/** Tokens of systems, and systems with keys of their own. */
export const ACCESS_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'token issue', about: 'issue a token to a system, for a small set-up; its secret is shown once', load: async () => (await import('./token.ts')).issueToken,
    examples: ['watchword token issue --name "Border system" --permission check,check:batch --out border.token', 'watchword token issue --data ./data --organisation FRA --name first --role desk --permission record:read,record:write'],
    options: [
      { flags: '--name <text>', about: 'what will use it' },
      { flags: '--role <role>', about: 'decides which fields it sees (system)', choices: ROLES },
      { flags: '--permission <permission>', about: `what it may do: ${PERMISSIONS.join(', ')}`, many: true },
      { flags: '--organisation <country>', about: 'for this country (your own without it; the secretariat is XPO)' },
      { flags: '--expires <time>', about: 'when it ends: a day, or a time in RFC 3339 (after a year, which is the most)' },
      { flags: '-o, --out <file>', about: 'write the secret to this new file, readable by you alone' },
      { flags: '--data <folder>', about: 'in this data folder, without a server: for the first token' },
    ],
  },
  { name: 'token list', about: 'list the tokens of your organisation', load: async () => (await import('./token.ts')).listTokens, examples: ['watchword token list'] },
  { name: 'token revoke <id>', about: 'revoke a token: the next request with it fails', load: async () => (await import('./token.ts')).revokeToken, examples: ['watchword token revoke tok_0190…'], options: [{ flags: '-y, --yes', about: 'do not ask' }] },
  {
    name: 'client register', about: 'register a system that signs in with a key of its own', load: async () => (await import('./client.ts')).registerClient,
    examples: ['watchword client register --name "Border system" --permission check,check:batch --out border.key.json', 'watchword client register --name Gates --permission check --public-key gates.jwk.json --certificate gates.pem'],
    options: [
      { flags: '--name <text>', about: 'what it is' },
      { flags: '--role <role>', about: 'decides which fields it sees (system)', choices: ROLES },
      { flags: '--permission <permission>', about: `what it may do: ${PERMISSIONS.join(', ')}`, many: true },
      { flags: '--organisation <country>', about: 'for this country (your own without it)' },
      ...KEY_OPTIONS, CERTIFICATE,
    ],
  },
  { name: 'client list', about: 'list the registered systems of your organisation, with their keys', load: async () => (await import('./client.ts')).listClients, examples: ['watchword client list'] },
  { name: 'client rotate <id>', about: 'add the next key of a system; the old one stays good until it is removed', load: async () => (await import('./client.ts')).rotateKey, examples: ['watchword client rotate cli_0190… --out border-2027.key.json'], options: KEY_OPTIONS },
  { name: 'client remove-key <id> <kid>', about: 'remove a key: what was fetched with it fails with the next request', load: async () => (await import('./client.ts')).removeKey, examples: ['watchword client remove-key cli_0190… 2026-11-24'], options: [YES] },
  { name: 'client certificates <id>', about: 'bind the tokens of a system to these certificates; to none without any', load: async () => (await import('./client.ts')).setCertificates, examples: ['watchword client certificates cli_0190… --certificate old.pem --certificate new.pem'], options: [CERTIFICATE] },
  { name: 'client revoke <id>', about: 'revoke a system: the next request with any of its tokens fails', load: async () => (await import('./client.ts')).revokeClient, examples: ['watchword client revoke cli_0190…'], options: [YES] },
  { name: 'login', about: 'sign in with the key file or token, and say who the server takes you for', load: async () => (await import('./client.ts')).login, examples: ['watchword login --key-file border.key.json'] },
];
