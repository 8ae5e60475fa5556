/** Charts as those see them who may open them. */
import type { Chart, ChartContent } from '@watchword/api/joint/charts.ts';
import { idFromBytes } from '@watchword/api/ids.ts';
import type { Share } from '@watchword/api/joint/words.ts';
import { organisationCode } from '#organisations/organisations.ts';
import type { JointChartTable } from '#store/joint-tables.ts';
import type { Mine } from '../access.ts';

type Head = Omit<JointChartTable, 'content'>;
type ChartHead = Omit<Chart, 'content' | 'history'>;

/** Whether somebody may open a chart, by its last version. A partner opens none; of a country that has left nothing is shared. */
export function opensChart({ members, me }: Pick<Mine, 'members' | 'me'>, { organisation, share }: Pick<Head, 'organisation' | 'share'>): boolean {
  if (me.role === 'partner') return false;
  if (organisation === me.organisation) return true;
  if (me.state !== 'accepted' || members.find((one) => one.organisation === organisation)?.state !== 'accepted') return false;
  return (share as Share) === 'all' || ((share as Share) === 'coordinator' && me.role === 'coordinator');
}

/** What is told of a chart without opening it. The pseudonym is for the officer's own organisation. */
export function presentHead({ id, version, organisation, actor, at, share, title }: Head, viewer: number): ChartHead {
  const own = organisation === viewer;
  return { id: idFromBytes('cht', id), version, title, country: organisationCode(organisation), own, ...(own && { by: actor }), at: new Date(at).toISOString(), share: share as Share };
}

/** A chart with its history, which is for its own organisation. `content`: as it is there for the viewer. */
export function presentChart({ row, versions, content, viewer }: { row: JointChartTable; versions: readonly Head[]; content: ChartContent; viewer: number }): Chart {
  const history = row.organisation === viewer ? versions : versions.slice(0, 1);
  return { ...presentHead(row, viewer), content, history: history.map(({ version, at, title, actor }) => ({ version, at: new Date(at).toISOString(), title, ...(row.organisation === viewer && { by: actor }) })) };
}
