import type { Readable } from 'node:stream';
import { CarillonError, Category, type PreferencesClaim } from '@carillon/domain';
import { readBytes } from '@carillon/http';
import { z } from 'zod';

/** What a form of the page, or a mail program, asks for. */
export const PreferencesForm = z.discriminatedUnion('action', [
  z.object({ action: z.literal('one-click') }),
  z.object({ action: z.literal('unsubscribe') }),
  z.object({ action: z.literal('unsubscribe-all') }),
  z.object({ action: z.enum(['save', 'undo']), categories: z.array(Category).max(200) }),
]);
export type PreferencesForm = z.infer<typeof PreferencesForm>;

/** Where a consent says that it comes from: the message whose link was followed, and whether the page was seen. */
export function consentSource({ action }: PreferencesForm, { logId }: PreferencesClaim): string {
  return `${action === 'one-click' ? 'one-click' : 'preferences'}:${logId}`;
}

export const formContentType = 'application/x-www-form-urlencoded';
/** RFC 8058 (3.1) lets mail programs choose between the two. */
export const otherFormContentTypes = ['multipart/form-data'] as const;
const MAX_BYTES = 32 * 1_024;

/** Reads a form of either kind. Throws CarillonError: `payload-too-large`, `invalid-request` for what is no form, `validation-failed`. */
export async function readForm(body: Readable, contentType: string): Promise<PreferencesForm> {
  const form = await parseForm(await readBytes(body, MAX_BYTES), contentType);
  const text = (name: string) => form.getAll(name).filter((value) => typeof value === 'string');
  // The very field of RFC 8058: what else a mail program may add changes nothing.
  if (text('List-Unsubscribe').includes('One-Click')) return { action: 'one-click' };
  const parsed = PreferencesForm.safeParse({ action: text('action')[0], categories: text('category') });
  if (parsed.success) return parsed.data;
  throw new CarillonError('validation-failed', 'The form does not say what to do: send List-Unsubscribe=One-Click, or use the page.', { cause: parsed.error });
}

async function parseForm(bytes: Buffer<ArrayBuffer>, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    throw new CarillonError('invalid-request', 'The body is not the form that its content type promises.', { cause: error });
  }
}
