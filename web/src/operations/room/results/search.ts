/** Which results are shown, as the address has it: an edition, or the live ones. */
export type ResultsSearch = { readonly edition?: number };

export function parseResultsSearch({ edition }: Record<string, unknown>): ResultsSearch {
  return typeof edition === 'number' && Number.isInteger(edition) && edition > 0 ? { edition } : {};
}
