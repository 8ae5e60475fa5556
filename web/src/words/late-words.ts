import late from './en.json?late';
import { addWords } from './words.tsx';

/** Whoever loads this has every word of English. */
addWords(late);
