/** Where each field and check digit stands, for the five formats of ICAO Doc 9303 (parts 4 to 7) and the French national
 * identity card of 1988 to 2021, whose layout is its own. */

export const MRZ_FORMATS = ['TD1', 'TD2', 'TD3', 'MRVA', 'MRVB', 'FRA_ID'] as const;
export type MrzFormat = (typeof MRZ_FORMATS)[number];

export type MrzField =
  | 'documentCode' | 'issuingState' | 'lastName' | 'firstName' | 'documentNumber' | 'nationality'
  | 'birthDate' | 'sex' | 'expirationDate' | 'optional' | 'optional1' | 'optional2';

/** The checks, in the order they stand in the zone. `optional` is the personal number of a TD3. */
export type MrzCheck = 'documentNumber' | 'birthDate' | 'expirationDate' | 'optional' | 'composite';

/** Characters `start` (counted from 0) up to `end` (not included) of a line (counted from 0). */
export type Span = { readonly line: number; readonly start: number; readonly end: number };

/** A check digit and the characters it was computed over, in their order. */
export type Check = { readonly name: MrzCheck; readonly over: readonly Span[]; readonly digit: Span };

export type Layout = {
  readonly format: MrzFormat;
  readonly lines: number;
  readonly width: number;
  /** Fields that stand alone. Names stand in `name`, or, on the French card, each in its own place. */
  readonly fields: ReadonlyArray<readonly [MrzField, Span]>;
  readonly name: Span | null;
  readonly checks: readonly Check[];
  /** Where a document number of more than nine characters goes on, when a filler stands in its digit's place. */
  readonly overflow: Span | null;
};

/** A span from positions counted as ICAO counts them: line from 1, first and last character from 1, both included. */
function at(line: number, first: number, last: number = first): Span {
  return { line: line - 1, start: first - 1, end: last };
}

/** The second line of TD3 and of machine-readable visas begins alike; TD2 shares it. */
function secondLine(): Array<readonly [MrzField, Span]> {
  return [
    ['documentNumber', at(2, 1, 9)],
    ['nationality', at(2, 11, 13)],
    ['birthDate', at(2, 14, 19)],
    ['sex', at(2, 21)],
    ['expirationDate', at(2, 22, 27)],
  ];
}

const SECOND_LINE_CHECKS: readonly Check[] = [
  { name: 'documentNumber', over: [at(2, 1, 9)], digit: at(2, 10) },
  { name: 'birthDate', over: [at(2, 14, 19)], digit: at(2, 20) },
  { name: 'expirationDate', over: [at(2, 22, 27)], digit: at(2, 28) },
];

const CODE_AND_STATE: ReadonlyArray<readonly [MrzField, Span]> = [
  ['documentCode', at(1, 1, 2)],
  ['issuingState', at(1, 3, 5)],
];

const TD1: Layout = {
  format: 'TD1',
  lines: 3,
  width: 30,
  fields: [
    ...CODE_AND_STATE,
    ['documentNumber', at(1, 6, 14)],
    ['optional1', at(1, 16, 30)],
    ['birthDate', at(2, 1, 6)],
    ['sex', at(2, 8)],
    ['expirationDate', at(2, 9, 14)],
    ['nationality', at(2, 16, 18)],
    ['optional2', at(2, 19, 29)],
  ],
  name: at(3, 1, 30),
  checks: [
    { name: 'documentNumber', over: [at(1, 6, 14)], digit: at(1, 15) },
    { name: 'birthDate', over: [at(2, 1, 6)], digit: at(2, 7) },
    { name: 'expirationDate', over: [at(2, 9, 14)], digit: at(2, 15) },
    { name: 'composite', over: [at(1, 6, 30), at(2, 1, 7), at(2, 9, 15), at(2, 19, 29)], digit: at(2, 30) },
  ],
  overflow: at(1, 16, 30),
};

const TD2: Layout = {
  format: 'TD2',
  lines: 2,
  width: 36,
  fields: [...CODE_AND_STATE, ...secondLine(), ['optional', at(2, 29, 35)]],
  name: at(1, 6, 36),
  checks: [
    ...SECOND_LINE_CHECKS,
    { name: 'composite', over: [at(2, 1, 10), at(2, 14, 20), at(2, 22, 35)], digit: at(2, 36) },
  ],
  overflow: at(2, 29, 35),
};

const TD3: Layout = {
  format: 'TD3',
  lines: 2,
  width: 44,
  fields: [...CODE_AND_STATE, ...secondLine(), ['optional', at(2, 29, 42)]],
  name: at(1, 6, 44),
  checks: [
    ...SECOND_LINE_CHECKS,
    { name: 'optional', over: [at(2, 29, 42)], digit: at(2, 43) },
    { name: 'composite', over: [at(2, 1, 10), at(2, 14, 20), at(2, 22, 43)], digit: at(2, 44) },
  ],
  overflow: null,
};

const MRVA: Layout = {
  format: 'MRVA',
  lines: 2,
  width: 44,
  fields: [...CODE_AND_STATE, ...secondLine(), ['optional', at(2, 29, 44)]],
  name: at(1, 6, 44),
  checks: SECOND_LINE_CHECKS,
  overflow: null,
};

const MRVB: Layout = {
  format: 'MRVB',
  lines: 2,
  width: 36,
  fields: [...CODE_AND_STATE, ...secondLine(), ['optional', at(2, 29, 36)]],
  name: at(1, 6, 36),
  checks: SECOND_LINE_CHECKS,
  overflow: null,
};

const FRA_ID: Layout = {
  format: 'FRA_ID',
  lines: 2,
  width: 36,
  fields: [
    ...CODE_AND_STATE,
    ['lastName', at(1, 6, 30)],
    ['documentNumber', at(2, 1, 12)],
    ['firstName', at(2, 14, 27)],
    ['birthDate', at(2, 28, 33)],
    ['sex', at(2, 35)],
  ],
  name: null,
  checks: [
    { name: 'documentNumber', over: [at(2, 1, 12)], digit: at(2, 13) },
    { name: 'birthDate', over: [at(2, 28, 33)], digit: at(2, 34) },
    { name: 'composite', over: [at(1, 1, 36), at(2, 1, 35)], digit: at(2, 36) },
  ],
  overflow: null,
};

/** Every layout, by the name of its format. */
export const LAYOUTS: { readonly [F in MrzFormat]: Layout } = { TD1, TD2, TD3, MRVA, MRVB, FRA_ID };

/** The characters of a span. Lines shorter than the span give what there is. */
export function cut(lines: readonly string[], span: Span): string {
  return (lines[span.line] ?? '').slice(span.start, span.end);
}

/** The characters of several spans, one after the other. */
export function cutAll(lines: readonly string[], spans: readonly Span[]): string {
  let text = '';
  for (const span of spans) text += cut(lines, span);
  return text;
}

/** The lines with the characters from the start of `span` replaced by `text`; the length of the line stays. */
export function put(lines: readonly string[], span: Span, text: string): string[] {
  return lines.map((line, i) =>
    i === span.line ? line.slice(0, span.start) + text + line.slice(span.start + text.length) : line);
}

/** Whether this layout may be meant, by the first letters: V is a visa, IDFRA on two lines of 36 is the French card. */
export function isClaimed(layout: Layout, firstLine: string): boolean {
  const visa = firstLine.startsWith('V');
  if (layout.format === 'MRVA' || layout.format === 'MRVB') return visa;
  if (layout.format === 'FRA_ID') return /^[I1][D0O]FRA/.test(firstLine);
  return !visa || layout.format === 'TD1';
}
