/** Kinds of paper in families: those that a zone, or somebody who types, does not tell apart. */

/** Booklets carry code P, cards I, A or C; refugee and stateless documents exist as both. */
const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  booklet: ['passport', 'diplomatic-passport', 'service-passport', 'emergency-document', 'laissez-passer', 'refugee-document', 'stateless-document', 'seafarer-document'],
  card: ['identity-card', 'residence-permit', 'crew-certificate', 'seafarer-document', 'refugee-document', 'stateless-document'],
  visa: ['visa'],
  licence: ['driving-licence', 'firearms-licence', 'professional-licence'],
  vehicle: ['vehicle-registration', 'vehicle-title'],
};

/** What people write for the same. */
const WORDS: Readonly<Record<string, string>> = {
  pass: 'passport', id: 'identity-card', 'id-card': 'identity-card', 'national-id': 'identity-card', 'driving-license': 'driving-licence', 'driver-license': 'driving-licence',
  'drivers-license': 'driving-licence', 'driver-licence': 'driving-licence', 'travel-document': 'passport',
};

const KNOWN: ReadonlySet<string> = new Set([
  ...Object.values(FAMILIES).flat(), 'birth-certificate', 'marriage-certificate', 'residence-certificate', 'import-export-certificate', 'diploma', 'other',
]);

/** The family of a document code in a zone (ICAO Doc 9303, parts 4 to 7), or undefined when it says none. */
function familyOfCode(code: string): string | undefined {
  if (code.startsWith('P')) return 'booklet';
  if (code.startsWith('V')) return 'visa';
  return /^[IAC]/.test(code) ? 'card' : undefined;
}

/** How the kind asked for compares with the one recorded. A word that is not known says nothing; `other` contradicts nothing. */
export function compareKinds(asked: { type?: string | undefined; code?: string | undefined }, recorded: string): 'equal' | 'compatible' | 'differs' | 'missing' {
  if (recorded === '') return 'missing';
  if (asked.code !== undefined) {
    const family = familyOfCode(asked.code);
    if (family === undefined) return 'missing';
    return recorded === 'other' || FAMILIES[family]?.includes(recorded) === true ? 'compatible' : 'differs';
  }
  if (asked.type === undefined) return 'missing';
  const word = asked.type.trim().toLowerCase().replace(/[\s_]+/g, '-').replaceAll("'", '');
  const type = WORDS[word] ?? word;
  if (!KNOWN.has(type)) return 'missing';
  if (type === recorded) return 'equal';
  const alike = type === 'other' || recorded === 'other' || Object.values(FAMILIES).some((family) => family.includes(type) && family.includes(recorded));
  return alike ? 'compatible' : 'differs';
}
