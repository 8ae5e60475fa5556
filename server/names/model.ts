/** What the engine knows and says. Plain values: nothing here is loaded from a database or sent to one as it is. */

/** A name as it comes in: one text, or the parts of a form or a machine-readable zone. `cut`: the part whose last word may lack its end, for want of room. */
export type NameText = { text: string } | { family?: string; given?: string; cut?: 'family' | 'given' };

/** The script of a word; `other` has a reading in Latin letters, too. */
export type Script = 'latin' | 'cyrillic' | 'greek' | 'arabic' | 'hebrew' | 'han' | 'kana' | 'hangul' | 'other';

/** What a word does in a name. Titles and suffixes (Jr., III) are seen and not compared; a `syllable` is half of a Korean given name; particles (al, de, van) and honorifics (Haji, Khan) are weighed little. */
export type TokenRole = 'name' | 'patronymic' | 'syllable' | 'particle' | 'honorific' | 'initial' | 'title' | 'suffix';

/** One reading of a word, made ready for comparison: its ending apart, without gender, its sounds, and which consonants it has (bits). */
export type Spelling = { text: string; letters: Uint16Array; kind: number; stemLetters: Uint16Array; neutral: string; sounds: Uint8Array; stemSounds: Uint8Array; consonants: number };

/** One word of a name. Every field is always there, so that comparing stays fast. */
export type NameToken = {
  /** As written. */
  text: string;
  /** Its main spelling in the letters a to z. */
  folded: string;
  /** Every spelling in the letters a to z that it can stand for; the first is `folded`. */
  readings: readonly string[];
  /** As written, in small letters without marks: what words of one script are compared by. */
  own: string;
  script: Script;
  role: TokenRole;
  /** Where the form or the writing said which part of the name it is. */
  part: 'family' | 'given' | undefined;
  /** Whether it stands where family names stand: said so, or the last of several words. */
  family: boolean;
  /** Whether the name can be Chinese in pinyin, where each letter makes another name. */
  pinyin: boolean;
  /** Whether it is part of a name of its own language, written in Han or Hangul: then it is read by rule, not by likeness. */
  native: boolean;
  /** What follows `abd` in a name like Abdulaziz; such names differ by it. */
  stem: NameToken | undefined;
  /** Whether its end may be missing. */
  cut: boolean;
  /** How much it tells of who somebody is, 0 to 1. */
  weight: number;
  /** What comparisons and codes make of it when they first need it; never stored. */
  spellings: readonly Spelling[] | undefined;
  ownLetters: Uint16Array | undefined;
  heard: Uint8Array | 'unknown' | undefined;
  /** Its codes by seven classes of sounds, likeliest first. */
  codes: readonly string[] | undefined;
  /** What was found when it was compared with words of these texts. */
  compared: Map<string, { recorded: NameToken; found: { how: How; score: number } }> | undefined;
};

/** Neighbouring words as one word, and where they stand. */
export type Join = { first: number; length: number; word: NameToken };

/** A name, analysed once and compared often. `words` are the tokens that are compared: all but titles and suffixes. `joins` is made when first needed. */
export type AnalysedName = { text: string; script: Script; tokens: readonly NameToken[]; words: readonly NameToken[]; joins: readonly Join[] | undefined };

/** How two words agree, or that one of them stands alone. */
export type How = 'equal' | 'spelling' | 'sound' | 'script' | 'joined' | 'initial' | 'nickname' | 'differs' | 'asked-only' | 'recorded-only';

/** A word asked for beside the word recorded, how they agree, and how well (0 to 1). */
export type PartComparison = { asked?: string; recorded?: string; how: How; score: number };

/** Two names, compared: 0 (nothing in common) to 1 (equal); how rare it is to share so much by chance, in powers of ten; and the reasons. */
export type NameComparison = { score: number; rarity: number; parts: readonly PartComparison[] };

/** What is known of the population: the share (0 to 1) of persons who bear a word with this code. Without it a built-in list of common names is used. */
export type Context = { commonness?: (tokenCode: string) => number };

/** A birth date as far as known. */
export type BirthDate = { year: number; month?: number; day?: number };

/** Whom a question is about. */
export type PersonAsked = { name: AnalysedName; born?: readonly BirthDate[]; sex?: string; nationalities?: readonly string[] };

