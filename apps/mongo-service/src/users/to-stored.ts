import { toStoredAttribute } from '@carillon/db';
import type { AttributeValue } from '@carillon/domain';

type StoredAttribute = ReturnType<typeof toStoredAttribute>;

/** Attributes as they are stored; null stays, as it takes one away. */
export function toStoredAttributes(attributes: Readonly<Record<string, AttributeValue>>): Record<string, StoredAttribute>;
export function toStoredAttributes(attributes: Readonly<Record<string, AttributeValue | null>>): Record<string, StoredAttribute | null>;
export function toStoredAttributes(attributes: Readonly<Record<string, AttributeValue | null>>): Record<string, StoredAttribute | null> {
  return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [key, value === null ? null : toStoredAttribute(value)]));
}

/** When a new user joined and was there, as it is stored: who does not say since when is there since now, and nobody was active before joining. */
export function toStoredInstants({ lastActiveAt, lastLoginAt, createdAt }: { lastActiveAt?: string | undefined; lastLoginAt?: string | undefined; createdAt?: string | undefined }, now: Date) {
  const signs = [lastActiveAt, lastLoginAt].flatMap((instant) => (instant === undefined ? [] : [Date.parse(instant)]));
  return {
    lastActiveAt: lastActiveAt === undefined ? null : new Date(lastActiveAt),
    lastLoginAt: lastLoginAt === undefined ? null : new Date(lastLoginAt),
    createdAt: createdAt === undefined ? new Date(Math.min(now.getTime(), ...signs)) : new Date(createdAt),
  };
}
