import type { CommandSpec } from '../command.ts';

/** Hearing of events. */
export const EVENT_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'events', about: 'hear of what concerns your organisation, as it happens', load: async () => (await import('./events.ts')).events,
    examples: ['watchword events', 'watchword events --after 0 --until-now --ndjson', 'watchword events --kind hit.opened --kind message.received --ndjson | ./ring.sh'],
    options: [
      { flags: '--after <number>', about: 'all that came after this one; 0 for the last 30 days (from now on)' }, { flags: '--until-now', about: 'end when nothing more waits' },
      { flags: '--kind <kind>', about: 'of this kind only', many: true }, { flags: '--keep-place <file>', about: 'keep the last number in this file, and go on from there the next time' },
    ],
    more: 'One line each: number, time, kind, id. A line that is lost is taken up again where it was. Ctrl+C ends it. Exit code 0 when it was ended in order.',
  },
];
