import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { withWords } from '../../../words/with-words.ts';
import type { CaseButtons as Buttons, CaseGlyph as Glyph } from './case-buttons.tsx';
import type { CaseOfMatch as OfMatch } from './case-of-match.tsx';

// No scan needs any of this before it has hit: it comes once the first page stands still.
const loadButtons = () => withWords(import('./case-buttons.tsx'));
const loadMatch = () => withWords(import('./case-of-match.tsx'));
const LazyButtons = lazy(async () => ({ default: (await loadButtons()).CaseButtons }));
const LazyGlyph = lazy(async () => ({ default: (await loadButtons()).CaseGlyph }));
const LazyStrip = lazy(async () => ({ default: (await loadButtons()).CaseStrip }));
const LazyMatch = lazy(async () => ({ default: (await loadMatch()).CaseOfMatch }));

/** Fetches what follows a hit before there is one. */
export function preloadCases(): void {
  void loadButtons();
  void loadMatch();
}

/** F2 and F4, see `case-buttons.tsx`. */
export function CaseButtons(props: ComponentProps<typeof Buttons>): ReactNode {
  return <Suspense><LazyButtons {...props} /></Suspense>;
}

/** The owner's answer as a traveller may see it. */
export function CaseGlyph(props: ComponentProps<typeof Glyph>): ReactNode {
  return <Suspense><LazyGlyph {...props} /></Suspense>;
}

/** Hits of this shift that are not on the screen. */
export function CaseStrip(): ReactNode {
  return <Suspense><LazyStrip /></Suspense>;
}

/** What is done about one match, see `case-of-match.tsx`. */
export function CaseOfMatch(props: ComponentProps<typeof OfMatch>): ReactNode {
  return <Suspense><LazyMatch {...props} /></Suspense>;
}
