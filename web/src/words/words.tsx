import { createIntl, createIntlCache, type IntlShape, type MessageFormatElement } from 'react-intl';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { DirectionProvider, useDirection } from '@mantine/core';
import { type Language, languageOf, usePreferences } from '../settings/preferences.ts';
import type Whole from './en.json';
import early from './en.json?early';

/** A key of the messages, as English has them; the other languages have the same (a test holds it). */
export type WordId = keyof typeof Whole;

/** English as far as it has come: the rest follows with the first page that needs it. */
const en: Record<string, Message> = { ...early };

/** Adds words that come later. They are looked up when something is said, so nothing is made anew. */
export function addWords(words: Readonly<Record<string, Message>>): void {
  Object.assign(en, words);
}

/** A message as it is parsed at build time. */
type Message = string | MessageFormatElement[];

type Values = Readonly<Record<string, string | number>>;

/** What components need to speak: `t` for a message, `coded` for a message whose key ends in a code that came from outside. */
export type Words = {
  readonly language: Language;
  /** The locale for dates and numbers: Gregorian calendar and Western digits everywhere, so that they compare with the zone. */
  readonly locale: string;
  t(id: WordId, values?: Values): string;
  coded(prefix: string, code: string, fallback?: string): string;
};

const LOADERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<{ default: Record<string, Message> }>>> = {
  fr: () => import('./fr.json'),
  es: () => import('./es.json'),
  ar: () => import('./ar.json'),
};

const cache = createIntlCache();
const WordsContext = createContext<Words>(wordsOf('en', en));

/** The words of the chosen language. */
export function useWords(): Words {
  return use(WordsContext);
}

/** Gives its children the words of the chosen language, and the document its language and direction. */
export function WordsProvider({ children }: { children: ReactNode }): ReactNode {
  const language = languageOf(usePreferences());
  const [words, setWords] = useState<Words>();
  useEffect(() => {
    let current = true;
    void messagesOf(language).then((messages) => {
      if (current) setWords(wordsOf(language, messages));
    });
    return () => {
      current = false;
    };
  }, [language]);
  if (words === undefined) return null;
  return (
    <DirectionProvider detectDirection={false}>
      <Directed language={words.language} />
      <WordsContext value={words}>{children}</WordsContext>
    </DirectionProvider>
  );
}

function Directed({ language }: { language: Language }): ReactNode {
  const { setDirection } = useDirection();
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dir = direction;
    setDirection(direction);
  }, [language, direction, setDirection]);
  return null;
}

async function messagesOf(language: Language): Promise<Record<string, Message>> {
  return language === 'en' ? en : (await LOADERS[language]()).default;
}

function wordsOf(language: Language, messages: Record<string, Message>): Words {
  const locale = language === 'ar' ? 'ar-u-ca-gregory-nu-latn' : language === 'en' ? 'en-GB' : language;
  const intl: IntlShape = createIntl({ locale, messages: messages as Record<string, MessageFormatElement[]>, onError: () => undefined }, cache);
  const t: Words['t'] = (id, values) => intl.formatMessage({ id, ...(en[id] !== undefined && { defaultMessage: en[id] }) }, values);
  return {
    language,
    locale,
    t,
    coded: (prefix, code, fallback = code) => (isWordId(`${prefix}.${code}`) ? t(`${prefix}.${code}` as WordId) : fallback),
  };
}

function isWordId(id: string): boolean {
  return Object.hasOwn(en, id);
}
