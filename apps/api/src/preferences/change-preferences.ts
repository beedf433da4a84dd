import { decideConsentChanges, decideUnsubscribe, decideUnsubscribeAll, type Clock, type ConsentChange, type PreferencesClaim, type User } from '@carillon/domain';
import type { MongoServiceClient } from '@carillon/service-clients';
import type { Logger } from '@carillon/observability';
import { askService } from '../data-services/ask-service.ts';
import { consentSource, type PreferencesForm } from './read-form.ts';

export interface ChangePreferencesDeps {
  mongo: Pick<MongoServiceClient, 'recordConsent'>;
  clock: Clock;
  logger: Pick<Logger, 'info'>;
}

/**
 * Records what a user decided, each with when and by which message; answers the user as they are then. Repeating it changes
 * nothing more. `listed` are the categories that the form showed.
 */
export async function changePreferences(
  { mongo, clock, logger }: ChangePreferencesDeps,
  context: { requestId: string },
  { user, claim, form, listed }: { user: User; claim: PreferencesClaim; form: PreferencesForm; listed: readonly string[] },
): Promise<User> {
  const at = clock.now().toISOString();
  const source = consentSource(form, claim);
  const changes = changesOf(user, claim, form, listed);
  let current = user;
  for (const { category, wanted } of changes) {
    current = await askService(() => mongo.recordConsent({ params: { id: user.id }, body: { category, wanted, at, source } }, { requestId: context.requestId }));
  }
  if (changes.length > 0) logger.info('consent.changed', { requestId: context.requestId, userId: user.id, source, changes });
  return current;
}

function changesOf(user: User, claim: PreferencesClaim, form: PreferencesForm, listed: readonly string[]): ConsentChange[] {
  switch (form.action) {
    case 'one-click':
    case 'unsubscribe':
      return decideUnsubscribe(user, claim.category);
    case 'unsubscribe-all':
      return decideUnsubscribeAll(user);
    case 'save':
    case 'undo':
      return decideConsentChanges(user, listed, new Set(form.categories));
  }
}
