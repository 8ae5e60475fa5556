/** Node says that ML-DSA in Web Crypto is new. Whoever verifies need not read that each time. */
const emit = process.emitWarning.bind(process) as (...warning: unknown[]) => void;
process.emitWarning = (...warning: unknown[]): void => {
  if (!/ML-DSA/.test(String(warning[0]))) emit(...warning);
};
