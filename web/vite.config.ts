import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedFiles } from './build/compressed-files.ts';
import { compiledWords } from './build/compiled-words.ts';
import { ocrModel } from './build/ocr-model.ts';
import { serviceWorker } from './build/service-worker.ts';
import { themeCss } from './build/theme-css.ts';

/** Everything is bundled, hashed and served from the origin: no address outside, no inline script, no inline style, no data: image. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [compiledWords(), react(), themeCss(), ocrModel(), serviceWorker(), compressedFiles()],
  resolve: { alias: [{ find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' }] },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: ['chrome115', 'firefox128', 'safari17'],
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      // Its modules only define; it does not say so itself.
      treeshake: { moduleSideEffects: [{ test: /node_modules[/]typebox[/]/, sideEffects: false }] },
      input: { index: join(import.meta.dirname, 'index.html'), sw: join(import.meta.dirname, 'src/operations/field/service-worker.ts') },
      output: { entryFileNames: ({ name }) => (name === 'sw' ? 'sw.js' : 'assets/[name]-[hash].js') },
    },
  },
});
