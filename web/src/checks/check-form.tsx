import { Button, TextInput, UnstyledButton } from '@mantine/core';
import { IconCamera, IconId, IconSearch, IconCar, IconUser } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react';
import { CountryInput } from '../ui/country-input.tsx';
import { useWords } from '../words/words.tsx';
import { PersonFields } from './person-fields.tsx';
import { EMPTY_PERSON, type PersonForm } from './person-form.ts';
import { PurposeChip } from './purpose-chip.tsx';
import { type Kind, kindOf, KINDS, parseQuestion, personQuestion, type Question } from './questions.ts';
import { QuestionPreview } from './question-preview.tsx';
import { useShift } from './shift.ts';
import { textsOf } from './texts-of.ts';
import classes from './check.module.css';

/** What the page may do to the form from outside. */
export type FormHandle = { focus(): void; clear(kind?: Kind): void; fill(text: string): void; nextKind(): void; isEmpty(): boolean };

type FormProps = { onAsk: (question: Question) => void; onCamera: () => void; ref: Ref<FormHandle> };

const SIGNS = { document: IconId, vehicle: IconCar, person: IconUser } as const;

/** One field for documents and vehicles, a short form for persons. The field has the focus and gets it back. */
export function CheckForm({ onAsk, onCamera, ref }: FormProps): ReactNode {
  const { t } = useWords();
  const [tab, setTab] = useState<Kind>('document');
  const [text, setText] = useState('');
  const [country, setCountry] = useState<string>();
  const [person, setPerson] = useState<PersonForm>(EMPTY_PERSON);
  const [isRefused, setRefused] = useState(false);
  const [recalled, setRecalled] = useState(0);
  const { checks } = useShift();
  const field = useRef<HTMLInputElement>(null);
  const kind = tab === 'person' ? 'person' : (kindOf(text) ?? tab);
  const question = kind === 'person' ? personQuestion(person) : parseQuestion(text, kind, country);

  const focus = (): void => field.current?.focus({ preventScroll: true });
  const show = (next: Kind): void => {
    setTab(next);
    setRefused(false);
    requestAnimationFrame(focus);
  };
  const empty = (): void => {
    setText('');
    setCountry(undefined);
    setPerson(EMPTY_PERSON);
    setRefused(false);
    setRecalled(0);
  };
  useImperativeHandle(ref, () => ({
    focus,
    clear: (next) => {
      empty();
      if (next !== undefined) setTab(next);
    },
    fill: (filled) => {
      setText(filled);
      if (tab === 'person') setTab('document');
    },
    nextKind: () => show(KINDS[(KINDS.indexOf(kind) + 1) % KINDS.length] ?? 'document'),
    isEmpty: () => text === '' && person === EMPTY_PERSON,
  }));
  useEffect(focus, []);

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const { currentTarget } = event;
    if (question === undefined) {
      setRefused(true);
      requestAnimationFrame(() => currentTarget.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus());
      return;
    }
    empty();
    onAsk(question);
  };
  const recall = (event: KeyboardEvent): void => {
    const earlier = checks[recalled];
    if (event.key !== 'ArrowUp' || earlier === undefined || (text !== '' && recalled === 0)) return;
    event.preventDefault();
    const before = textsOf(earlier.question);
    setTab(earlier.question.kind);
    setText(before.text);
    setCountry(before.country);
    if (before.person !== undefined) setPerson(before.person);
    setRecalled(recalled + 1);
  };

  return (
    <div className={classes['form']} onKeyDown={recall} role="search" aria-label={t('check.title')}>
      <div className={classes['tabs']} role="group" aria-label={t('check.kinds')}>
        {KINDS.map((one) => {
          const Sign = SIGNS[one];
          return <UnstyledButton key={one} type="button" className={classes['tab']} aria-pressed={one === kind} onClick={() => show(one)}><Sign size={20} aria-hidden />{t(`check.${one}`)}</UnstyledButton>;
        })}
        <kbd className={classes['tabKey']} title={t('check.nextKind')}>F9</kbd>
      </div>
      <form className={classes['line']} data-kind={kind} onSubmit={submit} autoComplete="off">
        {kind === 'person' ? <PersonFields form={person} onChange={setPerson} first={field} isRefused={isRefused} /> : (
          <>
            <TextInput
              ref={field} size="lg" className={classes['field']} label={t(`check.${kind}Label`)} value={text} maxLength={200} spellCheck={false} autoCapitalize="characters" autoCorrect="off"
              onChange={(event) => { setText(event.currentTarget.value); setRefused(false); setRecalled(0); }}
              error={isRefused ? t('check.nothing') : undefined} dir="ltr" inputWrapperOrder={['label', 'input', 'error']}
            />
            <CountryInput size="lg" className={classes['country']} label={t(kind === 'document' ? 'check.issuer' : 'check.plateCountry')} value={country} onChange={setCountry} />
          </>
        )}
        <Button type="submit" size="lg" className={classes['ask']} leftSection={<IconSearch size={22} aria-hidden />}>{t('check.ask')}</Button>
      </form>
      <div className={classes['row']}>
        {kind === 'person' ? <span className={classes['preview']} /> : <QuestionPreview text={text} question={question} />}
        <Button type="button" variant="default" radius="xl" onClick={onCamera} leftSection={<IconCamera size={20} aria-hidden />} rightSection={<kbd className={classes['key']}>F8</kbd>}>{t('check.camera')}</Button>
        <PurposeChip onDone={focus} />
      </div>
    </div>
  );
}
