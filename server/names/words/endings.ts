/**
 * Endings that make family names (and some given names), the spellings of one on one line. Names that share an ending are told apart by what
 * stands before it (Magomedovich and Salimovich); names that share what stands before and end differently are two families (Lindgren, Lindberg).
 */
const ENDINGS = `
  ov ow off of ova owa
  ev ew eff eva ewa
  aev ayev aeva ayeva
  iev iyev ieva iyeva
  sky ski skiy skii skyi skij skaya ska cki cka
  ovsky ovski ovskiy ovskii ovskaya owski owska ovska ovskyi
  evsky evski evskiy evskaya ewski ewska
  insky inski inskiy inskaya inska
  enko
  chuk czuk tschuk
  uk iuk yuk
  ich ic itch icz
  ovich ovic owic owicz ovych ovitch ovicz ovna ovic
  evich evic ewic ewicz evych evitch evna
  yan ian jan
  dze
  shvili
  zai zay zoy
  zadeh zade zada
  pour pur poor
  far
  nia niya
  nejad nezhad
  berg bergh
  burg
  gren green
  qvist quist kvist
  strom stroem
  lund
  stedt stadt
  son sson sen ssen
  sdottir dottir
  mann man
  stein stain shtein
  feld
  baum
  bauer
  bach
  hof hoff
  heim
  dorf
  meyer meier maier mayer
  ford
  ham
  land
  ville
  house
  well
  worth
  wood
  field
  town
  escu
  eanu
  opoulos poulos
  idis ides iadis
  akis
  oglu oglou
  ullah
  uddin eddin
  singh
  deep
  preet
  inder
  endra
  swamy
  nathan
  murthy
  moto
  mura
  yama
  kawa gawa
  shima jima
  saki zaki
  hashi bashi
  hara
  matsu
  guchi
  lainen
  nen
  elli
  etti
  ini
  ucci
  anto
  wati
  ansyah`;

const KIND = new Map<string, number>();
ENDINGS.trim().split('\n').forEach((line, kind) => line.trim().split(' ').forEach((ending) => KIND.set(ending, kind)));
const LONGEST = 7;
const SHORTEST_STEM = 3;

/** The longest known ending of a word that leaves three letters before it: its kind and length; length 0 when it has none. */
export function endingOf(word: string): { kind: number; length: number } {
  for (let length = Math.min(LONGEST, word.length - SHORTEST_STEM); length >= 2; length--) {
    const kind = KIND.get(word.slice(word.length - length));
    if (kind !== undefined) return { kind, length };
  }
  return NO_ENDING;
}
const NO_ENDING = { kind: -1, length: 0 };

/** Whether two words are one stem with endings of different families. */
export function haveOtherEndings(one: string, other: string): boolean {
  let stem = 0;
  while (stem < one.length && stem < other.length && one.charCodeAt(stem) === other.charCodeAt(stem)) stem += 1;
  // The endings may begin alike (ov and ovsky), so shorter stems are tried, too.
  for (let at = stem; at >= SHORTEST_STEM && one.length - at <= LONGEST && other.length - at <= LONGEST; at--) {
    const [a, b] = [KIND.get(one.slice(at)), KIND.get(other.slice(at))];
    if (a !== undefined && b !== undefined) return a !== b;
  }
  return false;
}
