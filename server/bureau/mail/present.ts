/** Devices and alarms as people see them. */
import type { Alarm, MailboxDevice } from '@watchword/api/mailbox.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import { DEVICE_KINDS } from '@watchword/api/message-format.ts';
import type { MailAlarmTable } from '#store/mail-tables.ts';
import type { DeviceRow } from './queries.ts';

const time = (ms: number): string => new Date(ms).toISOString();

/** A device. `person`: who looks. */
export function presentDevice(row: DeviceRow, person: Uint8Array): MailboxDevice {
  return {
    id: row.id, kind: DEVICE_KINDS.find((kind) => kind === row.kind) ?? 'system', name: row.name, own: row.person !== null && Buffer.compare(row.person, person) === 0, enrolledAt: time(row.enrolled_at),
    ...(row.person_name !== null && { person: row.person_name }), ...(row.removed_at !== null && { removedAt: time(row.removed_at) }), ...(row.reason !== null && { reason: row.reason }),
  };
}

export function presentAlarm({ id, at, code, organisation, message, seen_at: seen }: MailAlarmTable): Alarm {
  return { id: idFromBytes('alm', id), at: time(at), code, organisation, ...(message !== null && { message }), ...(seen !== null && { seenAt: time(seen) }) };
}
