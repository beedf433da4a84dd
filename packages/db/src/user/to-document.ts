import { UserId, type User } from '@carillon/domain';
import { searchTermsOf } from '../notification/search-terms.ts';
import type { UserDocument } from './model.ts';

/** What is given of a new user; everything else follows from it. */
export type NewUser = Pick<UserDocument, 'name' | 'email' | 'timeZone' | 'locale' | 'unsubscribedFrom' | 'lastActiveAt' | 'lastLoginAt' | 'createdAt'> & { id: UserId };

/** The document of a new user, without its `_id`. */
export function toDocument({ id, ...user }: NewUser): Omit<UserDocument, '_id'> {
  return {
    ...user,
    status: 'active',
    terms: termsOf({ ...user, _id: id }),
    silentSince: latest(user.createdAt, user.lastActiveAt, user.lastLoginAt),
    awaySince: latest(user.createdAt, user.lastLoginAt),
    deactivatedAt: null,
    deactivationReason: null,
  };
}

/** The words by which the search box finds a user. */
export function termsOf({ _id, name, email }: Pick<UserDocument, '_id' | 'name' | 'email'>): string[] {
  return searchTermsOf(email, `${name} ${_id}`);
}

export function toUser(document: UserDocument): User {
  return {
    id: UserId.parse(document._id),
    name: document.name,
    email: document.email,
    timeZone: document.timeZone,
    locale: document.locale,
    status: document.status,
    unsubscribedFrom: [...document.unsubscribedFrom],
    lastActiveAt: document.lastActiveAt?.toISOString() ?? null,
    lastLoginAt: document.lastLoginAt?.toISOString() ?? null,
    createdAt: document.createdAt.toISOString(),
    deactivatedAt: document.deactivatedAt?.toISOString() ?? null,
    deactivationReason: document.deactivationReason,
  };
}

function latest(...instants: (Date | null)[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant?.getTime() ?? 0)));
}
