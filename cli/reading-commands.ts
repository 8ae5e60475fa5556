import type { CommandSpec } from './command.ts';

/** Reading zones and VINs, without a server. */
export const READING_COMMANDS: readonly CommandSpec[] = [
  {
    name: 'mrz [zones...]', about: 'read machine-readable zones, one a line, and print one JSON object each', load: async () => (await import('./reading.ts')).readZones,
    examples: ["echo 'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<|L898902C36UTO7408122F1204159ZE184226B<<<<<10' | watchword mrz", 'watchword mrz < zones.txt > read.ndjson'],
    more: 'The lines of a zone are joined by |. Prints { format, valid, fields, checks }; format is null where there is no zone. One line out for each line in; of an empty one it says { empty: true }.',
  },
  {
    name: 'vin [vins...]', about: 'read VINs, one a line, and print one JSON object each', load: async () => (await import('./reading.ts')).readVins,
    examples: ['watchword vin 1M8GDM9AXKP042788', 'watchword vin < vins.txt'],
    more: 'Prints { folded, isComplete, region, checkDigit }. The check digit binds in North America and China only.',
  },
];
