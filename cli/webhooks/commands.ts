import { EVENT_KINDS } from '@watchword/api/live.ts';
import type { CommandSpec, OptionSpec, Run } from '../command.ts';

type Name = 'createWebhook' | 'listWebhooks' | 'showWebhook' | 'updateWebhook' | 'removeWebhook' | 'rotateWebhook' | 'testWebhook' | 'listDeliveries' | 'redeliver';
const load = (name: Name) => async (): Promise<Run> => (await import('./webhook.ts'))[name];

const kind: OptionSpec = { flags: '--kind <kind>', about: `of this kind only: ${Object.keys(EVENT_KINDS).join(', ')}`, many: true };
const name: OptionSpec = { flags: '--name <name>', about: 'what it is' };
const out: OptionSpec = { flags: '--out <file>', about: 'write the secret into this new file, for its user alone' };
const yes: OptionSpec = { flags: '-y, --yes', about: 'do not ask' };

/** Systems that are told of events by request. */
export const WEBHOOK_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'webhook create <url>', about: 'have a system told of events', load: load('createWebhook'), options: [name, kind, out],
    examples: ['watchword webhook create https://cases.police.example/watchword --name "Case system" --kind hit.opened --out webhook.secret'],
    more: 'Signed as Standard Webhooks says. The secret is shown this once. Tried again for three days; after three days without one that arrived the webhook is disabled.',
  },
  { name: 'webhook list', about: 'list webhooks', load: load('listWebhooks'), examples: ['watchword webhook list'] },
  { name: 'webhook show <id>', about: 'show a webhook', load: load('showWebhook'), examples: ['watchword webhook show whk_0190…'] },
  {
    name: 'webhook update <id>', about: 'change, pause or resume a webhook', load: load('updateWebhook'), examples: ['watchword webhook update whk_0190… --pause', 'watchword webhook update whk_0190… --resume'],
    options: [{ flags: '--address <url>', about: 'the new address' }, name, kind, { flags: '--pause', about: 'send nothing for now' }, { flags: '--resume', about: 'send again, also after it was disabled' }],
  },
  { name: 'webhook delete <id>', about: 'remove a webhook', load: load('removeWebhook'), examples: ['watchword webhook delete whk_0190…'], options: [yes] },
  {
    name: 'webhook rotate <id>', about: 'give a webhook a new secret', load: load('rotateWebhook'), examples: ['watchword webhook rotate whk_0190… --overlap 48 --out webhook.secret'],
    options: [{ flags: '--overlap <hours>', about: 'both secrets sign for so long (24); 0 when the old one is known to others' }, out],
  },
  { name: 'webhook test <id>', about: 'send a test event', load: load('testWebhook'), examples: ['watchword webhook test whk_0190…'] },
  {
    name: 'webhook attempts <id>', about: 'what was sent to a webhook, with every attempt', load: load('listDeliveries'), examples: ['watchword webhook attempts whk_0190… --state failed'],
    options: [{ flags: '--state <state>', about: 'in this state', choices: ['waiting', 'delivered', 'failed'] }, { flags: '-l, --limit <count>', about: 'so many (50)' }],
  },
  {
    name: 'webhook redeliver <id> [deliveries...]', about: 'send deliveries again', load: load('redeliver'), examples: ['watchword webhook redeliver whk_0190… whd_0190…', 'watchword webhook redeliver whk_0190… --failed'],
    options: [{ flags: '--failed', about: 'all that have failed' }],
  },
];
