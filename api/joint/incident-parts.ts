/** A part of an incident that another country has released. */
import { Type, type Static } from 'typebox';
import { IncidentContent } from './incidents.ts';

const { kind, at, place, ...others } = IncidentContent.properties;
const Released = Type.Object({ kind: Type.Optional(kind), at: Type.Optional(at), place: Type.Optional(place), ...others }, { description: 'What was released, and nothing else' });

export const IncidentPart = Type.Object({ country: Type.String(), incident: Type.String(), content: Released });
export type IncidentPart = Static<typeof IncidentPart>;
