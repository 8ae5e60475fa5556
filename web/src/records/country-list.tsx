import { Pill, PillGroup } from '@mantine/core';
import type { ReactNode } from 'react';
import { CountryInput } from '../ui/country-input.tsx';
import { CountryName } from '../ui/country-name.tsx';
import { useWords } from '../words/words.tsx';

type ListProps = { label: string; description: string; codes: readonly string[]; onChange: (codes: readonly string[]) => void };

/** Several countries: each one chosen becomes a mark that can be taken away again. */
export function CountryList({ label, description, codes, onChange }: ListProps): ReactNode {
  const { t } = useWords();
  return (
    <div>
      <CountryInput label={label} description={description} inputWrapperOrder={['label', 'input', 'description', 'error']} size="md" placeholder={t('form.addCountry')} value={undefined} onChange={(code) => { if (code !== undefined && !codes.includes(code)) onChange([...codes, code]); }} key={codes.join()} />
      {codes.length > 0 && (
        <PillGroup mt="xs">
          {codes.map((code) => <Pill key={code} size="md" withRemoveButton onRemove={() => onChange(codes.filter((one) => one !== code))} removeButtonProps={{ 'aria-label': t('form.remove', { what: code, number: 1 }) }}><CountryName code={code} /></Pill>)}
        </PillGroup>
      )}
    </div>
  );
}
