import { createClient } from '@watchword/sdk/client.ts';
import { CALLING } from './api.ts';

/** The whole client, with every group of operations by its name: for pages that are not in the first download. */
export const client = createClient(CALLING);
