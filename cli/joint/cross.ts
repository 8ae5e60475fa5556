import { decideDuplicate, getLink, listDuplicates, listLinks, readCrossCheck, releaseLink, runCrossCheck, type CrossCheck, type CrossLink, type Duplicate } from '@watchword/api/joint/cross.ts';
import { RELEASABLE, type Decision } from '@watchword/api/joint/cross-words.ts';
import type { Invocation, Run } from '../command.ts';
import { misuse } from '../failures.ts';
import { given } from '../flags.ts';
import { confirm } from '../terminal/confirm.ts';
import { alignRows } from '../terminal/table.ts';
import { print } from '../terminal/terminal.ts';
import { findOperation } from './live.ts';

/** What two countries both have, or one such link. */
export const links: Run = async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const { args: [, one], flags, signal, terminal } = invocation;
  if (one !== undefined) {
    const link = await client.call(getLink, { params: { id, link: one } }, { signal });
    return await print(terminal, link, () => linkText(link));
  }
  const query = given({ awaits: flags.text('awaits'), incident: flags.text('incident'), after: flags.text('after'), limit: flags.count('limit', { least: 1, most: 200 }) });
  const page = await client.call(listLinks, { params: { id }, query: query as never }, { signal });
  await print(terminal, page, () => (page.items.length === 0 ? ['None.'] : [...alignRows([['link', 'kind', 'how', 'since', 'yours', 'call', 'waits for'], ...page.items.map(rowOf)]), ...(page.next === undefined ? [] : [`More: --after ${page.next}`])]));
};

function rowOf({ id, kind, how, at, mine, with: { country, desk, phone }, awaits, stands }: CrossLink): string[] {
  return [id, kind, how, at.slice(0, 16), mine[0]?.shown ?? '', [country, desk, phone].filter((one) => one !== undefined).join(', '), stands ? awaits : `${awaits}; stands no more`];
}

function linkText(link: CrossLink): string[] {
  return [
    ...alignRows([['link', link.id], ['kind', `${link.kind}, ${link.how}`], ['since', link.at], ['call', rowOf(link)[5] ?? ''], ['waits for', link.awaits], ['stands', link.stands ? 'yes' : 'no more'], ['you released', link.released?.parts.join(', ') ?? 'nothing'], ...link.mine.map(({ incident, pointer, shown }) => ['yours', `${incident} ${pointer} ${shown}`])]),
    ...(link.theirs ?? []).flatMap((part) => ['', `${part.country} ${part.incident}`, JSON.stringify(part.content, undefined, 2)]),
  ];
}

/** Releases a part of one's own, or takes that back. */
export const release: Run = async (invocation) => {
  const { client, operation: { id, plan } } = await findOperation(invocation);
  const { args: [, link = ''], flags, signal, terminal } = invocation;
  const parts = RELEASABLE.filter((part) => flags.list('part').includes(part));
  if ((parts.length === 0) !== flags.is('take-back')) throw misuse('Name what you release with --part, or take it back with --take-back.');
  const reason = reasonOf(invocation);
  if (parts.length > 0) await confirm(invocation, `Release ${parts.join(', ')} of your incidents in ${plan.code} to the other country?`);
  const released = await client.call(releaseLink, { params: { id, link }, body: { parts, reason } }, { signal });
  await print(terminal, released, () => linkText(released));
};

/** What could be there twice. */
export const duplicates: Run = async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const { flags, signal, terminal } = invocation;
  const query = given({ state: flags.text('state'), after: flags.text('after'), limit: flags.count('limit', { least: 1, most: 200 }) });
  const page = await client.call(listDuplicates, { params: { id }, query: query as never }, { signal });
  await print(terminal, page, () => (page.items.length === 0 ? ['None.'] : [...alignRows([['duplicate', 'kind', 'how', 'stands', 'one', 'other'], ...page.items.map(pairOf)]), ...(page.next === undefined ? [] : [`More: --after ${page.next}`])]));
};

function pairOf({ id, kind, how, score, state, one, other }: Duplicate): string[] {
  return [id, kind, score === undefined ? how : `${how} ${score.toFixed(2)}`, state, `${one.shown} ${one.incident}`, `${other.country} ${other.shown ?? ''} ${other.incident ?? other.link ?? ''}`];
}

const decide = (decision: Decision): Run => async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const { args: [, duplicate = ''], signal, terminal } = invocation;
  const decided = await client.call(decideDuplicate, { params: { id, duplicate }, body: { decision, reason: reasonOf(invocation) } }, { signal });
  await print(terminal, decided, () => [...alignRows([pairOf(decided)]), ...alignRows(decided.decisions.map(({ by, officer, at, decision: said, reason }) => [by, officer ?? '', at, said, reason ?? '']))]);
};

/** Two entries are one. */
export const merge: Run = decide('same');
/** Two entries are two. */
export const apart: Run = decide('apart');
/** Takes back what was said. */
export const undo: Run = decide('undo');

/** What is compared of a report; with a reason it is compared. */
export const check: Run = async (invocation) => {
  const { client, operation: { id } } = await findOperation(invocation);
  const { args: [, incident = ''], flags, signal, terminal } = invocation;
  const reason = flags.text('reason');
  const params = { id, incident };
  const checked = reason === undefined ? await client.call(readCrossCheck, { params }, { signal }) : await client.call(runCrossCheck, { params, body: { reason } }, { signal });
  await print(terminal, checked, () => checkText(checked));
};

function checkText({ state, purpose, reason, entities, links: found }: CrossCheck): string[] {
  return [
    ...alignRows([['state', state], ['purpose', purpose], ...(reason === undefined ? [] : [['reason', reason]]), ['links', found.join(' ') || 'none']]), '',
    ...alignRows([['kind', 'as it is compared', 'at', 'databases', 'read again'], ...entities.map((one) => [one.kind, one.shown, one.pointer, one.apart === true ? 'own country only' : (one.check?.outcome ?? ''), (one.doubts ?? []).join(' ')])]),
  ];
}

function reasonOf({ flags }: Invocation): string {
  const reason = flags.text('reason');
  if (reason === undefined) throw misuse('Say why: --reason is missing.');
  return reason;
}
