/** What Typst is given of a report: everything as text, with figures laid out. */
import type { ReportContent } from '@watchword/api/joint/reports.ts';
import type { Results } from '@watchword/api/joint/results.ts';
import { MEASURES, type Measure } from '@watchword/api/joint/words.ts';
import { encode } from 'uqr';
import { layFlows } from './flows.ts';
import { drawMap } from './map.ts';
import type { Speech } from './speak.ts';

/** A table: columns of numbers stand at the end of their cells. `bold`: the last line is a sum. */
type Table = { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]; readonly bold?: boolean; readonly words?: number };
/** What is printed. `training`: all data is fictional, and every page says so. */
export type Told = { readonly content: ReportContent; readonly number: number; readonly hash: string; readonly training: boolean };

const STRIP: readonly Measure[] = ['arrests', 'migrants', 'victims', 'checks', 'hits', 'accounts-frozen', 'networks-dismantled', 'usd'];
const COUNTRY_COLUMNS: readonly Measure[] = ['arrests', 'migrants', 'victims', 'facilitators', 'checks', 'hits', 'accounts-frozen', 'usd'];
const DAY_MEASURES: readonly Measure[] = ['arrests', 'migrants', 'victims'];
const HIT_MEASURES: readonly Measure[] = ['checks', 'hits', 'flights', 'notices-red', 'notices-blue', 'notices-yellow', 'notices-purple'];
const BARS = 15;
/** Width of the page between its margins, in points. */
const WIDTH = 487;

/** Everything that the template reads. */
export function present({ content, number, hash, training }: Told, speech: Speech): object {
  const { words, fill, ltr, country } = speech;
  const { operation, results, frozen, kind, circle } = content;
  const texts = Object.fromEntries(content.texts.filter(({ language, text }) => language === speech.language && text.trim() !== '').map(({ section, text }) => [section, text.split(/\n{2,}/u).map((one) => one.trim()).filter((one) => one !== '')]));
  return {
    language: speech.language, words, training: training ? 'TRAINING – fictional data' : '', title: words[kind], name: operation.name, code: ltr(operation.code), number: fill(words.number, { number: ltr(String(number)) }),
    circle: circle === 'all' ? words.forAll : fill(words.forOne, { country: country(content.of) }), handling: operation.handlingCode ?? '', stands: frozen === undefined ? words.preliminary : frozen.state === 'final' ? words.frozen : words.preliminary,
    notice: frozen?.state === 'final' ? words.noticeFinal : words.notice, id: ltr(content.id), hash: ltr(hash), qr: codeOf(content.id), texts, facts: factsOf(content, speech),
    strip: STRIP.filter((measure) => (results.totals[measure] ?? 0) > 0 || measure === 'arrests' || measure === 'migrants').map((measure) => ({ name: speech.measure(measure), value: amountOf(measure, results.totals[measure] ?? 0, speech), since: content.before === undefined ? '' : sinceOf(measure, (results.totals[measure] ?? 0) - (content.before.totals[measure] ?? 0), speech) })),
    since: content.before === undefined ? '' : fill(words.since, { number: String(content.before.number) }),
    results: totalsTable(content, speech), quality: qualityOf(results, speech), map: mapOf(content, speech),
    byCountry: countryTable(results, speech), byDay: dayTable(results, speech), byCountryDay: DAY_MEASURES.flatMap((measure) => countryDayTable(results, measure, speech)),
    bars: barsOf(results, speech), nationalities: fill(words.nationalities, { count: speech.number(results.nationalities) }), ...moneyOf(results, speech), networks: networkTable(results, speech),
    arrests: personTable(results, ['arrests', 'facilitators'], speech), victims: personTable(results, ['victims', 'migrants'], speech), hits: { head: [words.measure, words.total], rows: HIT_MEASURES.filter((measure) => results.totals[measure] !== undefined).map((measure) => [speech.measure(measure), speech.number(results.totals[measure] ?? 0)]) },
    freshness: { head: [words.country, words.lastReport, words.reports], words: 2, rows: content.freshness.map(({ country: code, lastReportAt, reports }) => [country(code), lastReportAt === undefined ? words.never : speech.moment(lastReportAt), speech.number(reports)]) },
    annex: annexOf(content, speech),
  };
}

