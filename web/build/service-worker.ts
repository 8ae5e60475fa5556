import { createHash } from 'node:crypto';
import type { Plugin } from 'vite';

/** The reader of zones is megabytes, and needs a line for nothing that the field does. */
const LEFT_OUT = /\/ocr-|\.map$|\.gz$/;

/** Tells the service worker which files the pages are made of. It is a file of its own at the root, because it answers for all pages. */
export function serviceWorker(): Plugin {
  return {
    name: 'watchword-service-worker',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const worker = bundle['sw.js'];
        if (worker?.type !== 'chunk') return this.error('there is no service worker');
        const files = Object.keys(bundle).filter((name) => name.startsWith('assets/') && !LEFT_OUT.test(name)).map((name) => `/${name}`).toSorted();
        const page = bundle['index.html'];
        const build = createHash('sha256').update(files.join('\n')).update(page?.type === 'asset' ? page.source : '').digest('hex').slice(0, 16);
        worker.code = worker.code.replaceAll('WATCHWORD_FILES', JSON.stringify(files)).replaceAll('WATCHWORD_BUILD', JSON.stringify(build));
      },
    },
  };
}
