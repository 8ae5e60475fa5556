/**
 * What to do now, by code. English here; the web app translates by code. National law and a country's own
 * instructions come before these. None of them orders anything against a person.
 */
export const STEPS = {
  'second-line': 'Go to second line.',
  'hold-document-own-law': 'Hold the document only under your own law.',
  'ask-owner': 'Ask the owner to confirm before anybody acts.',
  'check-vin-twice': 'Read the VIN in two places and compare.',
  'hold-vehicle-own-law': 'Hold the vehicle only under your own law.',
  'revoked-no-offence': 'Revoked by its issuer; this proves no offence. Ask what the holder knows and offer protection if asked.',
  'recovered-compare-holder': 'Reported recovered. Compare the holder; the rightful holder may have it back.',
  'call-supervisor': 'Keep the person in view and call your supervisor.',
  'compare-identity': 'Compare identity: names, birth date, photograph, documents.',
  'tell-apart': 'This identity is misused by somebody else. Read how to tell the two apart before anything else.',
  'do-not-reveal': 'Do not reveal this result to the person.',
  'note-circumstances': 'Note where, when, with whom, and which documents.',
  'speak-with-care': 'Speak with care. A minor: call the child-protection officer first.',
  'tell-bureau': 'Tell your National Central Bureau.',
  'information-only': 'Information only.',
  'national-sanctions': 'Apply your national rule on sanctions.',
  'secure-item-own-law': 'Secure the item only under your own law.',
  'compare-item': 'Compare the item with the record, number by number.',
} as const;
export type StepCode = keyof typeof STEPS;

/** The sentence that stands on every hit and every possible match. */
export const NOT_AN_ORDER = 'Do not arrest or detain on this result alone. Ask the owner to confirm.';
