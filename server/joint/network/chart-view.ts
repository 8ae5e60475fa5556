/** What of a chart is there for whoever opens it. */
import type { ChartContent } from '@watchword/api/joint/charts.ts';
import type { Network } from './graph.ts';

/** A chart without what the viewer may not see of the network, as if it had never been on it. What was added by hand is its author's word, which he shares. */
export function visibleContent({ nodes, added = [], links = [], merges = [], filter }: ChartContent, network: Pick<Network, 'at'>): ChartContent {
  const isThere = (id: string): boolean => id.startsWith('own_') || network.at.has(id);
  const joined = merges.filter(({ into }) => isThere(into)).map(({ into, members }) => ({ into, members: members.filter(isThere) })).filter(({ members }) => members.length > 0);
  return {
    nodes: nodes.filter(({ id }) => isThere(id)), ...(added.length > 0 && { added }), ...(filter !== undefined && { filter }), ...(joined.length > 0 && { merges: joined }),
    ...(links.some(({ from, to }) => isThere(from) && isThere(to)) && { links: links.filter(({ from, to }) => isThere(from) && isThere(to)) }),
  };
}
