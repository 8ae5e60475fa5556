/** Node says once of each new algorithm of its cryptography that it is an experiment. Messages use ML-KEM and ML-DSA, tested against two other implementations. */

/** Keeps such warnings from whoever looks at a command or a server; every other warning is printed as before. For start files alone. */
export function hideExperimentalWarnings(): void {
  const printers = process.listeners('warning');
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    if (warning.name === 'ExperimentalWarning') return;
    for (const print of printers) print.call(process, warning);
  });
}
