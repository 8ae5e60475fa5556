import { queries } from '../../api.ts';
import { OPERATIONS_KEY, operationKey } from '../queries.ts';

/** Asks anew for an operation that was changed here. */
export async function refreshOperation(id: string): Promise<void> {
  await Promise.all([queries.invalidateQueries({ queryKey: operationKey(id) }), queries.invalidateQueries({ queryKey: OPERATIONS_KEY })]);
}
