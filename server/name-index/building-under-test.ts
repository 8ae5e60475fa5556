/** Entry of the building thread of the tests: records are as they are entered there. */
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { unpackContent } from '#databases/databases.ts';
import type { PostingsOf } from './build-slices.ts';
import { namePostings } from './person-postings.ts';

/** The postings of a record that is active. */
export const postingsOf: PostingsOf = ({ database: number, content, state }) => {
  const database = getDatabaseByNumber(number);
  return namePostings(database, state === 0 ? [unpackContent(database, content)] : []);
};
