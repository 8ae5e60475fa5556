/** The plan of a joint operation, and who takes part. */
import { Type, type Static } from 'typebox';
import { PURPOSES } from '../checks/purposes.ts';
import { day, freeText, shortText } from '../databases/fields.ts';
import { CountryCode } from '../organisations.ts';
import { DAY_KINDS, INVITATION_STATES, JOINT_ROLES, JOINT_STATES, SHARES } from './words.ts';

const closed = { additionalProperties: false } as const;
const list = (text: string): ReturnType<typeof Type.Optional> => Type.Optional(Type.Array(shortText(text), { maxItems: 50 }));
const Place = Type.Object({ code: Type.String({ pattern: '^[A-Z0-9][A-Z0-9-]{0,19}$' }), name: shortText('Name'), country: CountryCode, latitude: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })), longitude: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })) }, closed);

export const JointPlan = Type.Object(
  {
    code: Type.String({ pattern: '^[A-Z][A-Z0-9-]{1,29}$', description: 'Code under which it is run' }),
    name: shortText('Name'),
    from: day('First day'),
    to: day('Last day'),
    days: Type.Enum([...DAY_KINDS], { description: 'By which day incidents are counted' }),
    phases: Type.Optional(Type.Array(Type.Object({ name: shortText('Name'), from: day('First day'), to: day('Last day') }, closed), { maxItems: 20 })),
    unit: Type.Optional(shortText('Where the coordination unit sits')),
    agencies: list('Agency that leads or takes part'),
    objectives: list('What is to be reached'),
    hotspots: Type.Optional(Type.Array(Place, { maxItems: 200 })),
    checkpoints: Type.Optional(Type.Array(Place, { maxItems: 500 })),
    contacts: Type.Optional(Type.Array(Type.Object({ country: CountryCode, desk: shortText('Desk, no person'), phone: Type.Optional(shortText('Number')) }, closed), { maxItems: 300 })),
    legalBase: Type.Optional(freeText('Legal base')),
    purpose: Type.Optional(Type.Enum([...PURPOSES], { description: 'With which the databases are asked of what is reported; investigation without it. Migrants and victims are asked of for victim care' })),
    handlingCode: Type.Optional(shortText('Handling code')),
    mediaPlan: Type.Optional(freeText('Who says what to the public, and when')),
  },
  closed,
);
export type JointPlan = Static<typeof JointPlan>;

/** What a country shares of its own. Nothing is shared that does not stand here, but for what it signs. */
export const Shares = Type.Object(
  {
    counts: Type.Enum([...SHARES], { description: 'Who sees what it has counted' }),
    incidents: Type.Enum([...SHARES], { description: 'Who reads its reports, with names where they hold any' }),
    names: Type.Optional(Type.Literal(true, { description: 'It has decided that migrants and victims may be named' })),
    compares: Type.Optional(Type.Literal(true, { description: 'Named migrants and victims are compared with the reports of other countries and with the databases' })),
    elsewhere: Type.Optional(Type.Literal(true, { description: 'What its reports hold is compared with other operations as well, with countries that have agreed to the same there' })),
  },
  closed,
);
export type Shares = Static<typeof Shares>;

export const JointMember = Type.Object({ organisation: CountryCode, role: Type.Enum([...JOINT_ROLES]), state: Type.Enum([...INVITATION_STATES]), invitedAt: Type.String(), answeredAt: Type.Optional(Type.String()), lastReportAt: Type.Optional(Type.String({ description: 'When its last report came, where you may see its counts' })) });
export type JointMember = Static<typeof JointMember>;

/** An operation as one of its members sees it. */
export const JointOperation = Type.Object({
  id: Type.String(), version: Type.Integer(), state: Type.Enum([...JOINT_STATES]), plan: JointPlan, coordinator: CountryCode,
  you: Type.Object({ role: Type.Enum([...JOINT_ROLES]), state: Type.Enum([...INVITATION_STATES]), shares: Type.Optional(Shares) }),
  members: Type.Array(JointMember), createdAt: Type.String(),
});
export type JointOperation = Static<typeof JointOperation>;
