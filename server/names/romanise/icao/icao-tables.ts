/** The transliteration tables of ICAO Doc 9303-3, section 6, as text: a letter, `=`, what stands for it in the machine-readable zone. */

/** Latin letters outside A to Z. Where the standard leaves a choice the first one is taken. */
export const LATIN_LETTERS = `
  Á=A À=A Â=A Ä=AE Ã=A Ă=A Å=AA Ā=A Ą=A Ć=C Ĉ=C Č=C Ċ=C Ç=C Đ=D Ď=D Ð=D É=E È=E Ê=E Ë=E Ě=E Ė=E Ē=E Ę=E Ĕ=E Ĝ=G Ğ=G Ġ=G Ģ=G Ħ=H Ĥ=H Í=I Ì=I Î=I
  Ï=I Ĩ=I İ=I ı=I Ī=I Į=I Ĭ=I Ĵ=J Ķ=K Ł=L Ĺ=L Ľ=L Ļ=L Ŀ=L Ń=N Ñ=N Ň=N Ņ=N Ŋ=N Ø=OE Ó=O Ò=O Ô=O Ö=OE Õ=O Ő=O Ō=O Ŏ=O Ŕ=R Ř=R Ŗ=R Ś=S Ŝ=S Š=S Ş=S Ș=S
  Ŧ=T Ť=T Ţ=T Ț=T Ú=U Ù=U Û=U Ü=UE Ũ=U Ŭ=U Ű=U Ů=U Ų=U Ū=U Ŵ=W Ý=Y Ŷ=Y Ÿ=Y Ź=Z Ž=Z Ż=Z Þ=TH Æ=AE Ĳ=IJ Œ=OE ẞ=SS ß=SS`;

/** Cyrillic letters where no language says otherwise. The soft sign is not written. */
export const CYRILLIC_LETTERS = `
  А=A Б=B В=V Г=G Д=D Е=E Ё=E Ж=ZH З=Z И=I Й=I К=K Л=L М=M Н=N О=O П=P Р=R С=S Т=T У=U Ф=F Х=KH Ц=TS Ч=CH Ш=SH Щ=SHCH Ъ=IE Ы=Y Ь= Э=E Ю=IU Я=IA
  І=I Ґ=G Ў=U Ѫ=U Ђ=D Ѓ=G Ѕ=DZ Ј=J Ќ=K Љ=LJ Њ=NJ Ћ=C Џ=DZ Є=IE Ї=I`;

/** Where a language departs from the letters above. */
export const CYRILLIC_LANGUAGES = {
  russian: '',
  ukrainian: 'Г=H И=Y',
  belarusian: 'Г=H Ё=IO',
  bulgarian: 'Щ=SHT',
  serbian: 'Г=H Ж=Z Х=H Ц=C Ч=C Ш=S',
  macedonian: 'Ѓ=GJ Ќ=KJ Х=H Ц=C Џ=DJ',
} as const;

/** What Ukrainian letters become when a name begins with them. */
export const UKRAINIAN_FIRST = 'Є=YE Ї=YI Й=Y Ю=YU Я=YA';

export const GREEK_LETTERS = `
  Α=A Β=B Γ=G Δ=D Ε=E Ζ=Z Η=I Θ=TH Ι=I Κ=K Λ=L Μ=M Ν=N Ξ=X Ο=O Π=P Ρ=R Σ=S ς=S Τ=T Υ=Y Φ=F Χ=CH Ψ=PS Ω=O
  Ά=A Έ=E Ή=I Ί=I Ό=O Ύ=Y Ώ=O Ϊ=I Ϋ=Y ΐ=I ΰ=Y`;

/** Hebrew letters, points and pairs; the longest that fits is taken. A point in the middle of a letter (U+05BC) is written after it. */
export const HEBREW_LETTERS = `
  א= ב=V בּ=B ג=G ג׳=J ד=D ד׳=DH ה=H ו=V וּ=U ז=Z ז׳=ZH ח=CH ט=T י=Y כ=CH כּ=C ך=CH ךּ=CH ל=L ם=M מ=M ן=N נ=N ס=S ע= ף=F ףּ=P פ=F פּ=P
  ץ=TZ ץ׳=TSH צ=TZ צ׳=TSH ק=Q ר=R ש=S שׂ=S שׁ=SH שּׂ=S שּׁ=SH ת=T ת׳=T ּ=
  ְ=E ֱ=E ֲ=A ֳ=O ִ=I ֵ=E ֶ=E ַ=A ָ=O ֹ=O ֻ=U ֵי=EI ֶי=EI ַי=AI ַיְ=AI ָי=AI ָיְ=AI ֹי=OI ֹיְ=OI ֻי=UI ֻיְ=UI וּי=UI וּיְ=UI`;

/** Arabic letters of all languages that use them. Points, long-vowel marks and the stretching sign are not written; a doubled letter is written twice. */
export const ARABIC_LETTERS = `
  ء=XE آ=XAA أ=XAE ؤ=U إ=I ئ=XI ا=A ب=B ة=XTA ت=T ث=XTH ج=J ح=XH خ=XKH د=D ذ=XDH ر=R ز=Z س=S ش=XSH ص=XSS ض=XDZ ط=XTT ظ=XZZ ع=E غ=G ف=F ق=Q ك=K
  ل=L م=M ن=N ه=H و=W ى=XAY ي=Y ٱ=XXA ٹ=XXT ټ=XRT پ=P ځ=XKE څ=XXH چ=XC ڈ=XXD ډ=XDR ڑ=XXR ړ=XRR ږ=XRX ژ=XJ ښ=XXS
  ک=XKK ګ=XXK ڭ=XNG گ=XGG ں=XNN ڼ=XXN ھ=XDO ۀ=XYH ہ=XXG ۂ=XGE ۃ=XTG ی=XYA ۍ=XXY ې=Y ے=XYB ۓ=XBE`;

/** A feminine ending at the end of a name is written otherwise than within one. */
export const FEMININE_ENDING = { letter: 'ة', within: 'XTA', last: 'XAH' } as const;
/** Read, but never written: the 2011 draft of the table had it. */
export const DRAFT_CODES = 'ؤ=XW';

/** Splits a table of the form above into its pairs. */
export const listPairs = (table: string): readonly (readonly [letter: string, written: string])[] =>
  table.split(/\s+/).flatMap((pair) => {
    const at = pair.indexOf('=');
    return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)] as const] : [];
  });
