/** Why a record matched a question that was answered before: for hits, which show both sides what agrees. */
import type { Outcome, Reason } from '@watchword/api/checks/answers.ts';
import type { Subject } from '@watchword/api/checks/subjects.ts';
import { getDatabaseByNumber } from '@watchword/api/databases/databases.ts';
import { AppError } from '@watchword/api/errors.ts';
import { unpackContent, type Hasher } from '#databases/databases.ts';
import type { StoredRecord } from '#store/tables.ts';
import { getAsking } from './askings.ts';
import { readFacts } from './read-facts.ts';

/** How a question fits a record. */
export type Matched = { readonly outcome: Extract<Outcome, 'hit' | 'possible'>; readonly kind: string; readonly reasons: readonly Reason[] };

/** Judges a record for the subject of a check, whoever looks. `day`: of the check. Undefined when it does not match, or the question cannot be read any more. */
export function matchSubject(subject: unknown, record: Pick<StoredRecord, 'database' | 'content'>, day: number): Matched | undefined {
  const database = getDatabaseByNumber(record.database);
  const content = unpackContent(database, record.content);
  try {
    const asking = getAsking(database.code);
    const facts = readFacts(subject as Subject, day);
    const judgement = (asking.about & facts.about) === 0 ? undefined : asking.judge(facts, content);
    return judgement === undefined ? undefined : { outcome: judgement.outcome, kind: database.kindOf(content), reasons: judgement.reasons };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** A key as the index has it: kind of identifier and folded value, in a database. */
export type SubjectKey = { readonly database: string; readonly kind: string; readonly value: string };

/** The keys under which these databases would be asked for a subject; none when it cannot be read. `day`: of the check. */
export function keysOfSubject(subject: unknown, databases: readonly string[], day: number): SubjectKey[] {
  try {
    const facts = readFacts(subject as Subject, day);
    return databases.flatMap((database) => {
      const asking = getAsking(database);
      return (asking.about & facts.about) === 0 ? [] : asking.lookups(facts).map(({ kind, value }) => ({ database, kind, value }));
    });
  } catch (error) {
    if (error instanceof AppError) return [];
    throw error;
  }
}

/** The keys (pairs of halves) by which a record is compared with the checks of the last days. */
export function laterKeysOf(record: Pick<StoredRecord, 'database' | 'content'>, hasher: Hasher): number[] {
  const database = getDatabaseByNumber(record.database);
  const { later } = getAsking(database.code);
  if (later === undefined) return [];
  const content = unpackContent(database, record.content);
  return database.identifiers.filter(({ kind }) => later.includes(kind)).flatMap(({ kind, values }) => values(content).filter((value) => value !== '').flatMap((value) => {
    const { hi, lo } = hasher.key(database.code, kind, value);
    return [hi, lo];
  }));
}
