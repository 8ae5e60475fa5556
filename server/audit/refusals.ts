import { checkRefused, permissionRefused, signInRefused } from './events.ts';
import type { AuditEntry, RefusalFacts, Who } from './events.ts';

/** The refusals, by event. */
const WRITERS = { 'check.refused': checkRefused, 'permission.refused': permissionRefused, 'sign-in.refused': signInRefused } as const;
export type RefusalEvent = keyof typeof WRITERS;

/** `windowMs`: length of a window; `alone`: how many entries of one kind, and `aloneInAll` of all, a window writes singly; `kinds`: how many kinds it tells apart. */
export type RefusalLimits = { windowMs: number; alone: number; aloneInAll: number; kinds: number };
export const REFUSAL_LIMITS: RefusalLimits = { windowMs: 60_000, alone: 10, aloneInAll: 200, kinds: 100 };

type Kind = { event: RefusalEvent; who: Who; reason: string; seen: number; counted: number; since: number };

/** `note` records a refusal; `settle` writes the counts of a window that has ended (of any window when `all`). */
export type Refusals = {
  note(event: RefusalEvent, who: Who, reason: string): void;
  settle(all?: boolean): void;
};

/**
 * Refusals cost an attacker nothing, so they are not written one by one without end. A kind is event, organisation,
 * actor and reason. In each minute the first 10 of a kind (200 in all) have an entry each; the rest are counted, and the count is
 * one entry when the minute is over. Beyond 100 kinds a minute the actor and organisation are no longer told apart.
 * So a flood writes at most 303 entries a minute, about 100 MB a day, and the log still says how many came.
 * Nobody waits for these entries: a refusal tells nothing. A crash loses at most the counts of the last window.
 * `write` appends an entry; the caller says what follows when it fails. Give a token that is not known no actor but `unknown`.
 */
export function openRefusals(by: { write: (entry: AuditEntry) => void; now: () => number; limits?: RefusalLimits }): Refusals {
  const limits = by.limits ?? REFUSAL_LIMITS;
  const kinds = new Map<string, Kind>();
  let began = by.now();
  let alone = 0;

  function settle(all = false): void {
    const now = by.now();
    if (!all && now - began < limits.windowMs && now >= began) return;
    for (const { event, who, reason, counted, since } of kinds.values()) {
      if (counted > 0) by.write(WRITERS[event](who, { reason, count: counted, since }));
    }
    kinds.clear();
    alone = 0;
    began = now;
  }

  function kindOf(event: RefusalEvent, who: Who, reason: string): Kind {
    const key = `${event}\n${who.organisation}\n${who.actor}\n${reason}`;
    const known = kinds.get(key);
    if (known !== undefined) return known;
    const full = kinds.size >= limits.kinds;
    const name = full ? event : key;
    const kind = kinds.get(name) ?? { event, who: full ? MANY : who, reason: full ? 'many' : reason, seen: full ? limits.alone : 0, counted: 0, since: by.now() };
    kinds.set(name, kind);
    return kind;
  }

  return {
    note(event, who, reason) {
      settle();
      const kind = kindOf(event, who, reason);
      kind.seen += 1;
      if (kind.seen <= limits.alone && alone < limits.aloneInAll) {
        alone += 1;
        const facts: RefusalFacts = { reason };
        by.write(WRITERS[event](who, facts));
        return;
      }
      if (kind.counted === 0) kind.since = by.now();
      kind.counted += 1;
    },
    settle,
  };
}

const MANY: Who = { organisation: '', actor: 'many' };
