import { groupCalls, nextStatus, transitionOf, type Clock, type NotificationDetail, type NotificationEvent, type NotificationStatus, type NotificationSummary } from '@carillon/domain';
import { groupBy } from '../group-by.ts';
import { beginAttempt, changeOf, endAttempt, type AttemptResult, type TransitionDetails } from './change.ts';
import type { NotificationDocument, NotificationModel } from './model.ts';
import { summaryOf, toAttempt, toTimelineEntry } from './to-domain.ts';

export interface NotificationDeliveryOptions {
  model: NotificationModel;
  clock: Clock;
  /** Has a change that was written counted and told of; nothing waits for it. */
  announce(notification: NotificationSummary, previous: NotificationStatus): void;
  /** Ends one attempt by itself, from any state that allows it. */
  finishAttempt(id: string, attempt: number, event: NotificationEvent, result: AttemptResult, details: TransitionDetails): Promise<NotificationSummary | null>;
}

interface Claim {
  /** As it was read: it is claimed if it is still so. */
  notification: NotificationDetail;
  /** Names this one claim. */
  owner: string;
  leaseUntil: Date;
  provider: string;
}
interface Mark {
  id: string;
  attempt: number;
}
interface Ending {
  claimed: NotificationDetail;
  event: NotificationEvent;
  result: AttemptResult;
  details: TransitionDetails;
}

const MOST_TOGETHER = 100;
/** Documents are looked for by id: no other index leads to fewer. */
const byId = { hint: { _id: 1 } } as const;

/**
 * The way of a notification through one attempt: claimed, handed over, ended. What concurrent jobs want at the same time is
 * written together, each document by a compare-and-set on state and attempt. The server says how many have matched; only when
 * some have not is it asked which. Past mongoose, whose casting would cost more than the write: all values are of the schema's types.
 */
