/** The least name score of each band, by how the birth dates agree. Placeholder until measured. */
export const BANDS = {
  names: { possible: 0.7, hit: 0.97 },
} as const;
