/** Groups of recipients: those that come with the program, and those that are kept here. */
import type { RecipientGroup } from '@watchword/api/messages.ts';
import { SECRETARIAT } from '@watchword/api/organisations.ts';
import { REGIONS } from '@watchword/api/countries/regions.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { MessageGroupTable } from '#store/message-tables.ts';

/** The groups that an organisation can choose from. `all`: codes of everybody who can be written to. */
export function groupsFor({ organisation, number }: { organisation: string; number: number }, { all, kept }: { all: readonly string[]; kept: readonly MessageGroupTable[] }): RecipientGroup[] {
  const reachable = new Set(all);
  const regions = REGIONS.map(({ code, name, members }): RecipientGroup => ({ code: `region-${code}`, name, kind: 'region', members: members.filter((member) => reachable.has(member)), version: 0 }));
  const shown = kept.filter((group) => group.organisation === number || (organisationCode(group.organisation) === SECRETARIAT && membersOf(group).includes(organisation)));
  return [{ code: 'all', name: 'Everybody with a mailbox', kind: 'all', members: [...all], version: 0 }, ...regions, ...shown.map(presentGroup)];
}

/** A kept group as it is told. */
export function presentGroup(group: MessageGroupTable): RecipientGroup {
  const { code, name, version } = group;
  return { code, name, kind: code.startsWith('operation-') ? 'operation' : 'own', members: membersOf(group), version };
}

function membersOf({ members }: Pick<MessageGroupTable, 'members'>): string[] {
  return JSON.parse(members) as string[];
}
