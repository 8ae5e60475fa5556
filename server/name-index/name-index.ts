/** The front of the name index: who bears a name that sounds, is spelled or is written like this one. */
export { hasNames, namePostings, type NamePostings } from './person-postings.ts';
export { readRecorded } from './recorded.ts';
export { joinPostings, postingsAt, type ManyPostings } from './many-postings.ts';
export { createPostingRun, sliceOf, type PostingRun, type SortedPostings } from './posting-run.ts';
export { changeNames, putChangedNames, putManyNames, putNames, removeNames, type ManyNames } from './write-names.ts';
export { nameIndexSlices, type PostingsOf } from './build-slices.ts';
export { openNameIndex, type NameIndex, type NameIndexParts } from './build.ts';
export { serveBuilding } from './serve-building.ts';
export { searchPersons, type NameSearch, type SearchOptions } from './search.ts';
export type { NameQuestion } from './question.ts';
