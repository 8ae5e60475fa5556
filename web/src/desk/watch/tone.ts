/** The tone of the desk. Browsers let a page sound only after somebody has pressed something on it: `unlock` is called there. */

let context: AudioContext | undefined;

/** Whether this window may sound. */
export function canSound(): boolean {
  return context?.state === 'running';
}

/** Lets this window sound from now on; called where somebody pressed something. Resolves to whether it may. */
export async function unlockSound(): Promise<boolean> {
  try {
    context ??= new AudioContext();
    await context.resume();
    return canSound();
  } catch {
    return false;
  }
}

/** Whether it is night by the clock of this device: then the tone is lower and softer. `at`: ms since 1970. */
export function isNight(at: number): boolean {
  const hour = new Date(at).getHours();
  return hour >= 22 || hour < 6;
}

/** Two notes, as of a bell in a house. `volume`: 0 to 1. */
export function playTone(volume: number, night: boolean): void {
  if (context === undefined || !canSound()) return;
  const notes = night ? [392, 330] : [659, 523];
  const loud = volume * (night ? 0.25 : 0.6);
  for (const [at, hertz] of notes.entries()) {
    const begin = context.currentTime + at * 0.32;
    const [tone, gain] = [context.createOscillator(), context.createGain()];
    tone.type = 'sine';
    tone.frequency.value = hertz;
    // Swells and fades, so that nothing clicks.
    gain.gain.setValueAtTime(0.0001, begin);
    gain.gain.exponentialRampToValueAtTime(Math.max(0.0002, loud), begin + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, begin + 0.6);
    tone.connect(gain).connect(context.destination);
    tone.start(begin);
    tone.stop(begin + 0.65);
  }
}
