/** Endings of women's family names, Lithuanian and Latvian case endings, and what the men of the family are called. */
const GENDERS = ([
  ['skaya', 'sky'], ['skaja', 'sky'], ['skaia', 'sky'], ['tskaya', 'tsky'], ['ska', 'sky'], ['cka', 'sky'], ['ski', 'sky'], ['skiy', 'sky'], ['skii', 'sky'], ['skyi', 'sky'], ['skyy', 'sky'], ['skij', 'sky'], ['cki', 'sky'],
  ['ova', 'ov'], ['eva', 'ev'], ['ieva', 'iev'], ['aya', 'y'], ['aia', 'y'], ['iy', 'y'], ['yy', 'y'], ['ii', 'y'], ['yi', 'y'], ['ij', 'y'], ['ina', 'in'], ['yna', 'yn'],
  ['auskas', 'ausk'], ['auskiene', 'ausk'], ['auskaite', 'ausk'], ['iene', ''], ['aite', ''], ['yte', ''], ['ute', ''], ['ius', ''], ['as', ''], ['is', ''], ['us', ''], ['os', ''], ['ovs', 'ov'], ['evs', 'ev'], ['ovas', 'ov'], ['evas', 'ev'], ['inas', 'in'], ['ins', 'in'],
] satisfies [ending: string, instead: string][]).sort(([one], [other]) => other.length - one.length);

/** A family name as the men of the family are called; too short a rest is left as it is. */
export function withoutGender(word: string): string {
  if (word.length < 6) return word;
  for (const [ending, instead] of GENDERS) if (word.endsWith(ending) && word.length - ending.length >= 4) return word.slice(0, word.length - ending.length) + instead;
  return word;
}
