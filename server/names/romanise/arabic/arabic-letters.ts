/** How each language that is written in Arabic letters says them. `a i u` are the long vowels; what stands for w and y is decided by its neighbours. */

/** Arabic as newspapers and passports write it. The throat letters and the glottal stop are not written. */
export const ARABIC = `
  ب=b ت=t ث=th ج=j ح=h خ=kh د=d ذ=dh ر=r ز=z س=s ش=sh ص=s ض=d ط=t ظ=z ع= غ=gh ف=f ق=q ك=k ل=l م=m ن=n ه=h
  پ=p چ=ch ژ=zh گ=g ڤ=v ڨ=g ٹ=t ڈ=d ڑ=r ں=n ھ=h ڭ=g ۋ=v ڥ=v ګ=g ټ=t ډ=d ړ=r ڼ=n ښ=sh ږ=zh ځ=dz څ=ts ڕ=r ڵ=l ڪ=k ڃ=ch ې=e ۍ=ai ء=`;
/** Persian and Dari: the letters that Arabic tells apart fall together, and w is v. */
export const PERSIAN = 'ث=s ذ=z ض=z ظ=z ق=gh و=v';
/** Urdu and Panjabi. */
export const URDU = 'ث=s ذ=z ض=z ظ=z و=v';
/** Sindhi and Pashto keep w. */
export const PASHTO = 'ث=s ذ=z ض=z ظ=z ښ=kh ږ=g ځ=z څ=ts';
/** Egypt says g where others say j. */
export const EGYPTIAN = 'ج=g ث=s ذ=z';
/** The French spelling of the Maghreb and the Levant. */
export const MAGHREB = 'ش=ch ق=k ج=dj ذ=d ظ=d غ=gh';
/** Foreign names in Arabic letters, read back. */
export const LOAN = 'غ=g ق=k خ=kh ج=j ث=th ذ=d ط=t ظ=z';

/** Letters of one alphabet that are drawn otherwise in another: to the Arabic letter that they stand for. */
export const SAME_LETTERS: ReadonlyMap<string, string> = new Map([...'کكیيېيہهۂهۃةەهۓےٱاٲأٳإۀهڪك'].flatMap((letter, at, all) => (at % 2 === 0 ? [[letter, all[at + 1] ?? letter] as const] : [])));

/** Letters that only Urdu, only Kurdish, only Pashto, or no Arab uses. */
export const URDU_LETTERS = 'ٹڈڑںےہھۃۓ';
export const KURDISH_LETTERS = 'ەێۆڕڵۊ';
export const PASHTO_LETTERS = 'ټډړښږځڅڼۍې';
export const PERSIAN_LETTERS = 'پچژگکیۀ';

/** Kurdish writes its vowels, so that letter by letter is enough. Two waws are the long u. */
export const KURDISH = `
  ا=a ب=b پ=p ت=t ج=j چ=ch ح=h خ=kh د=d ر=r ڕ=r ز=z ژ=zh س=s ش=sh ع= غ=gh ف=f ڤ=v ق=q ک=k ك=k گ=g ل=l ڵ=l م=m ن=n ه=h ھ=h ە=a و=u وو=u ۆ=o وا=wa وە=wa وێ=we وی=wi
  ^و=w ی=i ي=i یا=ya یە=ya یێ=ye یۆ=yo ^ی=y ^ي=y ێ=e ئ= ئا=a ئە=a ئی=i ئو=u ئۆ=o ئێ=e ۋ=v ص=s ط=t ى=i ة=a أ=a إ=i آ=a ث=s ذ=z ض=z ظ=z`;
/** Kurdish in its own Latin letters without their marks. */
export const KURDISH_LATIN = 'خ=x ج=c چ=c ش=s ژ=j ە=e وە=we یە=ye ئە=e غ=x';
