/** What is typed about a person. `born` in any of the ways in which dates are typed. */
export type PersonForm = { readonly family: string; readonly given: string; readonly born: string; readonly nationality?: string | undefined };

export const EMPTY_PERSON: PersonForm = { family: '', given: '', born: '' };
