import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import classes from './hit.module.css';

/** One answer of a question. `code`: what is chosen. */
export type Option<C extends string> = { readonly code: C; readonly label: string };

type ChoiceProps<C extends string> = {
  legend: string; options: readonly Option<C>[]; value: C | undefined; onChoose: (code: C) => void;
  /** Goes on to what comes next: called when an answer was chosen by its digit. */
  onDigit?: () => void;
  /** Said of the question as a whole, when it was left out. */
  error?: string | undefined;
};

/** One question with a few answers, each of which has a digit. The digit chooses and goes on; the arrows choose and stay. */
export function Choice<C extends string>({ legend, options, value, onChoose, onDigit, error }: ChoiceProps<C>): ReactNode {
  const name = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const onKey = (event: KeyboardEvent): void => {
    const option = options[Number(event.key) - 1];
    if (option === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    onChoose(option.code);
    onDigit?.();
  };
  return (
    <fieldset ref={box} className={classes['choice']} onKeyDown={onKey} data-choice aria-describedby={error === undefined ? undefined : `${name}-error`}>
      <legend>{legend}</legend>
      <div className={classes['options']}>
        {options.map(({ code, label }, at) => (
          <label key={code} className={classes['option']} data-chosen={value === code}>
            <input type="radio" name={name} value={code} checked={value === code} onChange={() => onChoose(code)} />
            <kbd className={classes['key']} aria-hidden>{at + 1}</kbd> {label}
          </label>
        ))}
      </div>
      {error !== undefined && <p id={`${name}-error`} className={classes['fault']}>{error}</p>}
    </fieldset>
  );
}
