import { readFile } from 'node:fs/promises';
import { z } from 'zod';

/** A message that somebody outside of the product has taken: a mail server, or a vendor. */
export interface Taken {
  at: number;
  /** The mail's Message-ID, or the vendor's reference for it. */
  key: string;
  to: string;
}

const Mail = z.object({ at: z.number(), event: z.literal('taken'), messageId: z.string(), to: z.string() });
const VendorEntry = z.object({ taken: z.object({ reference: z.string(), to: z.string(), takenAtMs: z.number() }) });

/** What was taken so far, by the records that mail server and vendor keep on disk; never by the product's word. */
export async function readWitness(files: { mail: string; vendor: string }): Promise<Taken[]> {
  const [mail, vendor] = await Promise.all([readLines(files.mail), readLines(files.vendor)]);
  return [
    ...mail.flatMap((line) => Mail.safeParse(line).data ?? []).map(({ at, messageId, to }) => ({ at, key: messageId, to })),
    ...vendor.flatMap((line) => VendorEntry.safeParse(line).data ?? []).map(({ taken }) => ({ at: taken.takenAtMs, key: taken.reference, to: taken.to })),
  ];
}

/** Of a file that is still being written to, or is not there yet; its last line may be half a line. */
async function readLines(file: string): Promise<unknown[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return text.split('\n').slice(0, -1).flatMap((line) => {
    try {
      return [JSON.parse(line) as unknown];
    } catch {
      return [];
    }
  });
}
