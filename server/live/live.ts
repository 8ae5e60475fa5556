/** The front of live: telling organisations of what happens, as it happens. */
export { emit, type Telling } from './emit.ts';
export { openLive, type Live } from './hear.ts';
export { LIVE_SLICES } from './slices.ts';
export { WEBHOOK_SLICES } from './webhooks/slices.ts';
export { WEBHOOK_WRITES } from './webhooks/writes.ts';
export { beginDelivering } from './webhooks/deliver.ts';
export { parseHosts } from './webhooks/address.ts';
