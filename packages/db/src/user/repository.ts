import { createUserChanges } from './changes.ts';
import { completeOlderUsers } from './complete-older.ts';
import { createConsentChanges } from './consent-changes.ts';
import type { UserModel } from './model.ts';
import { createUserQueries } from './queries.ts';
import { upsertUsers, type UpsertOptions, type UserUpsert } from './upsert.ts';

export function createUserRepository({ model }: { model: UserModel }) {
  return {
    ...createUserQueries(model),
    ...createUserChanges(model),
    ...createConsentChanges(model),
    upsertMany: (lines: readonly UserUpsert[], options: UpsertOptions) => upsertUsers(model, lines, options),
    completeOlder: () => completeOlderUsers(model),
  };
}
export type UserRepository = ReturnType<typeof createUserRepository>;
