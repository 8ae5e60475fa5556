/** What the databases are asked about an entity of a report. */
import type { Purpose } from '@watchword/api/checks/purposes.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import type { IncidentContent } from '@watchword/api/joint/incidents.ts';
import { PROTECTED_ROLES } from '@watchword/api/joint/words.ts';
import type { Entity } from '@watchword/sdk/joint/entities.ts';

/** A question, and why: migrants and victims are asked of for their care. Undefined for what no database knows. */
export function questionOf(content: IncidentContent, { kind, pointer }: Entity, purpose: Purpose): { readonly subject: Subject; readonly purpose: Purpose } | undefined {
  const [, list = '', at = '', part = ''] = pointer.split('/');
  const place = Number(at);
  if (list === 'persons') {
    const person = content.persons?.[place];
    if (person?.identity === undefined) return undefined;
    const { name, birthDate, document } = person.identity;
    const why = PROTECTED_ROLES.includes(person.role) ? 'victim-care' : purpose;
    if (kind === 'document') return document === undefined ? undefined : { purpose: why, subject: { document: { number: document.number, issuer: document.issuer } } };
    const sex = person.sex === 'female' ? 'F' : person.sex === 'male' ? 'M' : undefined;
    return { purpose: why, subject: { person: { name, ...(birthDate !== undefined && { born: birthDate }), ...(person.nationality !== undefined && { nationality: person.nationality }), ...(sex !== undefined && { sex }) } } };
  }
  const document = list === 'documents' ? content.documents?.[place] : undefined;
  if (document !== undefined) return { purpose, subject: { document: { number: document.number, issuer: document.issuer } } };
  const vehicle = list === 'vehicles' ? content.vehicles?.[place] : undefined;
  if (vehicle === undefined) return undefined;
  if (part === 'vin') return vehicle.vin === undefined ? undefined : { purpose, subject: { vehicle: { vin: vehicle.vin } } };
  return { purpose, subject: { vehicle: { plate: { number: vehicle.plate, country: vehicle.country } } } };
}
