import { CommandError } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';

export function refuseView(collection: Collection | undefined): void {
  if (collection?.view) throw new CommandError(166, `Namespace ${collection.database}.${collection.name} is a view, not a collection`);
}
