import { addressKeyOf, type UserId } from '@carillon/domain';
import type { mongo } from 'mongoose';
import { insertNew } from '../insert-new.ts';
import type { UserDocument, UserModel } from './model.ts';
import { keysOf, toDocument, type NewUser } from './to-document.ts';

/** What is known of somebody who may be there or not. What is undefined stays as it is. */
export interface UserUpsert {
  id?: UserId | undefined;
  externalId?: string | undefined;
  name: string;
  email: string;
  phone?: string | undefined;
  timeZone?: string | undefined;
  locale?: string | undefined;
  /** Added to those that are there. */
  tags: readonly string[];
  attributes: Readonly<Record<string, string | number | boolean | Date>>;
  /** Only ever added to: nobody is subscribed again by it. */
  unsubscribedFrom: readonly string[];
  lastActiveAt: Date | null;
  lastLoginAt: Date | null;
  createdAt: Date;
}
export interface UpsertOptions {
  now: Date;
  /** Where decisions against a category come from. */
  source: string;
  /** Ids of new users: the same for the same words, so that two who bring somebody at once make one user. */
  newId: (identity: string) => UserId;
}
export interface UpsertResult {
  imported: number;
  updated: number;
  refused: { index: number; column: string; reason: string }[];
}

type Known = Pick<UserDocument, '_id' | 'name' | 'email' | 'phone' | 'externalId' | 'emailKey' | 'unsubscribedFrom'>;
const projection = { name: 1, email: 1, phone: 1, externalId: 1, emailKey: 1, unsubscribedFrom: 1 } as const;

/** Adds or changes a batch of users in one look and two writes: by id, else by external id, else by address. */
export async function upsertUsers(model: UserModel, lines: readonly UserUpsert[], { now, source, newId }: UpsertOptions): Promise<UpsertResult> {
  const known = await findKnown(model, lines);
  const insertions: UserDocument[] = [];
  const changes: mongo.AnyBulkWriteOperation<UserDocument>[] = [];
  const refused: UpsertResult['refused'] = [];
  for (const [index, line] of lines.entries()) {
    const target = findTarget(known, line, newId);
    if ('reason' in target) refused.push({ index, ...target });
    else {
      const before = known.byId.get(target.id);
      if (before === undefined) insertions.push(insertion(target.id, line, { now, source }));
      else changes.push({ updateOne: change(before, line, { now, source }) });
      known.add({ ...(before ?? { unsubscribedFrom: [] }), _id: target.id, name: line.name, email: line.email, emailKey: addressKeyOf(line.email), phone: line.phone ?? before?.phone ?? null, externalId: line.externalId ?? before?.externalId ?? null });
    }
  }
  // Whoever is changed may have been brought by an earlier line of the same batch.
  const imported = await insertUsers(model, insertions);
  return { imported, updated: await write(model, changes, ({ modifiedCount }) => modifiedCount), refused };
}

/** Answers how many are new: somebody else may have brought the same ones since they were looked for. */
async function insertUsers(model: UserModel, documents: readonly UserDocument[]): Promise<number> {
  const known = await insertNew(model, documents);
  const doubtful = documents.filter((_, index) => known.has(index));
  // Whoever is there by now stays as they are; an external id that has become another user's is refused once more, and aloud.
  const added = await write(model, doubtful.map(({ _id, ...user }) => ({ updateOne: { filter: { _id }, update: { $setOnInsert: user }, upsert: true } })), ({ upsertedCount }) => upsertedCount);
  return documents.length - doubtful.length + added;
}

/** Past mongoose, whose casting would cost more than the write: all values are of the schema's types. */
async function write(model: UserModel, operations: mongo.AnyBulkWriteOperation<UserDocument>[], count: (result: mongo.BulkWriteResult) => number): Promise<number> {
  if (operations.length === 0) return 0;
  return count(await model.db.collection<UserDocument>(model.collection.collectionName).bulkWrite(operations, { ordered: true }));
}

