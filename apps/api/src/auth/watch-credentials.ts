import { setTimeout } from 'node:timers/promises';
import type { Clock } from '@carillon/domain';
import type { ApiKeyRepository, OperatorRepository } from '@carillon/db';
import type { Actor } from '../http/actor.ts';
import { isGoodKey, isGoodSession } from './still-good.ts';

export interface CredentialWatchDeps {
  operators: Pick<OperatorRepository, 'findAccounts'>;
  apiKeys: Pick<ApiKeyRepository, 'find'>;
  clock: Clock;
  /** Milliseconds between two looks. */
  everyMs: number;
  onError(error: unknown): void;
}

/** For answers that go on after their request was let in. */
export interface CredentialWatch {
  /** `ended` is aborted at the next look after the actor's session or key is good no longer. Call `release` when nobody has to know any more. */
  watch(actor: Actor): { ended: AbortSignal; release(): void };
}

/**
 * Looks at all watched credentials together, in one query for sessions and one for keys, as long as there are any. It asks the database and no other
 * process: whoever ended a session or a key, it shows there, and while Redis is away too. A look that fails ends nothing; the next one decides.
 */
export function createCredentialWatch({ operators, apiKeys, clock, everyMs, onError }: CredentialWatchDeps): CredentialWatch {
  const watched = new Map<AbortController, Actor>();
  let running = false;

  async function run(): Promise<void> {
    running = true;
    while (watched.size > 0) {
      await setTimeout(everyMs, undefined, { ref: false });
      await look().catch(onError);
    }
    running = false;
  }

  async function look(): Promise<void> {
    // Whoever comes while the answer is on its way is not in it.
    const now = [...watched];
    const isGood = await readCredentials(now.map(([, actor]) => actor));
    for (const [controller, actor] of now) if (!isGood(actor)) controller.abort();
  }

  async function readCredentials(actors: readonly Actor[]): Promise<(actor: Actor) => boolean> {
    const idsOf = (kind: 'operator' | 'api-key') => [...new Set(actors.flatMap(({ requester }) => (requester.kind === kind ? [requester.id] : [])))];
    const [accounts, keys] = await Promise.all([operators.findAccounts(idsOf('operator')), Promise.all(idsOf('api-key').map((id) => apiKeys.find(id)))]);
    const accountOf = new Map(accounts.map((account) => [String(account.operator.id), account] as const));
    const keyOf = new Map(keys.flatMap((found) => (found === null ? [] : [[String(found.key.id), found.key] as const])));
    const now = clock.now();
    return ({ requester, session }) => {
      if (session !== null) return isGoodSession(accountOf.get(requester.id) ?? null, session, now);
      const key = keyOf.get(requester.id);
      return key !== undefined && isGoodKey(key, now);
    };
  }

  return {
    watch(actor) {
      const controller = new AbortController();
      watched.set(controller, actor);
      if (!running) void run();
      return {
        ended: controller.signal,
        release() {
          watched.delete(controller);
        },
      };
    },
  };
}
