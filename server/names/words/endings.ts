/**
 * Endings that make family names, the spellings of one on one line. Names that share what stands before and end differently are two families:
 * Lindgren and Lindberg.
 */
const ENDINGS = `
  ov ow off of ova owa
  ev ew eff eva ewa
  aev ayev aeva ayeva
  sky ski skiy skii skyi skij skaya ska cki cka
  ovsky ovski ovskiy ovskii ovskaya owski owska ovska ovskyi
  evsky evski evskiy evskaya ewski ewska
  insky inski inskiy inskaya inska
  enko
  chuk czuk tschuk
  uk iuk yuk
  ich ic itch icz
  ovich ovic owicz ovych
  evich evic ewicz evych
  yan ian
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
  mann man
  stein stain shtein
  feld
  baum
  bach
  hof hoff
  dorf
  meyer meier maier mayer
  ford
  ham
  wood
  field
  worth
  escu
  eanu
  opoulos poulos
  idis ides
  akis
  oglu oglou
  ullah
  uddin eddin
  moto
  mura
  yama
  kawa gawa
  shima jima
  saki zaki
  hara
  guchi`;

const KIND = new Map<string, number>();
ENDINGS.trim().split('\n').forEach((line, kind) => line.trim().split(' ').forEach((ending) => KIND.set(ending, kind)));
const LONGEST = 7;
const SHORTEST_STEM = 3;

/** Whether two words are one stem with endings of different families. */
export function haveOtherEndings(one: string, other: string): boolean {
  let stem = 0;
  while (stem < one.length && stem < other.length && one.charCodeAt(stem) === other.charCodeAt(stem)) stem += 1;
  // The endings may begin alike (uk, ov and ovsky), so shorter stems are tried, too.
  for (let at = stem; at >= SHORTEST_STEM && one.length - at <= LONGEST && other.length - at <= LONGEST; at--) {
    const [a, b] = [KIND.get(one.slice(at)), KIND.get(other.slice(at))];
    if (a !== undefined && b !== undefined) return a !== b;
  }
  return false;
}
