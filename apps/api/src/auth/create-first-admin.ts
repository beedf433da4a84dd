import type { IdSource } from '@carillon/domain';
import type { OperatorRepository } from '@carillon/db';
import type { Logger } from '@carillon/observability';
import type { PasswordHasher } from './password.ts';

export interface FirstAdminDeps {
  operators: OperatorRepository;
  passwords: PasswordHasher;
  ids: IdSource;
  logger: Logger;
}

/** At the start of an installation without operators: makes the configured admin, or says that nobody can sign in. */
export async function createFirstAdmin(deps: FirstAdminDeps, firstAdmin: { email: string; password: string } | null, devLoginAllowed: boolean): Promise<void> {
  if (!(await deps.operators.isEmpty())) return;
  if (firstAdmin === null) {
    if (!devLoginAllowed) deps.logger.warn('auth.nobody-can-sign-in', { remedy: 'set ADMIN_EMAIL and ADMIN_PASSWORD and start again: the first admin is made from them' });
    return;
  }
  const passwordHash = await deps.passwords.hash(firstAdmin.password);
  const made = await deps.operators.insert({ id: deps.ids.operator(), email: firstAdmin.email, name: 'Admin', role: 'admin', passwordHash });
  if (made !== null) deps.logger.info('auth.first-admin-made', { operatorId: made.id, email: made.email });
}
