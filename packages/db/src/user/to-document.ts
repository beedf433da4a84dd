import { addressKeyOf, searchTermsOf, UserId, type AttributeValue, type Consent, type User } from '@carillon/domain';
import type { UserDocument } from './model.ts';

/** What is given of a new user; everything else follows from it. */
export type NewUser = Pick<UserDocument, 'name' | 'email' | 'timeZone' | 'locale' | 'unsubscribedFrom' | 'lastActiveAt' | 'lastLoginAt' | 'createdAt'> & { id: UserId } & Partial<Pick<UserDocument, 'phone' | 'externalId' | 'tags' | 'attributes' | 'consent'>>;

/** The document of a new user, without its `_id`. */
export function toDocument({ id, phone = null, externalId = null, tags = [], attributes = {}, consent = {}, ...user }: NewUser): Omit<UserDocument, '_id'> {
  return {
    ...user,
    phone,
    externalId,
    tags,
    attributes,
    consent,
    sentCampaigns: [],
    openedCampaigns: [],
    clickedCampaigns: [],
    status: 'active',
    ...keysOf({ ...user, phone, externalId, _id: id }),
    silentSince: latest(user.createdAt, user.lastActiveAt, user.lastLoginAt),
    awaySince: latest(user.createdAt, user.lastLoginAt),
    deactivatedAt: null,
    deactivationReason: null,
  };
}

/** What is looked up and sorted by, and follows from the other fields. */
export function keysOf({ _id, name, email, phone, externalId }: Pick<UserDocument, '_id' | 'name' | 'email' | 'phone' | 'externalId'>): Pick<UserDocument, 'emailKey' | 'phoneKey' | 'terms'> {
  return { emailKey: addressKeyOf(email), phoneKey: phone ?? '', terms: searchTermsOf(email, [name, _id, externalId, phone].filter((word) => (word ?? '') !== '').join(' ')) };
}

export function toUser(document: UserDocument): User {
  return {
    id: UserId.parse(document._id),
    name: document.name,
    email: document.email,
    timeZone: document.timeZone,
    locale: document.locale,
    phone: document.phone ?? null,
    externalId: document.externalId ?? null,
    tags: [...(document.tags ?? [])],
    attributes: Object.fromEntries(Object.entries(document.attributes ?? {}).map(([key, value]) => [key, toAttribute(value)])),
    status: document.status,
    unsubscribedFrom: [...document.unsubscribedFrom],
    consent: toConsent(document.consent ?? {}),
    lastActiveAt: document.lastActiveAt?.toISOString() ?? null,
    lastLoginAt: document.lastLoginAt?.toISOString() ?? null,
    createdAt: document.createdAt.toISOString(),
    deactivatedAt: document.deactivatedAt?.toISOString() ?? null,
    deactivationReason: document.deactivationReason,
  };
}

export function toStoredAttribute(value: AttributeValue): string | number | boolean | Date {
  return typeof value === 'object' ? new Date(value.date) : value;
}

function toAttribute(value: string | number | boolean | Date): AttributeValue {
  return value instanceof Date ? { date: value.toISOString() } : value;
}

function toConsent(consent: UserDocument['consent']): Consent[] {
  return Object.entries(consent).map(([category, { wanted, at, source }]) => ({ category, wanted, at: at.toISOString(), source }));
}

function latest(...instants: (Date | null)[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant?.getTime() ?? 0)));
}
