/** What comes out of counting. Each number is a sum over a list that can be opened. */
import { Type, type Static } from 'typebox';
import { CountryCode } from '../organisations.ts';
import { DAY_KINDS, PERSON_MEASURES } from './words.ts';
import { dictionary } from '../databases/fields.ts';

export const RESULTS_FORMAT = 'watchword-results/1';
/** A moment of UTC, as a cut-off is given. */
export const MOMENT = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{3})?)?Z$';

const Count = Type.Integer({ minimum: 0 });
/** By measure; what is 0 is left out. `usd` is in cents. */
const Counts = dictionary(Count, { description: 'By measure; usd is in cents; what is 0 is left out' });

export const Results = Type.Object({
  format: Type.Literal(RESULTS_FORMAT),
  operation: Type.String(),
  cutOff: Type.String({ description: 'Only what was received by then is counted' }),
  days: Type.Enum([...DAY_KINDS]),
  totals: Counts,
  nationalities: Type.Integer({ description: 'Of how many nationalities the migrants are' }),
  persons: Type.Array(Type.Object({ measure: Type.Enum([...PERSON_MEASURES]), named: Count, unnamed: Count, female: Count, male: Count, minors: Count })),
  byNationality: Type.Array(Type.Object({ nationality: CountryCode, counts: Counts })),
  byCountry: Type.Array(Type.Object({ country: CountryCode, counts: Counts, own: dictionary(Count, { description: 'What the country alone reported, before anybody whom two report is counted once' }) })),
  byDay: Type.Array(Type.Object({ day: Type.String(), counts: Counts })),
  byCountryDay: Type.Array(Type.Object({ country: CountryCode, day: Type.String(), counts: Counts })),
  money: Type.Array(Type.Object({ currency: Type.String(), amount: Type.String(), transactions: Count, cents: Type.Integer({ description: 'US cents' }), rates: Type.Array(Type.Object({ on: Type.String(), usd: Type.String(), source: Type.String() })) })),
  unconverted: Type.Array(Type.Object({ currency: Type.String(), transactions: Count }), { description: 'For which no rate was given: not in the sum' }),
  networks: Type.Array(Type.Object({ reference: Type.String(), state: Type.String(), leaderArrested: Type.Boolean(), moved: Count })),
  doubles: Type.Object({ persons: Count, accounts: Count, transactions: Count }, { description: 'How many more there would be if each report counted' }),
  incidents: Type.Object({ standing: Count, corrected: Count, withdrawn: Count, late: Type.Integer({ description: 'Received after the day on which they happened was over' }) }),
  content: Type.String({ description: 'SHA-256 over the reports that were counted, base64url' }),
});
export type Results = Static<typeof Results>;
