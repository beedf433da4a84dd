import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Hashes } from './snapshot.ts';

const Page = z.object({ items: z.array(z.unknown()), nextCursor: z.string().nullable() });

/** A hash of each table, as the service lists it: every column of a row is in its answer. */
export async function readSqlService(url: string, token: () => string): Promise<Hashes> {
  const table = async (name: string) => {
    const hash = createHash('sha256');
    for (let cursor: string | null = ''; cursor !== null; ) {
      const response = await fetch(`${url}/${name}?limit=200${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, { headers: { authorization: `Bearer ${token()}` } });
      const page: z.infer<typeof Page> = Page.parse(await response.json());
      hash.update(JSON.stringify(page.items));
      cursor = page.nextCursor;
    }
    return [`table ${name}`, hash.digest('hex')] as const;
  };
  return Object.fromEntries(await Promise.all([table('payments'), table('verifications')]));
}
