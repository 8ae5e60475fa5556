/** What is open at the desk, as the address has it. */
export type DeskSearch = { readonly hit?: string; readonly doubt?: string };

/** Reads the address of the desk; anything else in it is passed over. */
export function parseDeskSearch({ hit, doubt }: Record<string, unknown>): DeskSearch {
  return {
    ...(typeof hit === 'string' && /^hit_[0-9a-f]{32}$/.test(hit) && { hit }),
    ...(typeof doubt === 'string' && /^dbt_[0-9a-f]{32}$/.test(doubt) && { doubt }),
  };
}
