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

const STEPS = 1000;

/** A bar with rate and time left, or plain silence when stderr is no terminal. */
export async function startProgress(terminal: Terminal, what: { title: string; unit: string }): Promise<Progress> {
  if (terminal.quiet || !process.stderr.isTTY || !terminal.interactive) return { drawn: false, update: () => undefined, stop: (said) => { if (said !== undefined) terminal.say(said); } };
  const { progress } = await import('@clack/prompts');
  const bar = progress({ max: STEPS, size: 30, output: process.stderr });
  const started = performance.now();
  let drawn = 0;
  let first: { at: number; fraction: number; done: number } | undefined;
  bar.start(what.title);
  return {
    drawn: true,
    update(fraction, done, title = what.title) {
      const now = performance.now();
      first ??= { at: started, fraction: fraction ?? 0, done };
      const step = Math.floor((fraction ?? 0) * STEPS);
      bar.advance(Math.max(step - drawn, 0), `${title}  ${paceText({ seconds: (now - first.at) / 1000, done, since: first.done, gained: (fraction ?? 0) - first.fraction, fraction, unit: what.unit })}`);
      drawn = Math.max(drawn, step);
    },
    stop: (said) => { if (said === undefined) bar.clear(); else bar.stop(said); },
  };
}

type Pace = { seconds: number; done: number; since: number; gained: number; fraction: number | undefined; unit: string };

/** Where it is, how fast, and how long still: `1,200,000 lines · 96,000/s · 40 s left`. */
export function paceText({ seconds, done, since, gained, fraction, unit }: Pace): string {
  const rate = seconds > 0 ? (done - since) / seconds : 0;
  const parts = [fraction === undefined ? '' : `${Math.floor(fraction * 100)} %`, `${formatCount(done)} ${unit}`, rate > 0 ? `${formatCount(Math.round(rate))}/s` : ''];
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
