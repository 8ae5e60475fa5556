/** The closed lists of joint operations. */

/** What an incident is. `offer`: the advert of a false promise; `network`: what was learned of a network, or that it was dismantled. */
export const INCIDENT_KINDS = ['checkpoint', 'arrest', 'safe-house', 'transport', 'rescue', 'seizure', 'account', 'offer', 'network'] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

/** What a person was in an incident. A victim is never anything else: whoever is one anywhere is counted as one only. */
export const INCIDENT_ROLES = ['suspect', 'facilitator', 'migrant', 'victim'] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];
/** Roles that are counted without a name unless their country decides otherwise. */
export const PROTECTED_ROLES: readonly IncidentRole[] = ['migrant', 'victim'];

export const SEXES = ['female', 'male', 'other', 'unknown'] as const;
export type Sex = (typeof SEXES)[number];
export const AGES = ['adult', 'minor', 'unknown'] as const;
export type Age = (typeof AGES)[number];

/** The 4x4 grading. Source: A always reliable, B mostly, C sometimes, X untested. Information: 1 known to the source itself, 2 confirmed, 3 not confirmed, 4 doubtful. */
export const SOURCE_GRADES = ['A', 'B', 'C', 'X'] as const;
export const INFORMATION_GRADES = ['1', '2', '3', '4'] as const;

/** Where a request to freeze an account stands. */
export const ACCOUNT_STATES = ['asked', 'frozen', 'lifted'] as const;
export type AccountState = (typeof ACCOUNT_STATES)[number];
export const NETWORK_STATES = ['identified', 'dismantled'] as const;
export type NetworkState = (typeof NETWORK_STATES)[number];

export const SEIZURES = ['cash', 'drugs', 'firearm', 'vehicle', 'vessel', 'document', 'phone', 'valuables', 'other'] as const;
export type SeizureKind = (typeof SEIZURES)[number];
export const SEIZURE_UNITS = ['piece', 'kg', 'litre', 'currency'] as const;

/** What a report may give as a number only, because it is no list of things: checks made, flights watched, notices asked for. */
export const TALLIES = ['checks', 'hits', 'flights', 'notices-red', 'notices-blue', 'notices-yellow', 'notices-purple'] as const;
export type Tally = (typeof TALLIES)[number];

/** Lists of a report whose entries are counted by their numbers; two countries can say that two entries are one. */
export const THINGS = ['documents', 'vehicles', 'phones', 'accounts'] as const;
export type Thing = (typeof THINGS)[number];

/** Measures that count persons, each person once. */
export const PERSON_MEASURES = ['arrests', 'migrants', 'victims', 'facilitators'] as const;
export type PersonMeasure = (typeof PERSON_MEASURES)[number];

/** Everything that is counted. `usd` is in cents; everything else in ones. */
export const MEASURES = [
  ...PERSON_MEASURES, 'accounts-frozen', 'accounts-asked', 'transactions', 'usd', 'networks-identified', 'networks-dismantled', 'leaders-arrested', 'persons-moved', 'seizures', 'documents', 'vehicles', 'phones', 'offers', ...TALLIES, 'incidents',
] as const;
export type Measure = (typeof MEASURES)[number];

/** What an organisation does in an operation. A partner, such as an agency of the United Nations, sees totals of victims and migrants and nothing else. */
export const JOINT_ROLES = ['coordinator', 'participant', 'partner'] as const;
export type JointRole = (typeof JOINT_ROLES)[number];
export const INVITATION_STATES = ['invited', 'accepted', 'declined', 'left'] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** With whom a country shares something of its own: nobody, the coordinator, or all who take part. */
export const SHARES = ['nobody', 'coordinator', 'all'] as const;
export type Share = (typeof SHARES)[number];

/** Where an operation stands. Incidents are taken while it is `open`, corrections until it is `closed`. */
export const JOINT_STATES = ['planned', 'open', 'ended', 'closed'] as const;
export type JointState = (typeof JOINT_STATES)[number];

/** By which day an incident is counted: that of Greenwich, or the one on the wall where it happened. */
export const DAY_KINDS = ['utc', 'local'] as const;
export type DayKind = (typeof DAY_KINDS)[number];
export const RESULT_STATES = ['preliminary', 'final'] as const;
export type ResultState = (typeof RESULT_STATES)[number];

/** What is written down for an operation: to be told before, to be asked after, to be done. */
export const TASK_LISTS = ['briefing', 'task', 'debriefing'] as const;
export type TaskList = (typeof TASK_LISTS)[number];
export const TASK_STATES = ['open', 'done', 'dropped'] as const;
export type TaskState = (typeof TASK_STATES)[number];
/** For whom an item is: the country that wrote it and its owner, or all who take part. */
export const TASK_AUDIENCES = ['own', 'all'] as const;
export type TaskAudience = (typeof TASK_AUDIENCES)[number];

/** What a partner sees of an operation. */
export const PARTNER_MEASURES: readonly Measure[] = ['migrants', 'victims'];
