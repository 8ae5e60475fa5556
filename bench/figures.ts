/** Figures, printed as they come, and as one JSON value at the end. */

/** `asked`: what is promised; `holds`: whether it is kept. */
export type Figure = { readonly what: string; readonly value: number; readonly unit: string; readonly asked?: string; readonly holds?: boolean };

/** What is promised of a figure: at least or at most. */
export type Promised = { readonly least?: number; readonly most?: number };

/** Figures of one run. `quiet`: nothing is printed until the end. */
export type Figures = {
  readonly list: readonly Figure[];
  note(what: string, value: number, unit: string, promised?: Promised): void;
  /** A line for people; nothing of it is in the JSON. */
  tell(text: string): void;
  /** What could not be measured here, and why. */
  skip(what: string, why: string): void;
  print(about: Readonly<Record<string, unknown>>): void;
};

/** Begins a run. */
export function createFigures({ json }: { json: boolean }): Figures {
  const list: Figure[] = [];
  const skipped: string[] = [];
  const tell = (text: string): void => {
    if (!json) process.stdout.write(`${text}\n`);
  };
  return {
    list, tell,
    note(what, value, unit, promised) {
      const text = [promised?.least === undefined ? '' : `>= ${promised.least}`, promised?.most === undefined ? '' : `<= ${promised.most}`].join(' ').trim();
      const holds = (promised?.least === undefined || value >= promised.least) && (promised?.most === undefined || value <= promised.most);
      const figure: Figure = { what, value: Number(value.toPrecision(4)), unit, ...(text !== '' && { asked: text, holds }) };
      list.push(figure);
      tell(`${what.padEnd(66)} ${String(figure.value).padStart(10)} ${unit.padEnd(10)} ${text === '' ? '' : `${text} ${holds ? 'holds' : 'MISSED'}`}`.trimEnd());
    },
    skip(what, why) {
      skipped.push(`${what}: ${why}`);
      tell(`Skipped: ${what}. ${why}`);
    },
    print(about) {
      if (json) process.stdout.write(`${JSON.stringify({ ...about, node: process.version, figures: list, skipped })}\n`);
    },
  };
}
