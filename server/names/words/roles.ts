/** Words that carry little or nothing of who somebody is, in the letters a to z; the customs of the world, no list is complete. */

const set = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Forms of address, ranks and degrees before a name. */
export const TITLES = set(`
  mr mrs ms miss mister mx dr doctor prof professor sir dame madam madame mme mlle monsieur herr frau senor senora senorita hon honourable honorable
  rev reverend fr pastor rabbi capt captain col colonel gen general lt lieutenant maj major sgt sergeant cpl adm admiral cmdr ing dipl mag dott
  dottore dottssa shri sri smt ustad ustaz esq attorney judge justice king queen prince princess president presiden senator
  gospodin gospozha pan pani`);

/** Degrees and generations after a name. */
export const SUFFIXES = set('jr sr ii iii iv junior senior phd md mba msc bsc esq cfp lutc cpa dds rn qc kc obe mbe cbe');

/** Words of respect that stand in names and are left out as often: weighed little. */
export const HONORIFICS = set(`
  haji hajji hajj hadji haj al-haj alhaj alhaji alhajj sheikh shaikh shaykh cheikh sheik mullah mulla molla mawlawi maulvi moulvi maulana mawlana qari hafiz sayyid sayed
  syed said-e imam ayatollah ustaz agha aga bey beg pasha effendi efendi hanim hanum daw sahib saheb begum bibi devi singh kaur khan lala mirza malik mufti akhund akhundzada`);

/** Small words between the parts of a name. */
export const PARTICLES = set(`
  al el ul il ar as ad at an az ash es er ez bin ben ibn bint binti bte bt ibnu bani banu beni ould wuld walad ul ur ud us uz
  de del della delle dei degli di da das do dos du des la le les lo las los d l dell dall dalla y e i et san
  van von der den het ter ten te ver vom zu zum zur zur af av auf und
  mac mc fitz ap ab nic ni ua
  oglu ogly oglou kizi kyzy qizi kizi uly uulu zade
  anak putra putri san wa`);

/** Endings of patronymics, written after the name of the father. */
const PATRONYMICS = ['ovich', 'evich', 'ovitch', 'evitch', 'ovic', 'ovna', 'evna', 'ivna', 'iyovych', 'ovych', 'evych', 'yovych', 'avich', 'auna', 'ichna', 'inichna'];

/** Whether a word in the letters a to z ends as a Slavic patronymic does. */
export const isPatronymic = (word: string): boolean => word.length >= 7 && PATRONYMICS.some((ending) => word.endsWith(ending));
