import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { ENTITY_KINDS } from '@watchword/api/joint/network.ts';
import { type ReactNode, useState } from 'react';
import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/words.tsx';
import { sayItem } from './say.ts';
import type { NetworkInHand } from './use-network.ts';
import type { Seen } from './visible.ts';
import classes from './network.module.css';

type DialogProps = { network: NetworkInHand; seen: Seen; onClose: () => void };

/** An id of something that a chart adds by itself. */
export function ownId(): string {
  return `own_${crypto.randomUUID().replaceAll('-', '')}`;
}

/** Adds an entity that no report has, linked to what is selected: the word of whoever draws the chart, and marked as such. */
export function AddEntity({ network, seen, onClose }: DialogProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const [kind, setKind] = useState<(typeof ENTITY_KINDS)[number]>('person');
  const [label, setLabel] = useState('');
  const [source, setSource] = useState('');
  const [note, setNote] = useState('');
  const [relation, setRelation] = useState('');
  const to = seen.items.find(({ id }) => network.state.selected.length === 1 && network.state.selected[0] === id);
  const add = (): void => {
    const id = ownId();
    const said = source.trim() === '' ? {} : { source: source.trim() };
    network.dispatch({ act: 'add-own', entity: { id, kind, label: label.trim(), ...(note.trim() !== '' && { note: note.trim() }), ...said }, link: to === undefined || relation.trim() === '' ? undefined : { id: ownId(), from: id, to: to.id, label: relation.trim(), ...said } });
    onClose();
  };
  return (
    <Dialog title={t('operations.network.addEntity')} onClose={onClose}>
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (label.trim() !== '') add(); }}>
        <NativeSelect size="md" label={t('operations.network.column.kind')} value={kind} onChange={(event) => setKind(ENTITY_KINDS.find((one) => one === event.currentTarget.value) ?? 'person')} data={ENTITY_KINDS.map((one) => ({ value: one, label: t(`operations.network.kind.${one}`) }))} />
        <TextInput size="md" label={t('operations.network.called')} required maxLength={120} value={label} onChange={(event) => setLabel(event.currentTarget.value)} data-autofocus />
        {to !== undefined && <TextInput size="md" label={t('operations.network.linkTo', { name: sayItem(words, to) })} description={t('operations.network.linkToHint')} maxLength={120} value={relation} onChange={(event) => setRelation(event.currentTarget.value)} />}
        <TextInput size="md" label={t('operations.network.whence')} maxLength={120} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        <Textarea size="md" label={t('operations.network.note')} maxLength={2000} autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <p className={classes['hint']}>{t('operations.network.ownHint')}</p>
        <Button type="submit" size="md" disabled={label.trim() === ''}>{t('operations.network.add')}</Button>
      </form>
    </Dialog>
  );
}

/** Links two entities that are selected. */
export function AddLink({ network, seen, onClose }: DialogProps): ReactNode {
  const words = useWords();
  const { t } = words;
  const [label, setLabel] = useState('');
  const [source, setSource] = useState('');
  const [isDirected, setDirected] = useState(true);
  const [from, to] = network.state.selected.flatMap((id) => seen.items.find((item) => item.id === id) ?? []);
  if (from === undefined || to === undefined) return null;
  const add = (): void => {
    network.dispatch({ act: 'link', link: { id: ownId(), from: from.id, to: to.id, label: label.trim(), ...(isDirected && { directed: true as const }), ...(source.trim() !== '' && { source: source.trim() }) } });
    onClose();
  };
  return (
    <Dialog title={t('operations.network.addLink')} onClose={onClose}>
      <form className={classes['form']} onSubmit={(event) => { event.preventDefault(); if (label.trim() !== '') add(); }}>
        <p><bdi>{sayItem(words, from)}</bdi> <span aria-hidden className="mirrored">→</span> <bdi>{sayItem(words, to)}</bdi></p>
        <TextInput size="md" label={t('operations.network.howLinked')} required maxLength={120} value={label} onChange={(event) => setLabel(event.currentTarget.value)} data-autofocus />
        <TextInput size="md" label={t('operations.network.whence')} maxLength={120} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        <Checkbox label={t('operations.network.directed')} checked={isDirected} onChange={(event) => setDirected(event.currentTarget.checked)} />
        <p className={classes['hint']}>{t('operations.network.ownHint')}</p>
        <Button type="submit" size="md" disabled={label.trim() === ''}>{t('operations.network.add')}</Button>
      </form>
    </Dialog>
  );
}