function factsOf({ operation, at, counted, results, frozen }: ReportContent, speech: Speech): readonly (readonly string[])[] {
  const { words, country } = speech;
  const list = (codes: readonly string[]): string => codes.map(country).join(speech.isMirrored ? '، ' : ', ');
  return [
    [words.cutOff, speech.moment(results.cutOff)], [words.made, speech.moment(at)], [words.days, `${speech.day(operation.from)} – ${speech.day(operation.to)} (${words.states[operation.state]})`], [words.coordinator, country(operation.coordinator)],
    [words.counted, `${speech.number(counted.length)} / ${speech.number(operation.countries)}: ${list(counted)}`],
    ...(frozen === undefined ? [] : [[words.edition, `${speech.number(frozen.edition)} · ${speech.moment(frozen.at)}`], [words.signed, list(frozen.signed)]]),
    [words.content, speech.ltr(results.content)],
  ];
}

function amountOf(measure: string, value: number, speech: Speech): string {
  return measure === 'usd' ? speech.dollars(value) : speech.number(value);
}

function sinceOf(measure: string, change: number, speech: Speech): string {
  return speech.signed(measure === 'usd' ? Math.round(change / 100) : change);
}

function totalsTable({ results: { totals }, before }: ReportContent, speech: Speech): Table {
  const { words } = speech;
  const rows = MEASURES.filter((measure) => totals[measure] !== undefined || before?.totals[measure] !== undefined).map((measure) => [speech.measure(measure), amountOf(measure, totals[measure] ?? 0, speech), ...(before === undefined ? [] : [sinceOf(measure, (totals[measure] ?? 0) - (before.totals[measure] ?? 0), speech)])]);
  return { head: [words.measure, words.total, ...(before === undefined ? [] : [speech.fill(words.since, { number: String(before.number) })])], rows };
}

function qualityOf({ incidents, doubles }: Results, speech: Speech): string {
  const { standing, corrected, withdrawn, late } = incidents;
  const values = { standing, corrected, withdrawn, late, persons: doubles.persons, accounts: doubles.accounts, doubleTransactions: doubles.transactions };
  return speech.fill(speech.words.quality, Object.fromEntries(Object.entries(values).map(([name, value]) => [name, speech.number(value)])));
}

function mapOf({ results, places }: ReportContent, speech: Speech): object | undefined {
  const counts = new Map(results.byCountry.map(({ country, counts: of }) => [country, (of['arrests'] ?? 0) + (of['migrants'] ?? 0)]));
  if ([...counts.values()].every((count) => count === 0) && places.length === 0) return undefined;
  const drawn = drawMap({ counts, origins: new Map(results.byNationality.map(({ nationality, counts: of }) => [nationality, of['migrants'] ?? 0])), places });
  return { ...drawn, alt: speech.words.mapNote, circles: drawn.circles.map((one) => ({ ...one, country: speech.ltr(one.country), count: speech.number(one.count) })) };
}

function countryTable({ byCountry, totals }: Results, speech: Speech): Table {
  const columns = COUNTRY_COLUMNS.filter((measure) => (totals[measure] ?? 0) > 0);
  const line = (counts: Readonly<Record<string, number>>): string[] => columns.map((measure) => (counts[measure] === undefined ? '' : amountOf(measure, counts[measure], speech)));
  return { head: [speech.words.country, ...columns.map(speech.measure)], rows: [...byCountry.map(({ country, counts }) => [speech.country(country), ...line(counts)]), [speech.words.sum, ...line(totals)]], bold: true };
}

function dayTable({ byDay, totals }: Results, speech: Speech): Table {
  const columns = COUNTRY_COLUMNS.filter((measure) => (totals[measure] ?? 0) > 0);
  return { head: [speech.words.days, ...columns.map(speech.measure)], rows: byDay.map(({ day, counts }) => [speech.day(day), ...columns.map((measure) => (counts[measure] === undefined ? '' : amountOf(measure, counts[measure], speech)))]) };
}

/** Days go across: of more than twelve the last twelve. */
function countryDayTable({ byCountryDay, byDay, totals }: Results, measure: Measure, speech: Speech): ({ title: string } & Table)[] {
  if ((totals[measure] ?? 0) === 0) return [];
  const days = byDay.map(({ day }) => day).slice(-12);
  const lines = Map.groupBy(byCountryDay.filter(({ counts }) => counts[measure] !== undefined), ({ country }) => country);
  const rows = [...lines].map(([country, cells]) => [speech.country(country), ...days.map((day) => speech.number(cells.find((one) => one.day === day)?.counts[measure] ?? 0)), speech.number(cells.reduce((sum, { counts }) => sum + (counts[measure] ?? 0), 0))]);
  return [{ title: speech.fill(speech.words.byCountryDay, { measure: speech.measure(measure) }), head: [speech.words.country, ...days.map(speech.shortDay), speech.words.total], rows }];
}

