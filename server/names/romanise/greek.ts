import { listDifferent, makeSpeller } from './spelling.ts';

const BASE = `
  α=a β=v γ=g δ=d ε=e ζ=z η=i θ=th ι=i κ=k λ=l μ=m ν=n ξ=x ο=o π=p ρ=r σ=s ς=s τ=t υ=y φ=f χ=ch ψ=ps ω=o ϊ=i ϋ=y ϐ=v ϑ=th ϕ=f ϰ=k ϱ=r ϲ=s '= ’=`;
const VOICELESS = ['θ', 'κ', 'ξ', 'π', 'σ', 'ς', 'τ', 'φ', 'χ', 'ψ', '$'];
/** αυ, ευ and ηυ end in v, but in f before a voiceless letter. */
const DIPHTHONGS = ['α=a', 'ε=e', 'η=i'].map((pair) => {
  const [letter = '', written = ''] = pair.split('=');
  return [`${letter}υ=${written}v`, ...VOICELESS.map((next) => `${letter}υ${next}=${written}f${next === '$' ? '' : elotOf(next)}`)].join(' ');
}).join(' ');

function elotOf(letter: string): string {
  return { 'θ': 'th', 'κ': 'k', 'ξ': 'x', 'π': 'p', 'σ': 's', 'ς': 's', 'τ': 't', 'φ': 'f', 'χ': 'ch', 'ψ': 'ps' }[letter] ?? '';
}

/** ELOT 743, as on Greek passports. */
const ELOT = `ου=ou γγ=ng γξ=nx γχ=nch ^μπ=b μπ$=b ${DIPHTHONGS}`;
/** BGN/PCGN 1962: as it sounds to an English reader. */
const SOUND = `${ELOT} χ=kh δ=dh υ=i ϋ=i γγ=ng γξ=nx γχ=nkh ^γκ=g γκ=ng ^ντ=d ντ=nd μπ=mb ει=i οι=i αι=ai υι=i γε=ye γι=yi γη=yi γυ=yi γαι=yai γει=yi γοι=yi`;
/** Plain speech, as in names that Greeks abroad bear: Andoniou, Hatzis, Yannis. */
const SPEECH = `${ELOT} χ=h υ=i ϋ=i γκ=g ντ=d μπ=b τζ=tz αι=e ει=i οι=i υι=i ^γι=y για=ya γιω=yo γιο=yo γιου=you ^ι=i`;
/** As old names are known abroad: Philippos, Christos, Basileios. */
const LEARNED = 'φ=ph χ=ch υ=y ου=ou κ=c κκ=cc κτ=ct γγ=ng γκ=nc γξ=nx γχ=nch η=e β=b αυ=au ευ=eu αι=ae ρρ=rrh ^ρ=rh κι=ki κε=ke κη=ke κυ=ky';
/** Foreign names in Greek letters, read back: b, d, g and j written with two letters each. */
const LOAN = `${ELOT} μπ=b ντ=d γκ=g τζ=j τσ=ch ου=u χ=h υ=i ει=ei οι=oi αι=ai κου=qu σ=s`;

const SPELLERS = [ELOT, SPEECH, SOUND, '', LOAN, LEARNED].map((rules) => makeSpeller(BASE, rules));

const ACCENT = /[\u0300-\u0304\u0306\u0307\u0309-\u036f]/g;
/** Every Greek letter without its accents; the mark that parts two vowels is kept. */
const BARE: ReadonlyMap<string, string> = new Map([[0x370, 0x3ff], [0x1f00, 0x1fff]].flatMap(([first = 0, last = 0]) =>
  Array.from({ length: last - first + 1 }, (_, at) => String.fromCharCode(first + at)).flatMap((letter) => {
    const bare = letter.normalize('NFD').replace(ACCENT, '').normalize('NFC');
    return bare === letter ? [] : [[letter, bare] as const];
  })));
const ACCENTED = 'άέόή';
const PARTED = new Map([['ι', 'ϊ'], ['υ', 'ϋ']]);

/** Small letters without accents. An accent on the first of two vowels parts them: άι is not the pair αι. */
const unaccent = (word: string): string => {
  let bare = '';
  let isParted = false;
  for (const letter of word.toLowerCase().normalize('NFC')) {
    bare += (isParted ? PARTED.get(letter) : undefined) ?? BARE.get(letter) ?? letter;
    isParted = ACCENTED.includes(letter);
  }
  return bare;
};

/** A Greek word by ELOT 743, then by sound, by ICAO Doc 9303-3, read back as a foreign name, and in the learned spelling. */
export const readGreek = (word: string, most: number): readonly string[] => {
  const small = unaccent(word);
  return listDifferent(SPELLERS.map((speller) => speller(small)), most);
};
