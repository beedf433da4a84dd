import { createReadStream } from 'node:fs';
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const Status = z.enum(['SENT', 'FAILED', 'BOUNCED', 'COMPLAINED']);
/** A message that was taken, with all that will become of it. */
export const TakenMessage = z.object({
  id: z.string(),
  account: z.string(),
  key: z.string(),
  reference: z.string(),
  to: z.string(),
  takenAtMs: z.number(),
  history: z.array(z.object({ afterMs: z.number(), status: Status, reason: z.string().nullable() })),
  callbacks: z.array(z.object({ event: z.number(), afterMs: z.number(), status: Status, reason: z.string().nullable(), forged: z.boolean() })),
});
export type TakenMessage = z.infer<typeof TakenMessage>;

const Entry = z.union([z.object({ taken: TakenMessage }), z.object({ called: z.tuple([z.string(), z.number()]) })]);
export type JournalEntry = z.infer<typeof Entry>;

/**
 * What must survive the end of the process, one JSON document per line. Two files take turns: when the newer one has
 * `entriesPerFile`, the older one is given up, so that neither disk nor memory grows without end.
 */
export async function openJournal(directory: string, entriesPerFile: number, onTurn: () => void) {
  await mkdir(directory, { recursive: true });
  const files = { newer: join(directory, 'messages.jsonl'), older: join(directory, 'messages.older.jsonl') };
  let written = 0;
  let file = await open(files.newer, 'a');
  let waiting: { line: string; done(): void; failed(error: unknown): void }[] = [];
  let writing: Promise<void> | null = null;

  async function* readAll(): AsyncGenerator<{ entry: JournalEntry; file: 'older' | 'newer' }> {
    for (const name of ['older', 'newer'] as const) {
      for await (const entry of readEntries(files[name])) {
        if (name === 'newer') written += 1;
        yield { entry, file: name };
      }
    }
  }

  async function turn(): Promise<void> {
    await file.close();
    await rename(files.newer, files.older);
    file = await open(files.newer, 'a');
    written = 0;
    onTurn();
  }

  /** What comes while a write is under way goes with the next one. */
  async function writeWaiting(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      try {
        if (written >= entriesPerFile) await turn();
        await appendAll(file, batch.map(({ line }) => line));
        written += batch.length;
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    writing = null;
  }

  return {
    readAll,
    /** Resolves when the entry outlives this process. */
    write(entry: JournalEntry): Promise<void> {
      return new Promise((resolve, reject) => {
        waiting.push({ line: JSON.stringify(entry), done: resolve, failed: reject });
        writing ??= writeWaiting();
      });
    },
    async close(): Promise<void> {
      await writing;
      await file.close();
    },
  };
}
export type Journal = Awaited<ReturnType<typeof openJournal>>;

async function appendAll(file: FileHandle, lines: readonly string[]): Promise<void> {
  await file.appendFile(`${lines.join('\n')}\n`);
}

/** A line that was cut off by a crash is left out: it was never answered for. */
async function* readEntries(file: string): AsyncGenerator<JournalEntry> {
  const stream = createReadStream(file);
  const opened = await new Promise<boolean>((resolve) => {
    stream.once('open', () => resolve(true));
    stream.once('error', () => resolve(false));
  });
  if (!opened) return;
  for await (const line of createInterface({ input: stream })) {
    const entry = Entry.safeParse(parseJson(line));
    if (entry.success) yield entry.data;
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
