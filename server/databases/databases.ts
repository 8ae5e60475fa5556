/** The front of the databases: what a record is made of, how it lies in the store and by which keys it is found. */
export { packContent, unpackContent } from './content.ts';
export { getHasher, index53, keyOfIndex53, loadHasher, type Hasher, type Key } from './keys.ts';
export { identifierNumber, indexKeys, recordKeys, recordRanges, referenceKey, type Keyed } from './record-keys.ts';
export { mayEnter, parseContent, type ParsedContent } from './parse-content.ts';
export { parseLine, type ParsedLine } from './parse-line.ts';
export { cellsOf, columnsOf, lineOfCells, parseHeader, type Column, type Header, type Line } from './columns.ts';
