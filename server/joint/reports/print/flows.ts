/** The money of a report as a picture of flows: by currency on one side, by the country that reported it on the other. Places only; Typst draws them. */
import { sankey, sankeyJustify } from 'd3-sankey';

/** One side of the flows: what it is called, and US cents. */
export type Amount = { readonly label: string; readonly cents: number };
/** A bar with its label, in points. `side`: on which side of the bar the label stands. */
export type FlowBar = { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly label: string; readonly value: string; readonly side: 'start' | 'end' };
/** A band between two bars, from (x0, y0) to (x1, y1): middle of its ends, in points. */
export type FlowBand = { readonly x0: number; readonly y0: number; readonly x1: number; readonly y1: number; readonly width: number };
export type Flows = { readonly width: number; readonly height: number; readonly bars: readonly FlowBar[]; readonly bands: readonly FlowBand[] };

const BAR = 9;
/** Room for labels on both sides. */
const MARGIN = 118;
const MOST = 8;

type Node = { readonly name: string; readonly written: string; readonly side: 'start' | 'end' };

/** `mirrored`: from right to left. `others` names what is left of a side that has too many. */
export function layFlows({ from, to, middle, write, others, width, mirrored }: { from: readonly Amount[]; to: readonly Amount[]; middle: string; write: (cents: number) => string; others: (count: number) => string; width: number; mirrored: boolean }): Flows | undefined {
  const [left, right] = [capped(from, others), capped(to, others)];
  const total = left.reduce((sum, { cents }) => sum + cents, 0);
  if (total === 0 || right.length === 0) return undefined;
  const height = 40 + 22 * Math.max(left.length, right.length);
  const node = ({ label, cents }: Amount, side: 'start' | 'end'): Node => ({ name: label, written: write(cents), side });
  const nodes = [...left.map((one) => node(one, 'start')), node({ label: middle, cents: total }, 'end'), ...right.map((one) => node(one, 'end'))];
  const hub = left.length;
  const links = [...left.map(({ cents }, at) => ({ source: at, target: hub, value: cents })), ...right.map(({ cents }, at) => ({ source: hub, target: hub + 1 + at, value: cents }))];
  const laid = sankey<Node, object>().nodeAlign(sankeyJustify).nodeWidth(BAR).nodePadding(9).nodeSort(null).extent([[MARGIN, 4], [width - MARGIN, height - 4]])({ nodes: nodes.map((one) => ({ ...one })), links });
  const turn = (x: number): number => (mirrored ? width - x : x);
  return {
    width, height,
    bars: laid.nodes.map(({ x0 = 0, x1 = 0, y0 = 0, y1 = 0, name, written, side }) => ({ x: Math.min(turn(x0), turn(x1)), y: y0, width: x1 - x0, height: Math.max(0.6, y1 - y0), label: name, value: written, side })),
    bands: laid.links.map(({ source, target, y0 = 0, y1 = 0, width: thick = 0 }) => ({ x0: turn((source as { x1: number }).x1), y0, x1: turn((target as { x0: number }).x0), y1, width: Math.max(0.4, thick) })),
  };
}

/** The largest, and what is left as one. */
function capped(amounts: readonly Amount[], others: (count: number) => string): Amount[] {
  const found = amounts.filter(({ cents }) => cents > 0).toSorted((one, other) => other.cents - one.cents);
  if (found.length <= MOST) return found;
  const rest = found.slice(MOST - 1);
  return [...found.slice(0, MOST - 1), { label: others(rest.length), cents: rest.reduce((sum, { cents }) => sum + cents, 0) }];
}
