import { useSyncExternalStore } from 'react';
import { LAYOUTS } from '../readers/keyboards.ts';
import type { Way } from '../readers/decode.ts';

/** The languages of the pages. */
export const LANGUAGES = ['en', 'fr', 'es', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/**
 * What this device remembers: nothing about any person or check. `discreet` is absent until chosen: then the role decides.
 * `reader`: how the document reader of this booth is read, once it was calibrated. `hints`: whether the first-run hints are shown.
 * `deskKeys`: whether single letters are keys at the desk, which they are until switched off. `volume`: how loud the desk rings, 0 to 1.
 */
export type Preferences = { readonly language?: Language; readonly discreet?: boolean; readonly reader?: Way; readonly hints?: boolean; readonly deskKeys?: boolean; readonly volume?: number };

const KEY = 'watchword.preferences';
let preferences = load();
const listeners = new Set<() => void>();

/** The preferences of this device, for a component. */
export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, getPreferences);
}

/** The preferences of this device. */
export function getPreferences(): Preferences {
  return preferences;
}

/** Changes some preferences and keeps them. A preference set to undefined is forgotten. */
export function setPreferences(change: { [K in keyof Preferences]: Preferences[K] | undefined }): void {
  const merged = Object.entries({ ...preferences, ...change }).filter(([, value]) => value !== undefined);
  preferences = Object.fromEntries(merged);
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // A browser that keeps nothing still works until the page is closed.
  }
  for (const listener of listeners) listener();
}

/** The language chosen here, else the first of the browser's that we speak, else English. */
export function languageOf({ language }: Preferences): Language {
  return language ?? navigator.languages.map((one) => one.slice(0, 2)).map(asLanguage).find((one) => one !== undefined) ?? 'en';
}

function load(): Preferences {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof stored === 'object' && stored !== null ? parse({ ...stored }) : {};
  } catch {
    return {};
  }
}

function parse(stored: Record<string, unknown>): Preferences {
  const { language, discreet, reader, hints, deskKeys, volume } = stored;
  const spoken = asLanguage(language);
  const way = (['written', ...LAYOUTS] as const).find((one) => one === reader);
  return {
    ...(spoken !== undefined && { language: spoken }),
    ...(typeof discreet === 'boolean' && { discreet }),
    ...(way !== undefined && { reader: way }),
    ...(typeof hints === 'boolean' && { hints }),
    ...(typeof deskKeys === 'boolean' && { deskKeys }),
    ...(typeof volume === 'number' && volume >= 0 && volume <= 1 && { volume }),
  };
}

function asLanguage(value: unknown): Language | undefined {
  return LANGUAGES.find((language) => language === value);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
