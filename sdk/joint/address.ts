/** Addresses as they are compared: words folded, streets by one word, in the order written. */

import { foldDocumentNumber } from '@watchword/api/folding.ts';

/** How streets and their parts are shortened in English, Spanish, Portuguese, French, German and Italian. */
const WORDS: Readonly<Record<string, string>> = {
  st: 'street', str: 'strasse', strase: 'strasse', rd: 'road', ave: 'avenue', av: 'avenue', avda: 'avenue', avenida: 'avenue', blvd: 'boulevard', bd: 'boulevard', boul: 'boulevard', ln: 'lane', dr: 'drive', sq: 'square', hwy: 'highway',
  c: 'calle', cl: 'calle', cll: 'calle', cra: 'carrera', cr: 'carrera', kr: 'carrera', kra: 'carrera', cno: 'camino', pza: 'plaza', plz: 'plaza', pl: 'plaza', pca: 'praca', r: 'rua', rte: 'route', trv: 'transversal', tv: 'transversal', dg: 'diagonal', dag: 'diagonal',
  apt: 'apartment', apto: 'apartment', dpto: 'apartment', appt: 'apartment', fl: 'floor', piso: 'floor', bldg: 'building', edif: 'building', edificio: 'building', n: 'north', s: 'south', e: 'east', w: 'west',
};
/** Words that some write and some leave out. */
const NOISE = new Set(['no', 'nr', 'num', 'numero', 'nro', 'number', 'de', 'del', 'la', 'las', 'los', 'el', 'the', 'du', 'des', 'da', 'do', 'dos']);

/** An address in a country. Without a number in it an address says too little to be compared: its value is empty. */
export function readAddress(text: string, country: string): { readonly value: string; readonly shown: string } {
  const plain = text.normalize('NFKD').replaceAll(/[\u0300-\u036f]/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll(/\p{Nd}/gu, foldDocumentNumber);
  // German streets are written as one word: Bahnhofstr. is Bahnhofstrasse.
  const words = (plain.match(/\p{L}+|\d+/gu) ?? []).map((word) => word.replace(/(\p{L}{3,})str$/u, '$1strasse')).map((word) => WORDS[word] ?? word).filter((word) => !NOISE.has(word));
  const says = words.some((word) => /\d/.test(word)) && words.some((word) => /\p{L}{2,}/u.test(word));
  return { value: says ? `${country} ${words.join(' ')}` : '', shown: `${text} (${country})` };
}
