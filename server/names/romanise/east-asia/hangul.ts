import { listDifferent } from '../spelling.ts';

const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const VOWELS = 21;
const FINALS = 28;

/** One syllable by the numbers of its letters: initial 0-18, vowel 0-20, final 0-27 with 0 for none. */
type Syllable = { readonly initial: number; readonly vowel: number; readonly final: number };

const list = (text: string): readonly string[] => text.split(' ').map((part) => (part === '-' ? '' : part));

const VOWEL = list('a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i');
const VOWEL_PLAIN = list('a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i');
const INITIAL = list('g kk n d tt r m b pp s ss - j jj ch k t p h');
const INITIAL_PYONGYANG = list('k kk n t tt r m p pp s ss - j jj ch kh th ph h');
const FINAL_ALONE = list('- k k k n n n t l k m l l l p l m p p t t ng t t k t p t');
const FINAL_LOAN = list('- k k k n n n t l k m l l l p l m p p s s ng t t k t p t');
/** What of a final goes over to a following vowel, and what stays behind. */
const FINAL_MOVES = list('- g kk s n j - d r g m b s t p - m b s s ss ng j ch k t p -');
const FINAL_STAYS = list('- - - k - n n - - l l l l l l l - - p - - - - - - - - -');

const SILENT = 11;
/** The sound class of each final when a consonant follows: K, N, T, L, M, P, G for ng, H for the letters with h. */
const FINAL_CLASS = '-KKKNNHTLKMLLLPHMPPTTGTTKTPH';
const [NIEUN, RIEUL, MIEUM, HIEUH] = [2, 5, 6, 18];

const syllablesOf = (word: string): readonly Syllable[] => {
  const syllables: Syllable[] = [];
  for (const character of word) {
    const code = character.charCodeAt(0);
    if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) continue;
    const number = code - FIRST_SYLLABLE;
    syllables.push({ initial: Math.floor(number / (VOWELS * FINALS)), vowel: Math.floor(number / FINALS) % VOWELS, final: number % FINALS });
  }
  return syllables;
};

type Style = { readonly initial: readonly string[]; readonly vowel: readonly string[]; readonly voiced: boolean };
const REVISED: Style = { initial: INITIAL, vowel: VOWEL, voiced: false };
const MCCUNE: Style = { initial: INITIAL, vowel: VOWEL_PLAIN, voiced: true };
const PYONGYANG: Style = { initial: INITIAL_PYONGYANG, vowel: VOWEL_PLAIN, voiced: true };

/** What two consonants become where syllables meet: the final's class, then the number of the initial. */
const meet = (final: number, next: Syllable, style: Style): readonly [final: string, initial: string] => {
  const soundClass = FINAL_CLASS.charAt(final);
  const alone = FINAL_ALONE[final] ?? '';
  const initial = style.initial[next.initial] ?? '';
  const isNasal = next.initial === NIEUN || next.initial === MIEUM;
  if (soundClass === 'H') return isNasal ? [alone === 't' ? 'n' : alone, initial] : [alone === 't' ? '' : alone, aspirate(next.initial, initial)];
  if (isNasal && soundClass === 'K') return ['ng', initial];
  if (isNasal && soundClass === 'T') return ['n', initial];
  if (isNasal && soundClass === 'P') return ['m', initial];
  if (next.initial === RIEUL) return meetRieul(soundClass, alone);
  if (soundClass === 'L' && next.initial === NIEUN) return ['l', 'l'];
  if (next.initial === HIEUH && soundClass !== 'N' && soundClass !== 'M' && soundClass !== 'G' && soundClass !== 'L') return [alone, style.voiced ? 'h' : 'h'];
  return [alone, initial];
};

const meetRieul = (soundClass: string, alone: string): readonly [final: string, initial: string] => {
  switch (soundClass) {
    case 'K': return ['ng', 'n'];
    case 'P': return ['m', 'n'];
    case 'M': case 'G': return [alone, 'n'];
    case 'N': case 'L': case 'T': return ['l', 'l'];
    default: return [alone, 'r'];
  }
};

const aspirate = (initial: number, written: string): string => ({ 0: 'k', 3: 't', 12: 'ch', 7: 'p' })[initial] ?? written;

/** The plain stops as McCune and Reischauer hear them: voiced between voiced sounds, else voiceless. */
const VOICELESS: Readonly<Record<string, string>> = { g: 'k', d: 't', b: 'p', j: 'ch' };

const write = (syllables: readonly Syllable[], style: Style): string => {
  let written = '';
  let carried = '';
  syllables.forEach(({ initial, vowel, final }, at) => {
    const isCarried = carried !== '';
    let head = isCarried ? carried : style.initial[initial] ?? '';
    if (style.voiced && !isCarried && !isVoiced(written)) head = voiceless(head, style);
    written += head + (style.vowel[vowel] ?? '');
    carried = '';
    if (final === 0) return;
    const next = syllables[at + 1];
    if (next === undefined) written += FINAL_ALONE[final] ?? '';
    else if (next.initial === SILENT && FINAL_MOVES[final] !== 'ng') {
      carried = FINAL_MOVES[final] ?? '';
      if ((carried === 'd' || carried === 't') && next.vowel === VOWELS - 1) carried = carried === 'd' ? 'j' : 'ch';
      written += FINAL_STAYS[final] ?? '';
    } else if (next.initial === SILENT) written += FINAL_ALONE[final] ?? '';
    else {
      const [end, begin] = meet(final, next, style);
      written += end;
      if (begin !== (style.initial[next.initial] ?? '')) carried = begin;
    }
  });
  return written;
};

