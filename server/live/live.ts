/** The front of live: telling organisations of what happens, as it happens. */
export { emit, type Telling } from './emit.ts';
