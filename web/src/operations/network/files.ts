/** Taking a chart away, and reading one in. */
import { MOST_SHOWN, readNetwork, type ChartFormat } from '@watchword/api/joint/network.ts';
import { drawingOf, parseChart, WRITERS } from '@watchword/sdk/joint/charts/charts.ts';
import { client } from '../../api.ts';
import { nowMs } from '../../clock.ts';
import type { CanvasHandle } from './canvas.tsx';
import { contentOf, type Act, type ChartState } from './chart-state.ts';

type Taking = { readonly id: string; readonly code: string; readonly title: string; readonly state: ChartState; readonly format: ChartFormat; readonly canvas: CanvasHandle | null };

/** The chart as a file. What is on it is read once more, so that the audit log knows what was taken, and as what. */
export async function takeChart({ id, code, title, state, format, canvas }: Taking): Promise<{ blob: Blob; name: string }> {
  const graph = await client.call(readNetwork, { params: { id }, body: { entities: [...state.board.entities.keys()].slice(0, MOST_SHOWN), taken: format } });
  const at = new Date(nowMs()).toISOString();
  const name = `${code.toLowerCase()}-chart-${at.slice(0, 16).replaceAll(/[-:T]/g, '')}`;
  if (format === 'png') {
    if (canvas === null) throw new Error('no canvas');
    return { blob: await stamped(await canvas.png(), [`${code} · ${title}`, [graph.handling, at].filter((part) => part !== undefined).join(' · ')]), name: `${name}.png` };
  }
  const { type, end, write } = WRITERS[format];
  return { blob: new Blob([write(drawingOf({ operation: code, title, at, graph, content: contentOf(state) }))], { type }), name: `${name}.${end}` };
}

/** A picture with lines above it: what it is, and how it is to be handled. */
async function stamped(picture: Blob, lines: readonly string[]): Promise<Blob> {
  const image = await createImageBitmap(picture);
  const canvas = new OffscreenCanvas(Math.max(image.width, 700), image.height + 26 * lines.length + 20);
  const context = canvas.getContext('2d');
  if (context === null) return picture;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(image, 0, canvas.height - image.height);
  context.fillStyle = '#15191c';
  context.font = '20px sans-serif';
  lines.forEach((line, at) => context.fillText(line, 16, 28 + at * 26));
  return await canvas.convertToBlob({ type: 'image/png' });
}

/** A chart from a file: what the network knows lies where the file has it, everything else is added by hand, with the file as its source. @throws `joint.file` */
export function readChart(text: string, file: string): { entities: readonly string[]; toActs(known: ReadonlySet<string>): Act[] } {
  const { nodes, links } = parseChart(text);
  const shown = nodes.slice(0, MOST_SHOWN);
  const isId = (id: string): boolean => /^([\w-]{20}|inc_[0-9a-f]{32})$/.test(id);
  return {
    entities: shown.map(({ id }) => id).filter(isId),
    toActs: (known) => {
      const names = new Map(shown.map(({ id }, at) => [id, known.has(id) ? id : `own_f${at}${nameOf(file)}`]));
      const own = shown.filter(({ id }) => !known.has(id)).map(({ id, kind, label, note }): Act => ({ act: 'add-own', entity: { id: names.get(id) ?? '', kind, label: (label || id).slice(0, 120), source: file.slice(0, 120), ...(note !== '' && { note: note.slice(0, 2000) }) } }));
      const linked = links.flatMap(({ id, from, to, relation, directed }, at): Act[] => {
        const [one, other] = [names.get(from), names.get(to)];
        // What both ends have in the network is there already; a link that was drawn by hand is not.
        if (one === undefined || other === undefined || (known.has(from) && known.has(to) && !id.startsWith('own_'))) return [];
        return [{ act: 'link', link: { id: `own_l${at}${nameOf(file)}`, from: one, to: other, label: (relation || '–').slice(0, 120), source: file.slice(0, 120), ...(directed && { directed: true as const }) } }];
      });
      const places = shown.flatMap(({ id, x, y }) => (x === undefined || y === undefined ? [] : [{ id: names.get(id) ?? '', x, y }]));
      return [...own, { act: 'place', places, byHand: true }, { act: 'pin', ids: shown.filter(({ pinned }) => pinned).map(({ id }) => names.get(id) ?? '') }, ...linked];
    },
  };
}

function nameOf(file: string): string {
  return file.replaceAll(/[^\w]/g, '').slice(-8);
}
