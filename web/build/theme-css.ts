import { convertCssVariables, DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme, mergeThemeOverrides } from '@mantine/core';
import type { Plugin } from 'vite';
import { theme } from '../src/ui/theme.ts';

const NAME = 'virtual:theme.css';

/**
 * The colours and sizes of the theme as a file of CSS. Mantine would put them into the page as a `<style>` element, which the
 * Content-Security-Policy (`style-src 'self'`) refuses.
 */
export function themeCss(): Plugin {
  return {
    name: 'watchword-theme-css',
    resolveId: (id) => (id === NAME ? NAME : undefined),
    load: (id) => (id === NAME ? cssOf() : undefined),
  };
}

function cssOf(): string {
  const variables = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, mergeThemeOverrides(theme)));
  const schemes = convertCssVariables({ variables: {}, dark: { '--mantine-color-scheme': 'dark' }, light: { '--mantine-color-scheme': 'light' } }, ':root');
  return `${convertCssVariables(variables, ':root')}\n${schemes}`;
}
