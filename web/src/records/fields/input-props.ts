import type { ReactNode } from 'react';
import type { NamedField } from './schema.ts';

/** Props of one input of a record's form. `errors`: what the server said, by place. `path`: where the field stands in the record. */
export type InputProps = { field: NamedField; value: unknown; onChange: (value: unknown) => void; errors: ReadonlyMap<string, string>; path: string };

/** How an input of any kind is drawn: lists and groups are made of others. */
export type DrawInput = (props: InputProps) => ReactNode;
