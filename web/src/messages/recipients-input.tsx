import { MultiSelect, type ComboboxItem, type OptionsFilter } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { useWords } from '../words/words.tsx';
import { sayOrganisation } from './say-organisation.ts';
import { useAddressees } from './use-mailbox.ts';

type RecipientsProps = { readonly value: readonly string[]; readonly onChange: (to: readonly string[]) => void; readonly autoFocus: boolean };

/** To whom: three letters and Enter take a bureau; a group is taken apart into its bureaus that can read. */
export function RecipientsInput({ value, onChange, autoFocus }: RecipientsProps): ReactNode {
  const words = useWords();
  const { t, coded } = words;
  const [typed, setTyped] = useState('');
  const addressees = useAddressees().data;
  const data = useMemo(() => [
    ...(addressees?.items ?? []).map(({ organisation, ready }) => ({ value: organisation, label: `${organisation} · ${sayOrganisation(organisation, words)}${ready ? '' : ` · ${t('messages.cannotRead')}`}` })),
    ...(addressees?.groups ?? []).map(({ id, name }) => ({ value: `group:${id}`, label: coded('messages.group', id, name) })),
  ], [addressees, words, t, coded]);
  const change = (next: readonly string[]): void => {
    setTyped('');
    const ready = new Set((addressees?.items ?? []).filter((one) => one.ready).map(({ organisation }) => organisation));
    const codes = next.flatMap((one) => (one.startsWith('group:') ? (addressees?.groups.find(({ id }) => `group:${id}` === one)?.members ?? []).filter((code) => ready.has(code)) : [one]));
    onChange([...new Set(codes)]);
  };
  return (
    <MultiSelect
      label={t('messages.to')} description={t('messages.toHint')} data={data} value={[...value]} onChange={change} searchable searchValue={typed} onSearchChange={setTyped} autoFocus={autoFocus} hidePickedOptions selectFirstOptionOnChange
      limit={12} filter={byCode} nothingFoundMessage={t('messages.nobody')} comboboxProps={{ withinPortal: true, shadow: 'md' }} renderOption={({ option }) => <bdi>{option.label}</bdi>}
    />
  );
}

/** First the bureau whose code begins so, then whatever has the letters in its name. */
const byCode: OptionsFilter = ({ options, search }) => {
  const sought = search.trim().toLowerCase();
  const items = options.filter((one): one is ComboboxItem => 'value' in one);
  if (sought === '') return items;
  const [exact, rest] = [items.filter(({ value }) => value.toLowerCase().startsWith(sought)), items.filter(({ value, label }) => !value.toLowerCase().startsWith(sought) && label.toLowerCase().includes(sought))];
  return [...exact, ...rest];
};
