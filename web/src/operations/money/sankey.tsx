import { useComputedColorScheme } from '@mantine/core';
import type { Flows } from '@watchword/sdk/joint/flows.ts';
import { SankeyChart } from 'echarts/charts';
import { TooltipComponent } from 'echarts/components';
import { init, use as register, type ECharts } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import { useWords } from '../../words/words.tsx';
import { sayDollars } from './say-money.ts';
import classes from './money.module.css';

register([SankeyChart, TooltipComponent, SVGRenderer]);

/** Flows as a picture, as wide as what went along them. The table has the same. */
export function Sankey({ flows: { nodes, flows, hops }, nameOf, onChoose }: { flows: Flows; nameOf: (account: string) => string; onChoose: (account: string) => void }): ReactNode {
  const { t, locale, language } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const isTurned = language === 'ar';
  const most = Math.max(1, ...Array.from({ length: hops + 1 }, (_, hop) => nodes.filter((node) => node.hop === hop).length));
  useEffect(() => {
    if (box.current === null) return undefined;
    const chart: ECharts = init(box.current, undefined, { renderer: 'svg' });
    const of = getComputedStyle(document.documentElement);
    const [text, line, accent, ground] = ['--mantine-color-text', '--ww-muted', '--ww-accent', '--ww-surface'].map((name) => of.getPropertyValue(name).trim());
    const byId = new Map(nodes.map((node) => [node.id, node]));
    const reduced = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
    chart.setOption({
      animation: !reduced,
      // As text in the picture: a box of HTML would bring styles that the page's policy forbids.
      tooltip: { renderMode: 'richText', backgroundColor: ground, borderColor: line, textStyle: { color: text } },
      series: [{
        type: 'sankey', left: 8, right: 150, top: 8, bottom: 8, nodeGap: 6, nodeWidth: 14, draggable: false, emphasis: { focus: 'adjacency' }, layoutIterations: 48, nodeAlign: 'left',
        data: nodes.map((node) => ({ name: node.id, depth: isTurned ? hops - node.hop : node.hop, itemStyle: { color: node.account === '' ? line : accent, borderColor: line } })),
        links: flows.map(({ from, to, cents, transactions }) => ({ source: isTurned ? to : from, target: isTurned ? from : to, value: cents / 100, transactions })),
        lineStyle: { color: accent, opacity: 0.28, curveness: 0.5 },
        label: { color: text, fontSize: 11, fontFamily: 'Noto Sans Variable, Noto Sans Arabic Variable, sans-serif', width: 140, overflow: 'truncate', formatter: ({ name }: { name: string }) => nameOf(byId.get(name)?.account ?? '') },
        tooltip: {
          formatter: (told: unknown) => {
            const { dataType, data, name, value } = told as { dataType: string; data: { source?: string; target?: string; value?: number }; name: string; value: number };
            const [from, to] = isTurned ? [data.target, data.source] : [data.source, data.target];
            return dataType === 'edge' ? `${nameOf(byId.get(from ?? '')?.account ?? '')} → ${nameOf(byId.get(to ?? '')?.account ?? '')}\n${sayDollars(Math.round((data.value ?? 0) * 100), locale)}` : `${nameOf(byId.get(name)?.account ?? '')}\n${sayDollars(Math.round(value * 100), locale)}`;
          },
        },
      }],
    });
    chart.on('click', ({ dataType, name }) => {
      const account = dataType === 'node' ? byId.get(name)?.account : undefined;
      if (account !== undefined && account !== '' && account !== 'others') onChoose(account);
    });
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(box.current);
    return () => {
      resized.disconnect();
      chart.dispose();
    };
  }, [nodes, flows, hops, nameOf, onChoose, scheme, locale, isTurned]);
  return <div className={classes['sankeyScroll']} tabIndex={0} role="region" aria-label={t('operations.money.flows')}><div ref={box} dir="ltr" className={classes['sankey']} data-tall={most > 24} role="img" aria-label={t('operations.money.flowsPicture', { hops })} data-money-sankey /></div>;
}
