import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** A calm blue-green; shade 7 on white and shade 3 on the dark ground both stand above 4.5 to 1. */
const harbour: MantineColorsTuple = ['#eef6f8', '#dbe9ee', '#b3d2dc', '#88bac9', '#65a6b9', '#4f9ab0', '#2c7187', '#1f6479', '#17566a', '#0a4254'];

/** Greys of the dark scheme: dark, not black, with enough steps for text on them. */
const dark: MantineColorsTuple = ['#d5d9dd', '#b9bfc6', '#a3abb3', '#7d868f', '#4b535b', '#3a4148', '#2a2f35', '#1f2327', '#191c1f', '#141619'];

/** The look of all pages. It is printed into a CSS file at build time, see `build/theme-css.ts`. */
export const theme = createTheme({
  primaryColor: 'harbour',
  primaryShade: { light: 7, dark: 6 },
  colors: { harbour, dark },
  autoContrast: true,
  luminanceThreshold: 0.3,
  respectReducedMotion: true,
  cursorType: 'pointer',
  defaultRadius: 'sm',
  fontFamily: '"Noto Sans Variable", "Noto Sans Arabic Variable", system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", "Liberation Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.75rem', lineHeight: '1.25' },
      h2: { fontSize: '1.3rem', lineHeight: '1.3' },
      h3: { fontSize: '1.1rem', lineHeight: '1.4' },
    },
  },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1.0625rem', lg: '1.1875rem', xl: '1.375rem' },
});
