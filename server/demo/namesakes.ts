/** Persons of the demo world whose names are alike: so that a question by name has more than one answer, in more than one script. */
import type { Content } from '@watchword/api/databases/database.ts';
import type { WorldRecord } from './world-record.ts';

type Named = { readonly owner: string; readonly names: readonly Content[]; readonly rest: Content; readonly portraits?: number };

const man = { sex: 'M' };
const primary = (family: string, given: string): Content => ({ family, given, kind: 'primary' });
const original = (family: string, given: string): Content => ({ family, given, kind: 'original-script' });
const wantedFor = (charge: string, issuedIn: string): Content => ({ kind: 'wanted', status: 'accused', warrants: [{ issuedIn, charge, maximumPenalty: '6 years' }] });

/** Whom the passport of the specimen Youssef Khalil, born 14 March 1985, may mean; a child among them, and others of other ages. */
const KHALILS: readonly Named[] = [
  {
    owner: 'JOR', names: [primary('خليل', 'يوسف'), { family: 'Khalil', given: 'Yusuf', kind: 'alias' }, { full: 'Abu Dawud', kind: 'nickname' }],
    rest: { ...wantedFor('Forgery of documents', 'JOR'), ...man, born: ['1985-03'], nationalities: ['JOR'], heightCm: 183, eyes: ['brown'], marks: 'Burn scar on the left forearm' }, portraits: 2,
  },
  { owner: 'BGR', names: [primary('Халил', 'Юсеф'), { family: 'Halil', given: 'Yusef', kind: 'alias' }], rest: { kind: 'warning', status: 'convicted', ...man, born: ['1985'], nationalities: ['BGR'], heightCm: 176, warnings: ['violent'] }, portraits: 1 },
  { owner: 'TUN', names: [primary('Khalil', 'Youssef'), original('خليل', 'يوسف')], rest: { ...wantedFor('Fraud', 'TUN'), ...man, born: ['1985-03-19'], nationalities: ['TUN'], heightCm: 168 }, portraits: 1 },
  { owner: 'SWE', names: [primary('Khalil', 'Yousef')], rest: { kind: 'missing', status: 'missing', ...man, born: ['2014-05-02'], nationalities: ['SWE'], heightCm: 148, warnings: ['needs-care'] }, portraits: 1 },
  { owner: 'MAR', names: [primary('Khalil', 'Youssef'), original('خليل', 'يوسف')], rest: { ...wantedFor('Fraud', 'MAR'), ...man, born: ['1961-10-30'], nationalities: ['MAR'] } },
];

/** Recorded in one script only: found by whoever types the other. */
const ONE_SCRIPT: readonly Named[] = [
  { owner: 'LBN', names: [primary('سعادة', 'وسيم')], rest: { ...wantedFor('Fraud', 'LBN'), ...man, born: ['1979-11-03'], nationalities: ['LBN'], heightCm: 174 }, portraits: 1 },
  { owner: 'DEU', names: [primary('Qasim', 'Nabil')], rest: { ...wantedFor('Aggravated theft', 'DEU'), ...man, born: ['1983-07-19'], nationalities: ['IRQ'], heightCm: 179 }, portraits: 1 },
  { owner: 'ITA', names: [primary('Shcherbakov', 'Anatoly')], rest: { ...wantedFor('Trafficking in persons', 'ITA'), ...man, born: ['1972-02-27'], nationalities: ['UKR'] } },
];

/** A name that many carry, as they are written from country to country. */
const COMMON: readonly Content[] = [primary('Ali', 'Mohamed'), primary('Ali', 'Mohammed'), primary('علي', 'محمد'), primary('Aly', 'Muhammad'), primary('Али', 'Мохаммед')];
const COMMON_IN = 'EGY SAU ARE JOR LBN SYR IRQ KWT QAT OMN YEM DZA MAR TUN LBY SDN BHR MRT SOM DJI TCD COM PAK BGD GBR FRA BEL NLD'.split(' ');

function* commonOnes(): Generator<Named> {
  for (const [at, owner] of COMMON_IN.entries()) {
    const name = COMMON[at % COMMON.length];
    if (name === undefined) continue;
    yield { owner, names: [name], rest: { kind: 'information', status: 'suspect', ...man, born: [`${1952 + at * 2}-0${1 + (at % 9)}-${10 + (at % 18)}`], nationalities: [owner] }, portraits: 0 };
  }
}

/** All of them, as their owners have entered them. */
export const NAMESAKES: readonly WorldRecord[] = [...KHALILS, ...ONE_SCRIPT, ...commonOnes()].map(({ owner, names, rest, portraits = 0 }, at) => ({
  database: 'persons', owner, reference: `${owner}-PER-N${at + 1}`, enteredAgo: 40 + at * 3, content: { ...rest, names: [...names] }, portraits,
}));
