import { idFromBytes } from '@watchword/api/ids.ts';
import { FLAG_STATES, USE_SIGNS, type UseFlag } from '@watchword/api/oversight.ts';
import type { UseFlagTable } from '#store/oversight-tables.ts';

/** A flag as its bureau sees it. */
export function presentFlag(flag: UseFlagTable): UseFlag {
  const time = (ms: number): string => new Date(Number(ms)).toISOString();
  return {
    id: idFromBytes('flg', flag.id),
    officer: flag.actor,
    sign: USE_SIGNS.find((one) => one === flag.sign) ?? 'rate',
    first: time(flag.first_at),
    last: time(flag.last_at),
    count: Number(flag.count),
    checks: JSON.parse(flag.checks) as string[],
    state: FLAG_STATES.find((one) => one === flag.state) ?? 'open',
    ...(flag.answered_at !== null && { answeredAt: time(flag.answered_at) }),
    ...(flag.answered_by !== null && { answeredBy: flag.answered_by }),
    ...(flag.note !== null && { note: flag.note }),
  };
}
