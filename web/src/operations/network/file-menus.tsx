import { FileButton, Menu } from '@mantine/core';
import { CHART_FORMATS, readNetwork, type ChartFormat } from '@watchword/api/joint/network.ts';
import { type ReactNode, type RefObject, useRef } from 'react';
import { client } from '../../api.ts';
import { save } from '../../ui/save.ts';
import { useWords } from '../../words/words.tsx';
import { useThisOperation } from '../frame.tsx';
import type { CanvasHandle } from './canvas.tsx';
import { readChart, takeChart } from './files.ts';
import { ToolMenu } from './toolbar.tsx';
import type { NetworkInHand } from './use-network.ts';

type MenusProps = { network: NetworkInHand; canvas: RefObject<CanvasHandle | null>; isTable: boolean; onError: (error: unknown) => void; onDialog: (dialog: 'keep' | 'open' | 'entity' | 'link') => void };

/** Keeping, opening, taking away and reading in. */
export function FileMenus({ network, canvas, isTable, onError, onDialog }: MenusProps): ReactNode {
  const { t } = useWords();
  const { plan: { code } } = useThisOperation();
  const reset = useRef<() => void>(null);
  const { state, dispatch, kept, id } = network;
  const isEmpty = state.board.entities.size + state.board.added.length === 0;
  const take = (format: ChartFormat): void => void takeChart({ id, code, title: kept?.title ?? '', state, format, canvas: canvas.current }).then(({ blob, name }) => save(blob, name), onError);
  const read = async (file: File): Promise<void> => {
    const { entities, toActs } = readChart(await file.text(), file.name);
    const graph = entities.length === 0 ? { entities: [], edges: [] } : await client.call(readNetwork, { params: { id }, body: { entities: [...entities] } });
    if (graph.entities.length > 0) dispatch({ act: 'add', graph });
    for (const act of toActs(new Set(graph.entities.flatMap((entity) => [entity.id, ...entity.also])))) dispatch(act);
  };
  return (
    <>
      <ToolMenu label={t('operations.network.chart')}>
        <Menu.Item onClick={() => onDialog('open')}>{t('operations.network.open')}</Menu.Item>
        <Menu.Item onClick={() => onDialog('keep')} disabled={isEmpty}>{t('operations.network.keep')}</Menu.Item>
        <Menu.Item onClick={network.refresh} disabled={isEmpty}>{t('operations.network.refresh')}</Menu.Item>
        <Menu.Item onClick={network.clear} disabled={isEmpty}>{t('operations.network.clear')}</Menu.Item>
      </ToolMenu>
      <ToolMenu label={t('operations.network.add')}>
        <Menu.Item onClick={() => onDialog('entity')}>{t('operations.network.addEntity')}</Menu.Item>
        <Menu.Item onClick={() => onDialog('link')} disabled={state.selected.length !== 2}>{t('operations.network.addLink')}</Menu.Item>
      </ToolMenu>
      <ToolMenu label={t('operations.network.files')}>
        {CHART_FORMATS.map((format) => <Menu.Item key={format} disabled={isEmpty || (format === 'png' && isTable)} onClick={() => take(format)}>{t('operations.network.take', { format: t(`operations.network.format.${format}`) })}</Menu.Item>)}
        <Menu.Divider />
        <FileButton resetRef={reset} accept=".json,.csv,.graphml,.xml" onChange={(file) => { if (file !== null) read(file).catch(onError).finally(() => reset.current?.()); }}>
          {(props) => <Menu.Item closeMenuOnClick={false} {...props}>{t('operations.network.readIn')}</Menu.Item>}
        </FileButton>
      </ToolMenu>
    </>
  );
}
