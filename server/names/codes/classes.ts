import { LATIN_SYMBOLS } from '../sounds/latin-sounds.ts';

/**
 * What each symbol of Latin spelling may be among the seven classes of consonants: P (b p f v w) T (d t th) S (s z sh ch j ts) K (k g q x kh)
 * R (l r) M N. `-` is a vowel or nothing. What stands before `|` is likely and stored, what stands behind is asked for as well.
 */
const LISTED = `
  a=- b=P c=K d=T e=- f=P g=K h=-|K i=- j=S,-|K k=K l=R m=M n=N o=- p=P q=K r=R s=S t=T u=- v=P w=P,- x=KS|S,K,- y=- z=S|T
  tsch=S dsch=S shch=S sch=S|SK tch=S dzh=S eau=- sh=S ch=S,K|- th=T|S ph=P gh=K,- kh=K|- zh=S ts=S|TS tz=S|TS cz=S|K sz=S rz=S,RS dz=S|T dj=S qu=K ck=K ng=N|NK
  ou=-|P oo=- ee=- ei=- ai=- ay=- ey=- au=-|P aw=- ow=-|P ea=- ie=- oe=- ue=- ae=- gn=N,KN ia=- io=- iu=- ya=- yo=- yu=-
  c_before_e=S|K g_before_e=K,S r_before_none=R|- l_before_none=R|- h_before_none=-|K e_at_end=- s_at_end=S|- t_at_end=T|- d_at_end=T|- x_at_end=KS|-,S n_before_none=N|M m_before_none=M|N`;

type Choices = { likely: readonly string[]; all: readonly string[] };

const read = (text: string): Choices => {
  const [likely = '', more = ''] = text.split('|').map((side) => side.replaceAll('-', ''));
  const first = likely.split(',');
  return { likely: first, all: text.includes('|') ? [...first, ...more.split(',')] : first };
};

const listed = new Map(LISTED.trim().split(/\s+/).map((pair): [string, Choices] => [pair.slice(0, pair.indexOf('=')).replaceAll('_', ' '), read(pair.slice(pair.indexOf('=') + 1))]));

/** For each symbol of Latin spelling, its classes. */
export const CLASSES: readonly Choices[] = LATIN_SYMBOLS.map((symbol) => listed.get(symbol) ?? { likely: [''], all: [''] });

/** The class of a vowel: a, i (e i y) or u (o u w). */
export const vowelClass = (word: string): readonly string[] => {
  const found: string[] = [];
  for (const letter of word) {
    const own = letter === 'a' ? 'a' : letter === 'e' || letter === 'i' || letter === 'y' ? 'i' : letter === 'o' || letter === 'u' || letter === 'w' ? 'u' : undefined;
    if (own !== undefined && !found.includes(own)) found.push(own);
  }
  return found;
};
