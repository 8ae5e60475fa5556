/** A part of an incident that another country has released. */
import { Type, type Static } from 'typebox';
import { IncidentContent } from './incidents.ts';

export const IncidentPart = Type.Object({ country: Type.String(), incident: Type.String(), content: Type.Partial(IncidentContent, { description: 'What was released, and nothing else' }) });
export type IncidentPart = Static<typeof IncidentPart>;
