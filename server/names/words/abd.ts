/**
 * Arabic names of a servant of God: `Abd al-Aziz`, `Abdul Aziz`, `Abdulaziz`, `Abdel-Aziz` are one name, and what tells it from `Abdul Bari` is
 * what follows. Words in the letters a to z.
 */

/** First words that begin such a name in two or three words. */
const FIRST = new Set(['abd', 'abdul', 'abdel', 'abdal', 'abdol', 'abdur', 'abdus', 'abdu', 'abdoul', 'abdour', 'abdou', 'abdoel', 'abdil', 'abdir', 'abdis', 'abdud', 'abdun', 'abdut', 'abduz', 'abdush', 'abdel', 'abder', 'abdes', 'abden', 'abdez', 'abdrab', 'abid']);
/** Articles that may stand between. */
const ARTICLES = new Set(['al', 'el', 'ul', 'ar', 'as', 'ad', 'an', 'at', 'az', 'ash', 'er', 'es', 'ur', 'us', 'ud', 'il']);

/** Whether a word begins such a name: the next word belongs to it. */
export const beginsAbd = (word: string): boolean => FIRST.has(word);

/** Whether a word is the article within such a name. */
export const isArticle = (word: string): boolean => ARTICLES.has(word);

/** What follows `abd` in a name written as one word, without the article: `aziz` of `abdulaziz`, `rahman` of `abdurrahman`. */
export function stemOfAbd(word: string): string | undefined {
  if (word.length < 7 || !word.startsWith('abd')) return undefined;
  let at = 3;
  if (isVowel(word, at)) at += word.startsWith('ou', at) || word.startsWith('oe', at) ? 2 : 1;
  else if (word.charAt(at) !== 'r' && word.charAt(at) !== 'l') return undefined;
  if (word.charAt(at) === 'l' && word.length - at > 3) return word.slice(at + 1);
  if (word.charAt(at) === word.charAt(at + 1)) at += 1;
  else if (word.startsWith('shsh', at)) at += 2;
  const stem = word.slice(at);
  return stem.length >= 4 && !isVowel(stem, 0) ? stem : undefined;
}

const isVowel = (word: string, at: number): boolean => 'aeiouy'.includes(word.charAt(at)) && at < word.length;