export function createNotificationDelivery({ model, clock, announce, finishAttempt }: NotificationDeliveryOptions) {
  const rows = model.db.collection<NotificationDocument>(model.collection.collectionName);

  const claimTogether = groupCalls<Claim, NotificationDetail | null>({
    most: MOST_TOGETHER,
    async run(claims) {
      const won = new Map<Claim, NotificationDetail>();
      const now = clock.now();
      for (const group of groupBy(claimable(claims), ({ notification, provider }) => `${notification.status} ${notification.attemptCount} ${provider} ${dueBy(notification, now) > now}`)) {
        for (const [claim, claimed] of await claimGroup(group, now)) won.set(claim, claimed);
      }
      return claims.map((claim) => won.get(claim) ?? null);
    },
  });

  /** A group is claimed in the name of its first. */
  async function claimGroup(claims: readonly [Claim, ...Claim[]], now: Date): Promise<[Claim, NotificationDetail][]> {
    const { notification: { status, attemptCount }, owner, provider } = claims[0];
    const attempt = beginAttempt(attemptCount + 1, provider, now);
    const lease = { owner, until: new Date(Math.max(...claims.map(({ leaseUntil }) => leaseUntil.getTime()))) };
    const change = changeOf('claimed', now, { attempt: attempt.number, set: { lease, attemptCount: attempt.number }, push: { attempts: attempt } });
    const ids = claims.map(({ notification }) => notification.id);
    const due = new Date(Math.max(...claims.map(({ notification }) => dueBy(notification, now).getTime())));
    const { matchedCount } = await rows.updateMany({ _id: { $in: ids }, status, attemptCount, dueAt: { $lte: due } }, change, byId);
    const held = matchedCount === ids.length ? new Set(ids) : await findIds({ _id: { $in: ids }, 'lease.owner': owner });
    const won = claims.filter(({ notification }) => held.has(notification.id));
    return won.map((claim) => {
      const claimed = afterClaim(claim.notification);
      announce(claimed, status);
      return [claim, claimed];
    });

    function afterClaim(notification: NotificationDetail): NotificationDetail {
      return {
        ...notification,
        status: change.$set.status, reason: null, attemptCount: attempt.number, updatedAt: now.toISOString(), nextAttemptAt: null,
        lease: { owner, until: lease.until.toISOString() },
        attempts: [...notification.attempts, toAttempt(attempt)],
        timeline: [...notification.timeline, toTimelineEntry(change.$push.timeline)],
      };
    }
  }

  const markTogether = groupCalls<Mark, boolean>({
    most: MOST_TOGETHER,
    async run(marks) {
      const marked = new Set<Mark>();
      for (const group of groupBy(marks, ({ attempt }) => String(attempt))) {
        const ids = await markGroup(group.map(({ id }) => id), group[0].attempt);
        for (const mark of group) if (ids.has(mark.id)) marked.add(mark);
      }
      return marks.map((mark) => marked.has(mark));
    },
  });

  async function markGroup(ids: readonly string[], attempt: number): Promise<ReadonlySet<string>> {
    const now = clock.now();
    const claims = { _id: { $in: [...ids] }, status: 'sending', attemptCount: attempt } as const;
    const { matchedCount } = await rows.updateMany({ ...claims, 'lease.until': { $gt: now } }, { $set: { [`attempts.${attempt - 1}.handedOverAt`]: now } }, byId);
    return matchedCount === ids.length ? new Set(ids) : findIds({ ...claims, attempts: { $elemMatch: { number: attempt, handedOverAt: { $ne: null } } } });
  }

  const finishTogether = groupCalls<Ending, NotificationSummary | null>({
    most: MOST_TOGETHER,
    async run(endings) {
      const now = clock.now();
      const { matchedCount } = await rows.bulkWrite(
        endings.map(({ claimed: { id, attemptCount }, event, result, details }) => ({
          updateOne: { filter: { _id: id, status: 'sending', attemptCount }, update: changeOf(event, now, endAttempt(attemptCount, event, result, now, details)) },
        })),
        { ordered: false },
      );
      const written = matchedCount === endings.length ? new Set(endings) : await findWritten(endings, now);
      return Promise.all(endings.map(async (ending) => (written.has(ending) ? announceEnd(ending, now) : finishAlone(ending))));
    },
  });

  /** Only its worker says how an attempt ended, and once: what stands there now was written by this group. */
  async function findWritten(endings: readonly Ending[], now: Date): Promise<ReadonlySet<Ending>> {
    const found = await rows.find({ _id: { $in: endings.map(({ claimed }) => claimed.id) } }, { projection: { attempts: 1 } }).toArray();
    const attemptsOf = new Map(found.map(({ _id, attempts }) => [_id, attempts]));
    return new Set(endings.filter(({ claimed, result }) => {
      const attempt = attemptsOf.get(claimed.id)?.[claimed.attemptCount - 1];
      return attempt?.outcome === result.outcome && attempt.endedAt?.getTime() === now.getTime();
    }));
  }

  function announceEnd({ claimed, event, result, details }: Ending, now: Date): NotificationSummary {
    const { to } = transitionOf(event);
    const ended: NotificationSummary = {
      ...summaryOf(claimed),
      status: to, reason: result.reason, updatedAt: now.toISOString(),
      nextAttemptAt: to === 'retrying' && details.dueAt !== undefined ? details.dueAt.toISOString() : null,
      ...(event === 'accepted' ? { sentAt: now.toISOString() } : {}),
    };
    announce(ended, claimed.status);
    return ended;
  }

  /** A claim that was given up for lost may still say how it ended. */
  function finishAlone({ claimed, event, result, details }: Ending): Promise<NotificationSummary | null> {
    return finishAttempt(claimed.id, claimed.attemptCount, event, result, details);
  }

  async function findIds(filter: Parameters<typeof rows.find>[0]): Promise<ReadonlySet<string>> {
    const found = await rows.find(filter, { projection: { _id: 1 } }).toArray();
    return new Set(found.map(({ _id }) => _id));
  }

  return {
    /** `queued|retrying → sending` with a lease, as the next attempt of a notification as it was read. Null: somebody else has it, or its time has not come. */
    claim: (notification: NotificationDetail, claim: Omit<Claim, 'notification'>): Promise<NotificationDetail | null> => claimTogether({ notification, ...claim }),

    /** Notes that the provider may have the message from now on. False: the claim is lost, and nothing may be sent. */
    markHandedOver: (id: string, attempt: number): Promise<boolean> => markTogether({ id, attempt }),

    /** Ends the attempt that was claimed, by whoever holds the claim; once. Null: the attempt was not the current one any more. */
    finishClaimed: (claimed: NotificationDetail, event: NotificationEvent, result: AttemptResult, details: TransitionDetails = {}): Promise<NotificationSummary | null> =>
      finishTogether({ claimed, event, result, details }),
  };
}

/** The latest that may stand there as its time while that has come: now, or when it was made, by a clock ahead of this one, to be sent at once. */
function dueBy({ nextAttemptAt, createdAt }: NotificationDetail, now: Date): Date {
  const made = new Date(createdAt);
  return nextAttemptAt === null && made > now ? made : now;
}

/** Those that may be claimed at all; of several for the same notification the first. */
function claimable(claims: readonly Claim[]): Claim[] {
  const first = new Map<string, Claim>();
  for (const claim of claims) if (!first.has(claim.notification.id)) first.set(claim.notification.id, claim);
  return [...first.values()].filter(({ notification }) => nextStatus(notification.status, 'claimed') !== null);
}