/** Everybody whom the lines may mean, by what they may be named by; what the lines themselves bring is added as it comes. */
async function findKnown(model: UserModel, lines: readonly UserUpsert[]) {
  const given = <Value>(values: (Value | undefined)[]) => [...new Set(values.filter((value) => value !== undefined))];
  const [ids, externalIds, emailKeys] = [given(lines.map(({ id }) => id)), given(lines.map(({ externalId }) => externalId)), given(lines.map(({ email }) => addressKeyOf(email)))];
  const found = await Promise.all([
    ids.length === 0 ? [] : model.find({ _id: { $in: ids } }, projection).lean<Known[]>(),
    externalIds.length === 0 ? [] : model.find({ externalId: { $in: externalIds } }, projection).lean<Known[]>(),
    model.find({ emailKey: { $in: emailKeys } }, projection).lean<Known[]>(),
  ]);
  const byId = new Map<string, Known>();
  const byExternalId = new Map<string, string>();
  const byEmail = new Map<string, Set<string>>();
  const add = (user: Known) => {
    byId.set(user._id, user);
    if (user.externalId !== null && user.externalId !== undefined) byExternalId.set(user.externalId, user._id);
    byEmail.set(user.emailKey, (byEmail.get(user.emailKey) ?? new Set()).add(user._id));
  };
  found.flat().forEach(add);
  return { byId, byExternalId, byEmail, add };
}
type KnownUsers = Awaited<ReturnType<typeof findKnown>>;

function findTarget({ byId, byExternalId, byEmail }: KnownUsers, { id, externalId, email }: UserUpsert, newId: UpsertOptions['newId']): { id: UserId | string } | { column: string; reason: string } {
  const owner = externalId === undefined ? undefined : byExternalId.get(externalId);
  if (id !== undefined) return owner === undefined || owner === id ? { id } : { column: 'externalId', reason: `belongs to the user ${owner}` };
  if (owner !== undefined) return { id: owner };
  const sharing = [...(byEmail.get(addressKeyOf(email)) ?? [])].filter((each) => externalId === undefined || (byId.get(each)?.externalId ?? null) === null);
  if (sharing.length > 1) return { column: 'email', reason: `${sharing.length} users have this address: say by id or externalId which one is meant` };
  return { id: sharing[0] ?? newId(externalId === undefined ? `email ${addressKeyOf(email)}` : `externalId ${externalId}`) };
}

function insertion(id: UserId | string, line: UserUpsert, { now, source }: Pick<UpsertOptions, 'now' | 'source'>): UserDocument {
  const { phone = null, externalId = null, timeZone = 'UTC', locale = 'en', tags, attributes, unsubscribedFrom, ...given } = line;
  const consent = Object.fromEntries(unsubscribedFrom.map((category) => [category, { wanted: false, at: now, source }]));
  // The id was checked, or made, by who asks.
  const user: NewUser = { ...given, id: id as UserId, phone, externalId, timeZone, locale, tags: [...new Set(tags)], attributes: { ...attributes }, unsubscribedFrom: [...new Set(unsubscribedFrom)], consent };
  return { _id: String(id), ...toDocument(user) };
}

function change(before: Known, line: UserUpsert, { now, source }: Pick<UpsertOptions, 'now' | 'source'>) {
  const { name, email, phone, externalId, timeZone, locale, lastActiveAt, lastLoginAt } = line;
  const set = Object.fromEntries(Object.entries({ name, email, phone, externalId, timeZone, locale }).filter(([, value]) => value !== undefined));
  const unsubscribed = line.unsubscribedFrom.filter((category) => !before.unsubscribedFrom.includes(category));
  const signs = [lastActiveAt, lastLoginAt].filter((sign) => sign !== null).map((sign) => sign.getTime());
  return {
    filter: { _id: before._id },
    update: {
      $set: {
        ...set,
        ...keysOf({ _id: before._id, name, email, phone: phone ?? before.phone, externalId: externalId ?? before.externalId }),
        ...Object.fromEntries(Object.entries(line.attributes).map(([key, value]) => [`attributes.${key}`, value])),
        ...Object.fromEntries(unsubscribed.map((category) => [`consent.${category}`, { wanted: false, at: now, source }])),
      },
      $addToSet: { tags: { $each: [...line.tags] }, unsubscribedFrom: { $each: unsubscribed } },
      ...(signs.length === 0
        ? {}
        : { $max: { silentSince: new Date(Math.max(...signs)), ...(lastActiveAt === null ? {} : { lastActiveAt }), ...(lastLoginAt === null ? {} : { lastLoginAt, awaySince: lastLoginAt }) } }),
    },
  };
}
