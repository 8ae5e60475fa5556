import { useSyncExternalStore } from 'react';
import { nowMs } from '../clock.ts';
import { onForget, refreshSession } from '../session/session.ts';
import { type Feed, isSilent, parseEvent, pauseAfter } from './feed-states.ts';

/** Where the bureau tells its pages what happens. */
const PATH = '/v1/events';
const LOOK_EVERY_MS = 5000;

export type Heard = { readonly kind: string; readonly subject: string; readonly seq: number };

let feed: Feed = { state: 'off' };
let source: EventSource | undefined;
let heardAt = 0;
let last = 0;
let tries = 0;
let retry: ReturnType<typeof setTimeout> | undefined;
let watch: ReturnType<typeof setInterval> | undefined;
let openings = 0;
const listeners = new Set<() => void>();
const hearers = new Set<(event: Heard | undefined) => void>();

/** How the live feed of this window stands. */
export function useFeed(): Feed {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, () => feed);
}

/** Calls back with every event, and without one when the stream is there again: then anything may have happened. Returns the function that ends it. */
export function onHeard(hear: (event: Heard | undefined) => void): () => void {
  hearers.add(hear);
  return () => hearers.delete(hear);
}

/** Opens the feed for as long as somebody needs it. Returns the function that lets it go. */
export function openFeed(): () => void {
  openings += 1;
  if (openings === 1) connect();
  return () => {
    openings -= 1;
    if (openings === 0) close();
  };
}

function connect(): void {
  clearTimeout(retry);
  source?.close();
  if (feed.state === 'off') change({ state: 'opening' });
  if (heardAt === 0) heardAt = nowMs();
  watch ??= setInterval(look, LOOK_EVERY_MS);
  const opened = new EventSource(last === 0 ? PATH : `${PATH}?after=${last}`);
  source = opened;
  opened.addEventListener('open', () => {
    const wasLost = feed.state === 'lost';
    tries = 0;
    note();
    if (wasLost) tell(undefined);
  });
  opened.addEventListener('error', () => {
    if (source !== opened) return;
    if (feed.state !== 'lost') change({ state: 'lost', heardAt });
    // The browser tries by itself, and gives up when it was answered with anything else than a stream.
    if (opened.readyState === EventSource.CLOSED) again();
  });
  const hear = (message: MessageEvent): void => {
    note();
    const event = parseEvent(message.data);
    if (event === undefined) return;
    last = Math.max(last, event.seq);
    tell(event);
  };
  opened.addEventListener('message', hear);
  for (const name of ['ready', 'heartbeat']) opened.addEventListener(name, note);
  // Older events are no longer kept: whatever hangs on the stream is asked for anew.
  opened.addEventListener('gap', () => {
    last = 0;
    tell(undefined);
  });
  // The session was locked, or its rights were taken: who is signed in is asked again, and the cover comes.
  opened.addEventListener('end', refreshSession);
}

function again(): void {
  clearTimeout(retry);
  retry = setTimeout(connect, pauseAfter(tries));
  tries += 1;
}

function look(): void {
  if (feed.state === 'live' && isSilent(heardAt, nowMs())) {
    change({ state: 'lost', heardAt });
    again();
  }
}

function note(): void {
  heardAt = nowMs();
  if (feed.state !== 'live') change({ state: 'live' });
}

function tell(event: Heard | undefined): void {
  for (const hear of hearers) hear(event);
}

function close(): void {
  clearTimeout(retry);
  clearInterval(watch);
  watch = undefined;
  source?.close();
  source = undefined;
  heardAt = 0;
  tries = 0;
  change({ state: 'off' });
}

function change(next: Feed): void {
  feed = next;
  for (const listener of listeners) listener();
}

/** Numbers of events are those of one organisation: whoever comes next begins anew. */
onForget(() => {
  last = 0;
});
