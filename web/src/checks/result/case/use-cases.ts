import { useQueries, useQuery, type UseQueryOptions } from '@tanstack/react-query';
import { type HitStanding, listHitsOfCheck } from '@watchword/api/hits.ts';
import { useEffect } from 'react';
import { client, queries } from '../../../api.ts';
import { nowMs } from '../../../clock.ts';
import { onHeard, openFeed, useFeed } from '../../../live/feed.ts';
import { useSession } from '../../../session/session.ts';
import { answerOf, type OneCheck } from '../../shift-states.ts';
import { pauseOf } from './clock-of.ts';

type Standings = readonly HitStanding[];

const keyOf = (id: string): readonly string[] => ['cases', id];

/** Whether what became of a check can be asked for: it showed something, and whoever sits here may ask. */
function hasCases(check: OneCheck, mayAsk: boolean): boolean {
  const answer = answerOf(check);
  const saidSame = Object.values(check.compared ?? {}).some(({ finding }) => finding === 'same');
  return mayAsk && answer !== undefined && (answer.outcome === 'hit' || saidSame);
}

/** While the stream is live it says when to ask again; this is for what it does not tell. In ms. */
const SELDOM = 60_000;

function optionsFor(check: OneCheck, { mayAsk, isLive }: { mayAsk: boolean; isLive: boolean }): UseQueryOptions<Standings> {
  const id = answerOf(check)?.id ?? '';
  return {
    queryKey: keyOf(id), enabled: hasCases(check, mayAsk), staleTime: 0, refetchIntervalInBackground: true,
    queryFn: async () => (await client.call(listHitsOfCheck, { params: { id } })).items,
    refetchInterval: ({ state: { data } }) => {
      const pause = pauseOf(data, data?.some(({ waiting }) => waiting === 'own-desk') === true, nowMs() - check.at);
      return pause === false || !isLive || data === undefined || data.length === 0 ? pause : SELDOM;
    },
  };
}

/** Whether whoever is signed in may ask owners. */
export function useMayAsk(): boolean {
  const { session } = useSession();
  return session?.caller?.permissions.includes('hit:ask') === true;
}

/** Listens for as long as there is something to follow: an event of a check makes its hits be asked for anew. Answers whether the stream is live. */
function useFollowing(isWanted: boolean): boolean {
  const { state } = useFeed();
  useEffect(() => {
    if (!isWanted) return undefined;
    const close = openFeed();
    const forget = onHeard((event) => {
      if (event === undefined) void queries.invalidateQueries({ queryKey: ['cases'] });
      else if (event.kind === 'check.followed') void queries.invalidateQueries({ queryKey: keyOf(event.subject) });
    });
    return () => {
      forget();
      close();
    };
  }, [isWanted]);
  return isWanted && state === 'live';
}

/** What became of the hits of a check; undefined until it is known. */
export function useCases(check: OneCheck): Standings | undefined {
  const mayAsk = useMayAsk();
  const isLive = useFollowing(hasCases(check, mayAsk));
  return useQuery(optionsFor(check, { mayAsk, isLive })).data;
}

/** Whether the owner's answer was to a check before this one: then it says nothing of who stands here now. */
export function isEarlierAnswer(check: OneCheck, { answer }: Pick<HitStanding, 'answer'>): boolean {
  const made = answerOf(check)?.at;
  return answer !== undefined && made !== undefined && Date.parse(answer.at) < Date.parse(made);
}

/** The same of several checks, in their order. */
export function useCasesOf(checks: readonly OneCheck[]): readonly (Standings | undefined)[] {
  const mayAsk = useMayAsk();
  const isLive = useFollowing(checks.some((check) => hasCases(check, mayAsk)));
  return useQueries({ queries: checks.map((check) => optionsFor(check, { mayAsk, isLive })) }).map(({ data }) => data);
}

/** The hit of one record, as soon as the server has opened it: a tenth of a second after the answer. @throws Error when it does not come */
export async function waitForCase(check: OneCheck, record: string): Promise<HitStanding> {
  const id = answerOf(check)?.id ?? '';
  for (let tries = 0; tries < 25; tries += 1) {
    const { items } = await client.call(listHitsOfCheck, { params: { id } });
    const found = items.find((one) => one.record === record);
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('no hit was opened');
}

/** Takes over a standing as the server answered it. */
export function noteCase(check: OneCheck, standing: HitStanding): void {
  const id = answerOf(check)?.id ?? '';
  queries.setQueryData<Standings>(keyOf(id), (items = []) => [...items.filter((one) => one.id !== standing.id), standing]);
  void queries.invalidateQueries({ queryKey: keyOf(id) });
}
