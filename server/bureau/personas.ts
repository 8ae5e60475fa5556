import type { Persona } from '@watchword/api/sessions.ts';

/** Whom a visitor of the demo world can be. The first label of an origin is the id. */
export const PERSONAS: readonly Persona[] = [
  { id: 'officer-fra', title: 'Border officer', organisation: 'FRA', role: 'front-line', home: '/check' },
  { id: 'desk-uto', title: "Owner's desk", organisation: 'UTO', role: 'desk', home: '/records' },
  { id: 'reviewer-xpo', title: 'Secretariat, review', organisation: 'XPO', role: 'reviewer', home: '/reviews' },
  { id: 'officer-pan', title: 'Border officer', organisation: 'PAN', role: 'front-line', home: '/check' },
  { id: 'integrator-fra', title: 'Integrator', organisation: 'FRA', role: 'desk', home: '/developer' },
];

/** The persona of an origin by its Host header (`officer-fra.localhost:8080`), or undefined. */
export function findPersona(host: string | undefined): Persona | undefined {
  const label = /^([a-z]+-[a-z]{3})\.localhost(?::\d+)?$/.exec(host ?? '')?.[1];
  return label === undefined ? undefined : PERSONAS.find(({ id }) => id === label);
}
