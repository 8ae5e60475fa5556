import { findCountry } from '@watchword/api/countries/countries.ts';
import { parseMrz } from '@watchword/api/mrz/mrz.ts';

/** Decides when what the camera reads may be believed. */
export type Agreement = {
  /** Takes what was read in a frame; gives the lines once two frames in a row agree on them. */
  take(text: string): readonly string[] | undefined;
};

/** All check digits must hold, the states must be known, and two frames in a row must read the same. Nothing is corrected. */
export function createAgreement(): Agreement {
  let before = '';
  return {
    take(text) {
      const mrz = parseMrz(zoneOf(text));
      const { issuingState, nationality } = mrz.fields;
      const isSound = mrz.valid && Object.keys(mrz.checks).length >= 3 && [issuingState, nationality ?? issuingState].every((code) => code !== undefined && findCountry(code) !== undefined);
      const lines = isSound && mrz.faults.length === 0 ? mrz.lines : [];
      const now = lines.join('\n');
      const agrees = now !== '' && now === before;
      before = now;
      return agrees ? lines : undefined;
    },
  };
}

/** The lines of a frame that can be of a zone: long, and of its letters. A frame shows more of the page than the zone. */
function zoneOf(text: string): string {
  return text.split('\n').map((line) => line.replace(/\s/g, '')).filter((line) => line.length >= 28).slice(-3).join('\n');
}