/** Whom a record is about: all names (the main one first), all birth dates. */
export type PersonRecorded = { names: readonly AnalysedName[]; born?: readonly BirthDate[]; sex?: string; nationalities?: readonly string[] };

/** The outcome: `hit` (name and birth date beyond doubt), `possible` (a person must compare), `none`. */
export type Band = 'hit' | 'possible' | 'none';

/** How the birth dates agree; `flipped`: day and month changed places; `digit`: one digit differs; `unknown`: a side has none. */
export type BornEvidence = 'equal' | 'partial' | 'flipped' | 'digit' | 'near' | 'differs' | 'unknown';

/** Whether sex or nationality agree; `unknown`: a side has none. */
export type Agreement = 'agrees' | 'differs' | 'unknown';

/** A person judged. `name`: the names alone; `whole`: lowered by what speaks against, raised by nothing; order by `whole`, then `name`. */
export type PersonJudgement = {
  band: Band;
  name: number;
  whole: number;
  /** Which of the recorded names agreed best. */
  alias: number;
  parts: readonly PartComparison[];
  born: BornEvidence;
  sex: Agreement;
  nationality: Agreement;
};

/** How persons are judged: the context of names, and how two countries compare (equal codes, when absent). */
export type JudgeContext = Context & { sameCountry?: (asked: string, recorded: string) => boolean };

/**
 * The families of codes. P: two words by sound, in order of the alphabet. J: the whole name as one word by
 * sound. T: one word by sound (the index adds the birth year).
 */
export type CodeFamily = 'P' | 'J' | 'T';

/** A code under which an index keeps a name. */
export type NameCode = { family: CodeFamily; code: string };

/** A code to ask for; ask rung 1 first, then 2 and so on while nothing good was found. */
export type QuestionCode = NameCode & { rung: number };

/** The sounds of all codes of a word, and the vowels of all its spellings, packed. */
export type PackedSpellings = { sounds: readonly number[]; vowels: readonly number[] };

/** What a word asked for can be written like: itself, together with its neighbours, in everyday forms. */
export type AskedCodes = { own: PackedSpellings; joined: readonly PackedSpellings[]; nicknames: readonly PackedSpellings[] };

/**
 * A word asked for, as signatures are compared with it: what it weighs and tells, whether it is written in Latin letters or in others, a bit
 * for each letter with which it can begin, bits of its spellings if it is pinyin, its codes, and packed: with its vowels as they are written, and with the last one
 * of those that follow one another. `wide`: the sounds that it may have in another script. `otherwise`: how well it can
 * agree with a word that has none of its codes.
 */
export type AskedWord = {
  weight: number;
  rarity: number;
  isInitial: boolean;
  isCut: boolean;
  isLatin: boolean;
  hasLetters: boolean;
  letters: number;
  spellings: number;
  codes: readonly string[];
  wide: readonly number[];
  exact: AskedCodes;
  open: AskedCodes;
  otherwise: number;
};

/**
 * How a stored name is written: in Latin letters, in the syllables of East Asia, or in other letters; `transcribed`: so, and in Latin letters too;
 * `lent`: the same without vowels of its own, so that it has those of the Latin letters.
 */
export type Writing = 'latin' | 'syllables' | 'letters' | 'transcribed' | 'lent';

/**
 * What was found out about the sounds of stored words while one question was asked, open addressing: 0 is a free place. `scores`: of each row,
 * for each word asked for, by how many vowels differ; row 0 is of sounds that agree with none, `SLOW_ROW` of those that depend on more.
 * `vowels`: for each word asked for, how many vowels differ (and 1), by the vowels of the stored one. `whole`: the scores of words that depend on more.
 */
export type KnownSounds = { readonly writing: Writing; keys: Uint32Array; rows: Uint16Array; size: number; readonly scores: number[]; readonly vowels: Uint8Array; readonly whole: Map<number, readonly number[]> };

/**
 * The name asked for, made ready for many signatures. `sounds`: all that its words can sound like; `begins`: a bit for each first sound of
 * these. `rarity`: of all words together. `least`: the least scores that can do, by how birth dates agree. The others: what was found out about stored words.
 */
export type AskedSignature = {
  words: readonly AskedWord[];
  rarest: AskedWord | undefined;
  second: AskedWord | undefined;
  sounds: ReadonlySet<number>;
  begins: number;
  rarity: number;
  isPinyin: boolean;
  least: Partial<Record<string, number>>;
  known: Partial<Record<Writing, KnownSounds>>;
};