const isVoiced = (written: string): boolean => /[aeiounmgl]$/.test(written);
const voiceless = (head: string, style: Style): string => (style === MCCUNE ? VOICELESS[head] ?? head : head);

/** Each syllable by itself, as most given names are written. */
const writeApart = (syllables: readonly Syllable[], style: Style): string => syllables.map((syllable) => write([syllable], style)).join('');

/** A foreign name read back: the filling vowel goes, l is written for the doubled letter, s for the final that only stands for it. */
const writeLoan = (syllables: readonly Syllable[], style: Pick<Style, 'initial' | 'vowel'>): string => syllables.map(({ initial, vowel, final }, at) => {
  const next = syllables[at + 1];
  const isDoubled = at > 0 && initial === RIEUL && syllables[at - 1]?.final === 8;
  const isFilling = vowel === FILLING && (final === 0 || (final === 8 && next?.initial === RIEUL));
  const head = isDoubled ? '' : initial === 9 && SOFT_VOWELS.has(vowel) ? 'sh' : initial === HIEUH && isFilling ? 'ch' : style.initial[initial] ?? '';
  const sound = vowel !== FILLING ? style.vowel[vowel] ?? '' : initial === SILENT ? 'eu' : isFilling ? '' : 'e';
  const end = final === 8 && next?.initial === SILENT ? 'r' : FINAL_LOAN[final] ?? '';
  return head + (head === 'sh' ? sound.replace(/^y/, '') : sound) + end;
}).join('');
const FILLING = 18;
/** The letters of Western Europe that Korean writes with the same ones as b, p, j and ae. */
const LOAN: Pick<Style, 'initial' | 'vowel'> = { initial: list('g k n d t r m b p s s - j j ch k t p h'), vowel: list('a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu - ui i') };
const LOAN_WESTERN: Pick<Style, 'initial' | 'vowel'> = { initial: list('g k n d t r m v p s s - z j ch k t f h'), vowel: list('a a ya ya e e ye ye o wa wa oe yo u wo we wi yu - ui i') };
/** After these the letter s is said sh. */
const SOFT_VOWELS = new Set([2, 3, 6, 7, 12, 17]);

/** Syllables as most passports and newspapers write them. */
const COMMON = new Map(`
  정=jung 영=young 수=soo 현=hyun 준=joon 우=woo 성=sung 희=hee 경=kyung 주=joo 선=sun 순=soon 숙=sook 훈=hoon 철=chul 연=yeon 석=suk 규=kyu 기=ki 근=keun 건=kun
  길=kil 국=kook 구=koo 군=koon 문=moon 유=yoo 윤=yoon 조=cho 권=kwon 강=kang 고=ko 곽=kwak 오=oh 서=suh 신=shin 안=ahn 심=shim 허=huh 백=paik 배=bae 일=il 이=lee
  박=park 최=choi 김=kim 임=lim 림=lim 류=ryu 노=noh 로=roh 라=ra 나=na 전=jun 중=joong 충=choong 춘=choon 천=chun 청=chung 창=chang 종=jong 운=woon 웅=woong 은=eun
  균=kyun 금=keum 겸=kyum 계=kye 관=kwan 광=kwang 교=kyo 두=doo 무=moo 병=byung 봉=bong 부=boo 섭=sup 식=sik 시=si 실=sil 아=ah 애=ae 양=yang 여=yeo 열=yul 엽=yup 옥=ok
  욱=wook 원=won 의=eui 자=ja 재=jae 주=joo 지=ji 진=jin 찬=chan 채=chae 치=chi 태=tae 택=taek 평=pyung 표=pyo 하=ha 학=hak 한=han 해=hae 혁=hyuk 형=hyung 혜=hye 호=ho
  홍=hong 화=hwa 환=hwan 황=hwang 효=hyo 후=hoo 휘=hwi 흥=heung 덕=duk 동=dong 돈=don 대=dae 도=do 명=myung 모=mo 미=mi 민=min 범=bum 복=bok 빈=bin 상=sang 승=seung
  용=yong 인=in 익=ik 걸=gul 겨=kyu 견=kyun 곤=kon 공=kong 나=na 남=nam 년=nyun 란=ran 령=ryung 례=rye 룡=ryong 률=ryul 린=rin 만=man 맹=maeng 목=mok 묵=mook 방=bang`
  .trim().split(/\s+/).map((pair) => [pair.slice(0, 1), pair.slice(2)] as const));

const writeCommon = (word: string): string => {
  let written = '';
  for (const character of word) written += COMMON.get(character) ?? writeApart(syllablesOf(character), REVISED);
  return written;
};

/** A Korean word: Revised Romanisation, then as passports have it, McCune-Reischauer, Pyongyang's own, and read back as a foreign name. */
export const readHangul = (word: string, most: number): readonly string[] => {
  const composed = word.normalize('NFC');
  const syllables = syllablesOf(composed);
  if (syllables.length === 0) return [];
  return listDifferent([
    write(syllables, REVISED), writeCommon(composed), ...(syllables.length > 1 ? [writeLoan(syllables, LOAN), writeLoan(syllables, LOAN_WESTERN)] : []), write(syllables, MCCUNE), writeApart(syllables, REVISED),
    write(syllables, PYONGYANG), writeLoan(syllables, LOAN), writeLoan(syllables, LOAN_WESTERN),
  ], most);
};
