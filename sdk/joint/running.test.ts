import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OperationFile } from '@watchword/api/joint/files.ts';
import { formatLine, parseFile } from './file.ts';
import { drawFrom, shuffle } from './fixtures/draw.ts';
import { makeFixture } from './fixtures/make.ts';
import { recount } from './recount.ts';
import { RunningCount } from './running.ts';
import { tablesOf } from './tables.ts';

const CUT_OFF = '2030-01-01T00:00:00Z';
const file = parseFile(makeFixture('turquesa').map(formatLine).join(''));

/** Results as they are counted at once, without what is no number of a wall. */
function atOnce(of: OperationFile): unknown {
  const { totals, nationalities, persons, byNationality, byDay, byCountryDay, money, unconverted, networks, doubles, incidents, byCountry } = recount({ ...of, cutOff: CUT_OFF });
  return { totals, nationalities, persons, byNationality, byDay, byCountryDay, money, unconverted, networks, doubles, incidents, byCountry: byCountry.map(({ country, counts }) => ({ country, counts })) };
}

function running(of: OperationFile, reports = of.reports): unknown {
  const counting = new RunningCount(of.plan.days, of.links);
  for (const report of reports) counting.add(report);
  const { rows, ...rest } = counting.numbers(of.rates, of.checks);
  const tables = tablesOf(rows, { countries: of.plan.countries.map(({ country }) => country), own: new Map() });
  return { ...tables, byCountry: tables.byCountry.map(({ country, counts }) => ({ country, counts })), ...rest };
}

describe('counting that goes on', () => {
  it('says what counting at once says, in whatever order reports come', () => {
    assert.deepEqual(running(file), atOnce(file));
    assert.deepEqual(running(file, shuffle([...file.reports], drawFrom('any order'))), atOnce(file));
  });

  it('says it after each report as well, with links and without', () => {
    for (const links of [file.links, []]) {
      for (const length of [1, 40, 173, 300]) {
        const part = { ...file, links, reports: file.reports.slice(0, length) };
        assert.deepEqual(running(part), atOnce(part), `${length} reports`);
      }
    }
  });

  it('counts checks under the code beyond those that were told', () => {
    const checks = [['PAN', '2026-11-17', 999_999, 3], ['PAN', '2026-11-18', 1, 0], ['FRA', '2026-11-18', 7, 2]] as const;
    const part = { ...file, checks: checks.map(([country, day, made, hits]) => ({ country, day, until: '2026-11-24T00:00:00.000Z', checks: made, hits, entries: ['one'] })) };
    assert.deepEqual(running(part), atOnce(part));
  });

  it('counts by the day on the wall, and of some countries only', () => {
    const part = { ...file, plan: { ...file.plan, days: 'local' as const, countries: file.plan.countries.filter(({ country }) => country < 'D') }, reports: file.reports.filter(({ country }) => country < 'D') };
    assert.deepEqual(running(part), atOnce(part));
  });
});