function barsOf({ byNationality }: Results, speech: Speech): readonly { name: string; value: string; share: number }[] {
  const found = byNationality.map(({ nationality, counts }) => ({ nationality, count: counts['migrants'] ?? 0 })).filter(({ count }) => count > 0).toSorted((one, other) => other.count - one.count || (one.nationality < other.nationality ? -1 : 1));
  const shown = found.length > BARS + 1 ? found.slice(0, BARS) : found;
  const rest = found.slice(shown.length);
  const left = rest.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(1, left, ...shown.map(({ count }) => count));
  const bars = shown.map(({ nationality, count }) => ({ name: speech.country(nationality), value: speech.number(count), share: count / most }));
  return rest.length === 0 ? bars : [...bars, { name: speech.fill(speech.words.others, { count: speech.number(rest.length) }), value: speech.number(left), share: left / most }];
}

function moneyOf({ money, unconverted, byCountry, totals }: Results, speech: Speech): { readonly money: Table | undefined; readonly flows: object | undefined; readonly unconverted: string } {
  const { words, fill } = speech;
  const of = (count: string): string => fill(words.others, { count });
  const flows = layFlows({ from: money.map(({ currency, cents }) => ({ label: speech.ltr(currency), cents })), to: byCountry.map(({ country, counts }) => ({ label: speech.country(country), cents: counts['usd'] ?? 0 })), middle: words.sum, write: speech.dollars, others: (count) => of(speech.number(count)), width: WIDTH, mirrored: speech.isMirrored });
  const rows = money.map(({ currency, amount, transactions, cents, rates }) => [`${speech.currency(currency)} (${speech.ltr(currency)})`, (currency === 'USD' ? [] : rates).slice(0, 4).map(({ on, usd }) => `${speech.shortDay(on)}: ${speech.ltr(usd)}`).join('; ') + (currency !== 'USD' && rates.length > 4 ? ' …' : ''), speech.decimal(amount), speech.number(transactions), speech.dollars(cents)]);
  return {
    money: rows.length === 0 ? undefined : { head: [words.currency, words.rates, words.amount, words.transactions, words.dollars], words: 2, bold: true, rows: [...rows, [words.sum, '', '', speech.number(totals['transactions'] ?? 0), speech.dollars(totals['usd'] ?? 0)]] },
    flows, unconverted: unconverted.length === 0 ? '' : fill(words.unconverted, { list: unconverted.map(({ currency, transactions }) => speech.ltr(`${currency} (${transactions})`)).join(', ') }),
  };
}

function networkTable({ networks }: Results, speech: Speech): Table {
  const { words } = speech;
  return { head: [words.reference, words.state, words.leader, words.moved], words: 3, rows: networks.map(({ reference, state, leaderArrested, moved }) => [speech.ltr(reference), state === 'dismantled' ? words.dismantled : words.identified, leaderArrested ? words.leaderArrested : words.leaderFree, speech.number(moved)]) };
}

function personTable({ persons }: Results, of: readonly string[], speech: Speech): Table {
  const { words } = speech;
  return { head: [words.role, words.total, words.named, words.unnamed, words.female, words.male, words.minors], rows: of.flatMap((measure) => persons.filter((one) => one.measure === measure).map(({ named, unnamed, female, male, minors }) => [speech.measure(measure), ...[named + unnamed, named, unnamed, female, male, minors].map(speech.number)])) };
}

function annexOf({ annex }: ReportContent, speech: Speech): object | undefined {
  if (annex === undefined) return undefined;
  const { words, fill } = speech;
  const name = speech.country(annex.country);
  return {
    title: fill(words.annex, { country: name }), note: fill(words.annexNote, { country: name }), byDay: dayTable(annex.results, speech), more: annex.left === 0 ? '' : fill(words.more, { count: speech.number(annex.left) }),
    incidents: { head: [words.when, words.kind, words.place, words.version, words.persons], words: 3, rows: annex.incidents.map(({ at, kind, place, version, persons }) => [speech.ltr(at.replace('T', ' ')), speech.kind(kind), place, speech.number(version), speech.number(persons)]) },
  };
}

/** The id as a code that a camera reads: rows of 0 and 1. */
function codeOf(id: string): readonly string[] {
  return encode(id, { ecc: 'M', border: 0 }).data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
}
