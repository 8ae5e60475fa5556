import { PERSON_ROLES, type PersonRole } from '@watchword/api/people.ts';
import type { Persona } from '@watchword/api/people/sessions.ts';

/** Whom a visitor of the demo world can be. The first label of an origin is the id. */
export const PERSONAS: readonly Persona[] = [
  { id: 'officer-fra', title: 'Border officer', organisation: 'FRA', role: 'front-line', home: '/check' },
  { id: 'desk-uto', title: 'Duty desk', organisation: 'UTO', role: 'desk', home: '/desk' },
  { id: 'desk-fra', title: 'Duty desk', organisation: 'FRA', role: 'desk', home: '/desk' },
  { id: 'room-slv', title: 'Operation room', organisation: 'SLV', role: 'desk', home: '/operations/TURQUESA' },
  { id: 'reviewer-xpo', title: 'Secretariat, review', organisation: 'XPO', role: 'reviewer', home: '/reviews' },
  { id: 'commission-xpo', title: 'The Commission', organisation: 'XPO', role: 'commission', home: '/requests' },
  { id: 'privacy-uto', title: 'Data-protection officer', organisation: 'UTO', role: 'data-protection', home: '/oversight' },
  { id: 'officer-pan', title: 'Border officer', organisation: 'PAN', role: 'front-line', home: '/check' },
  { id: 'integrator-fra', title: 'Integrator', organisation: 'FRA', role: 'desk', home: '/developer' },
  { id: 'admin-fra', title: 'Administrator', organisation: 'FRA', role: 'administrator', home: '/people' },
  { id: 'guard-fra', title: 'Security officer', organisation: 'FRA', role: 'security', home: '/people' },
];

/** The persona of an origin by its Host header (`officer-fra.localhost:8080`), or undefined. */
export function findPersona(host: string | undefined): Persona | undefined {
  const label = /^([a-z]+-[a-z]{3})\.localhost(?::\d+)?$/.exec(host ?? '')?.[1];
  return label === undefined ? undefined : PERSONAS.find(({ id }) => id === label);
}

/** What they are called inside their bureau. Fictional, like everything there. */
const NAMES: Readonly<Record<string, string>> = {
  'officer-fra': 'Camille Exemple', 'desk-uto': 'Robin Specimen', 'desk-fra': 'Charlie Modele', 'room-slv': 'Ariel Muestra', 'reviewer-xpo': 'Sasha Sample', 'officer-pan': 'Alex Ejemplo', 'commission-xpo': 'Kim Muster', 'integrator-fra': 'Dominique Modele', 'admin-fra': 'Claude Fictif', 'guard-fra': 'Maxime Essai', 'privacy-uto': 'Noa Beispiel',
};

/** A persona as a person of its bureau. */
export function personaOf({ id, title, role }: Persona): { id: string; name: string; role: PersonRole } {
  return { id, name: NAMES[id] ?? title, role: PERSON_ROLES.find((one) => one === role) ?? 'front-line' };
}
