/** Which bureau a request came to, by the name under which it came. */
import type { Place } from './visitor.ts';
import { findPersona } from './personas.ts';

/** Tells the place of a Host header; undefined when no bureau is there. */
export type Places = (host: string | undefined) => Place | undefined;

/** Of one bureau at an origin of its own, whatever a request says of the name under which it came. */
export function placeOfBureau({ code, origin, domain }: { code: string; origin: string; domain: string }): Places {
  const place = { code, origin, domain: domain === '' ? new URL(origin).hostname : domain };
  return () => place;
}

/**
 * Of the demo world: each persona at an origin of its own, and each bureau at one (`fra.localhost`) for people with passkeys.
 * `codes`: the bureaus that are there.
 */
export function placesOfDemo(codes: readonly string[]): Places {
  return (host) => {
    const persona = findPersona(host);
    if (persona !== undefined && host !== undefined && codes.includes(persona.organisation)) return placeAt(host, persona.organisation, persona.id);
    const code = /^([a-z]{3})\.localhost(?::\d+)?$/.exec(host ?? '')?.[1]?.toUpperCase();
    return code !== undefined && host !== undefined && codes.includes(code) ? placeAt(host, code) : undefined;
  };
}

function placeAt(host: string, code: string, persona?: string): Place {
  return { code, origin: `http://${host}`, domain: host.split(':', 1)[0] ?? host, ...(persona !== undefined && { persona }) };
}
