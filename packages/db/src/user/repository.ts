import { createUserChanges } from './changes.ts';
import { createConsentChanges } from './consent-changes.ts';
import type { UserModel } from './model.ts';
import { createUserQueries } from './queries.ts';

export function createUserRepository({ model }: { model: UserModel }) {
  return { ...createUserQueries(model), ...createUserChanges(model), ...createConsentChanges(model) };
}
export type UserRepository = ReturnType<typeof createUserRepository>;
