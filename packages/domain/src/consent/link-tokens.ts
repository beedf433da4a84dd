import { z } from 'zod';
import { fromBase64Url, toBase64Url } from '../base64-url.ts';

/** Signs texts with a secret key. `verify` takes constant time for a given length. */
export interface LinkSigner {
  /** URL-safe, without padding. */
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}

const Id = z.string().min(1).max(64);
const IssuedAt = z.int().min(0).describe('Seconds since 1970');

/**
 * What a link can mean, each a list of its parts in order. They are ids that mean nothing elsewhere: no name and no address
 * stands in a link, as links end up in logs of proxies.
 */
const meanings = {
  /** The recipient may say what they want; `category` is what the message was. */
  u: z.tuple([Id, Id, Id]).transform(([userId, category, logId]) => ({ kind: 'preferences' as const, userId, category, logId })),
  /** The picture that tells of an opened message. */
  o: z.tuple([Id, Id, Id, IssuedAt]).transform(([logId, campaignId, userId, issuedAt]) => ({ kind: 'open' as const, logId, campaignId, userId, issuedAt: new Date(issuedAt * 1_000) })),
  /** A link of the message, and where it leads. */
  c: z
    .tuple([Id, Id, Id, IssuedAt, z.int().min(1), z.url({ protocol: /^https?$/ })])
    .transform(([logId, campaignId, userId, issuedAt, link, target]) => ({ kind: 'click' as const, logId, campaignId, userId, issuedAt: new Date(issuedAt * 1_000), link, target })),
};
type Letter = keyof typeof meanings;
export type PreferencesClaim = z.output<typeof meanings.u>;
export type OpenClaim = z.output<typeof meanings.o>;
export type ClickClaim = z.output<typeof meanings.c>;
export type TrackedLog = Pick<OpenClaim, 'logId' | 'campaignId' | 'userId' | 'issuedAt'>;

/** The form of links: raised when it changes. Older forms stay readable, as links in mails are never taken back. */
const VERSION = '1';
const MAX_LENGTH = 8_000;

/**
 * Makes and reads the signed part of links in mails: `1u.<what it means, base64url>.<signature>`. They never expire: an
 * unsubscribe link has to work however late it is used (RFC 8058 sets no end, CAN-SPAM asks for 30 days at least).
 */
export function createLinkTokens(signer: LinkSigner) {
  function seal(letter: Letter, parts: readonly (string | number)[]): string {
    const signed = `${VERSION}${letter}.${toBase64Url(JSON.stringify(parts))}`;
    return `${signed}.${signer.sign(signed)}`;
  }

  /** What stands in the token; undefined for whatever we did not sign, or signed for something else. */
  function open(letter: Letter, token: string): unknown {
    const [, signed = '', payload = '', signature = ''] = (token.length <= MAX_LENGTH && /^((?:1[uoc])\.([\w-]+))\.([\w-]+)$/.exec(token)) || [];
    return signed.startsWith(`${VERSION}${letter}.`) && signer.verify(signed, signature) ? JSON.parse(fromBase64Url(payload)) : undefined;
  }

  return {
    preferences: ({ userId, category, logId }: Omit<PreferencesClaim, 'kind'>) => seal('u', [userId, category, logId]),
    open: (log: TrackedLog) => seal('o', partsOf(log)),
    click: (log: TrackedLog, link: number, target: string) => seal('c', [...partsOf(log), link, target]),
    /** Each of the readers answers null for what we did not sign, or signed for something else. */
    readPreferences: (token: string): PreferencesClaim | null => meanings.u.safeParse(open('u', token)).data ?? null,
    readOpen: (token: string): OpenClaim | null => meanings.o.safeParse(open('o', token)).data ?? null,
    readClick: (token: string): ClickClaim | null => meanings.c.safeParse(open('c', token)).data ?? null,
  };
}
export type LinkTokens = ReturnType<typeof createLinkTokens>;

function partsOf({ logId, campaignId, userId, issuedAt }: TrackedLog) {
  return [logId, campaignId, userId, Math.floor(issuedAt.getTime() / 1_000)];
}
