import { type MantineColorScheme, useMantineColorScheme } from '@mantine/core';

export const SCHEMES = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[];

/** The colour scheme chosen on this device. Transitions are left alone: switching them off would need a `<style>` element. */
export function useScheme(): { scheme: MantineColorScheme; choose: (scheme: MantineColorScheme) => void; next: () => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  return {
    scheme: colorScheme,
    choose: setColorScheme,
    next: () => setColorScheme(SCHEMES[(SCHEMES.indexOf(colorScheme) + 1) % SCHEMES.length] ?? 'auto'),
  };
}
