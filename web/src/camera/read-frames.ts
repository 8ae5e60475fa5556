import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { OCR_FOLDER } from 'virtual:ocr';

/** `onStart`: the picture stands and reading begins. `onText`: what a frame said. */
export type FrameHandlers = { onStart: () => void; onText: (text: string) => void };

/** The part of the picture in which the zone is looked for, as shares of its height: the lower half, where the guide is. */
const BAND = { top: 0.42, height: 0.5 };
/** Width to which the band is scaled: more costs time and reads no better. */
const WIDTH = 1100;

/** Opens the camera and reads frame after frame until the signal aborts. @throws DOMException when there is no camera for us */
export async function startReading(video: HTMLVideoElement, signal: AbortSignal, { onStart, onText }: FrameHandlers): Promise<void> {
  const stream = await openCamera(signal);
  let worker: Worker | undefined;
  try {
    video.srcObject = stream;
    await video.play();
    worker = await openReader();
    onStart();
    const canvas = document.createElement('canvas');
    while (!signal.aborted) {
      drawBand(video, canvas);
      const { data } = await worker.recognize(canvas, { rotateAuto: true }, { text: true });
      if (!signal.aborted) onText(data.text);
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
    await worker?.terminate();
  }
}

async function openCamera(signal: AbortSignal): Promise<MediaStream> {
  if (navigator.mediaDevices === undefined) throw new TypeError('no camera here');
  const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { facingMode: { ideal: 'environment' }, width: { ideal: 1920 }, height: { ideal: 1080 } } });
  if (!signal.aborted) return stream;
  for (const track of stream.getTracks()) track.stop();
  throw signal.reason;
}

/** The reader of characters: program and model from our own origin, nothing kept in the browser's databases. */
async function openReader(): Promise<Worker> {
  const worker = await createWorker('ocrb', OEM.LSTM_ONLY, {
    workerPath: `${OCR_FOLDER}/worker.min.js`, corePath: OCR_FOLDER, langPath: OCR_FOLDER, workerBlobURL: false, cacheMethod: 'none', gzip: true,
  });
  await worker.setParameters({ tessedit_char_whitelist: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<', tessedit_pageseg_mode: PSM.SINGLE_BLOCK, user_defined_dpi: '300', debug_file: '/dev/null' });
  return worker;
}

function drawBand(video: HTMLVideoElement, canvas: HTMLCanvasElement): void {
  const { videoWidth, videoHeight } = video;
  const top = videoHeight * BAND.top;
  const height = videoHeight * BAND.height;
  canvas.width = WIDTH;
  canvas.height = Math.max(1, Math.round((WIDTH * height) / Math.max(1, videoWidth)));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) return;
  context.filter = 'grayscale(1) contrast(1.25)';
  context.drawImage(video, 0, top, videoWidth, height, 0, 0, canvas.width, canvas.height);
}
