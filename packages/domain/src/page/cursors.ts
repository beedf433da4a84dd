import { z } from 'zod';
import { defineCursor } from './define-cursor.ts';

const LATEST_MS = 8_640_000_000_000_000;
/** Milliseconds since 1970, as far as a Date goes. */
const Instant = z.codec(z.int().min(-LATEST_MS).max(LATEST_MS), z.date(), { decode: (milliseconds) => new Date(milliseconds), encode: (instant) => instant.getTime() });

/** Of a list in the order of time: instant and id of the page's last row. */
export const timeCursor = defineCursor(z.tuple([Instant, z.string()]));

/** Of a list in the order of addresses: address and id of the page's last row. */
export const addressCursor = defineCursor(z.tuple([z.string(), z.string()]));

/**
 * Of an audience, kept for long to go on after a crash: the instant that all of it is read as of ("in the last 30 days" means
 * the same on every page), address and id of the last user that was looked at, and the address of the last recipient.
 */
export const audienceCursor = defineCursor(z.tuple([Instant, z.string(), z.string(), z.string().nullable()]));
