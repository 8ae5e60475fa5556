import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Files that are worth compressing; fonts of type woff2 and the model are compressed already. */
const WORTH = /\.(?:js|css|html|svg|otf)$/;

/** Puts a `.gz` beside every file that shrinks by it, so that the server compresses nothing at run time. */
export function compressedFiles(): Plugin {
  return {
    name: 'watchword-compressed-files',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!WORTH.test(fileName)) continue;
          const content = file.type === 'chunk' ? file.code : file.source;
          const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
          this.emitFile({ type: 'asset', fileName: `${fileName}.gz`, source: gzipSync(bytes, { level: 9 }) });
        }
      },
    },
  };
}
