import { widthOf } from './table.ts';
import type { Terminal } from './terminal.ts';

/** A bar on stderr. Nothing is drawn when nobody looks. */
export type Progress = {
  /** `fraction`: 0 to 1, or undefined when the end is not known; `done`: units done by now. */
  update(fraction: number | undefined, done: number, title?: string): void;
  /** Ends it, with a last word. */
  stop(said?: string): void;
  /** Whether somebody sees it. */
  readonly drawn: boolean;
};

const WIDTH = 24;
const EVERY = 100;

/**
 * A bar with rate and time left, or silence when stderr is no terminal. Drawn here, not by a library of prompts: those take
 * the keyboard, and end the process with code 0 at Ctrl+C.
 */
export function startProgress(terminal: Terminal, what: { title: string; unit: string }): Progress {
  if (terminal.quiet || !terminal.interactive) return { drawn: false, update: () => undefined, stop: () => undefined };
  let drawnAt = Number.NEGATIVE_INFINITY;
  let first: { at: number; fraction: number; done: number } | undefined;
  const draw = (line: string): void => { process.stderr.write(`\r\u001b[K${cut(line, (process.stderr.columns || 80) - 1)}`); };
  draw(what.title);
  return {
    drawn: true,
    update(fraction, done, title = what.title) {
      const now = performance.now();
      first ??= { at: now, fraction: fraction ?? 0, done };
      if (now - drawnAt < EVERY) return;
      drawnAt = now;
      const pace = paceText({ seconds: (now - first.at) / 1000, done, since: first.done, gained: (fraction ?? 0) - first.fraction, fraction, unit: what.unit });
      draw(`${title}  ${fraction === undefined ? '' : `${barText(fraction)}  `}${pace}`);
    },
    stop(said) {
      draw(said === undefined ? '' : `${said}\n`);
    },
  };
}

function barText(fraction: number): string {
  const full = Math.min(Math.max(Math.round(fraction * WIDTH), 0), WIDTH);
  return '█'.repeat(full) + '░'.repeat(WIDTH - full);
}

function cut(line: string, width: number): string {
  return widthOf(line) <= width ? line : `${[...line].slice(0, Math.max(width - 1, 1)).join('')}…`;
}

type Pace = { seconds: number; done: number; since: number; gained: number; fraction: number | undefined; unit: string };

/** Where it is, how fast, and how long still: `1,200,000 lines · 96,000/s · 40 s left`. */
export function paceText({ seconds, done, since, gained, fraction, unit }: Pace): string {
  const rate = seconds > 0 ? (done - since) / seconds : 0;
  const parts = [fraction === undefined ? '' : `${Math.floor(fraction * 100)} %`, unit === '' ? '' : `${formatCount(done)} ${unit}`, rate > 0 && unit !== '' ? `${formatCount(Math.round(rate))}/s` : ''];
  if (fraction !== undefined && gained > 0.001 && fraction < 1) parts.push(`${formatSeconds((seconds * (1 - fraction)) / gained)} left`);
  return parts.filter((part) => part !== '').join(' · ');
}

/** A count with its thousands apart. */
export function formatCount(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A span of time: `8 s`, `3 min 20 s`, `2 h 5 min`. */
export function formatSeconds(seconds: number): string {
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}
