/** Lets the browser keep the files of the pages, so that the form opens without a line. Nothing that a server said of anybody is kept with them. */
export function keepPages(): void {
  // Not everywhere: a browser has it only where the connection is safe, and some never.
  void navigator.serviceWorker?.register('/sw.js').catch(() => undefined);
}
