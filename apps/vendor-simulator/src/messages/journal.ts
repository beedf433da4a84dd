import { createReadStream } from 'node:fs';
import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { groupCalls, parseJson } from '@carillon/domain';
import { z } from 'zod';

/** What a vendor says of a message that it took. */
export const ReportedStatus = z.enum(['SENT', 'FAILED', 'BOUNCED', 'COMPLAINED']);
export type ReportedStatus = z.infer<typeof ReportedStatus>;

/** A message that was taken, with all that will become of it. */
export const TakenMessage = z.object({
  id: z.string(),
  account: z.string(),
  key: z.string(),
  reference: z.string(),
  to: z.string(),
  takenAtMs: z.number(),
  history: z.array(z.object({ afterMs: z.number(), status: ReportedStatus, reason: z.string().nullable() })),
  callbacks: z.array(z.object({ event: z.number(), afterMs: z.number(), status: ReportedStatus, reason: z.string().nullable(), forged: z.boolean() })),
});
export type TakenMessage = z.infer<typeof TakenMessage>;

/** Milliseconds since it was taken. By a clock that was ahead and was set back, all that was to come has: nobody is kept waiting for the time between. */
export function ageOf({ takenAtMs }: Pick<TakenMessage, 'takenAtMs'>, now: Date): number {
  return takenAtMs > now.getTime() ? Infinity : now.getTime() - takenAtMs;
}

const Entry = z.union([z.object({ taken: TakenMessage }), z.object({ called: z.tuple([z.string(), z.number()]) })]);
export type JournalEntry = z.infer<typeof Entry>;

/** How many entries go to the disk at once at most. */
const MOST_TOGETHER = 1_000;

/**
 * What must survive the end of the process, one JSON document per line. Two files take turns: when the newer one has
 * `entriesPerFile`, the older one is given up, so that neither disk nor memory grows without end.
 */
export async function openJournal(directory: string, entriesPerFile: number, onTurn: () => void) {
  await mkdir(directory, { recursive: true });
  const files = { newer: join(directory, 'messages.jsonl'), older: join(directory, 'messages.older.jsonl') };
  let written = 0;
  let file = await openAtLineStart(files.newer);

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
    file = await openAtLineStart(files.newer);
    written = 0;
    onTurn();
  }

  const append = groupCalls<string, undefined>({
    most: MOST_TOGETHER,
    async run(lines) {
      if (written >= entriesPerFile) await turn();
      await appendAll(file, lines);
      written += lines.length;
      return lines.map(() => undefined);
    },
  });
  let last: Promise<unknown> = Promise.resolve();

  return {
    readAll,
    /** Resolves when the entry outlives this process. */
    write(entry: JournalEntry): Promise<void> {
      const done = append(JSON.stringify(entry));
      last = done.catch(() => undefined);
      return done;
    },
    /** Waits for what is being written: entries are written in their order. */
    async close(): Promise<void> {
      await last;
      await file.close();
    },
  };
}
export type Journal = Awaited<ReturnType<typeof openJournal>>;

/** What a crash has cut off must not swallow the line that comes next. */
async function openAtLineStart(name: string): Promise<FileHandle> {
  const file = await open(name, 'a+');
  const { size } = await file.stat();
  const last = size === 0 ? '\n' : (await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer.toString();
  if (last !== '\n') await file.appendFile('\n');
  return file;
}

interface LogFile {
  stat(): Promise<{ size: number }>;
  appendFile(text: string): Promise<void>;
  truncate(size: number): Promise<void>;
}

/** All of them or none: of what a full disk had room for, nobody was told that it is taken. */
export async function appendAll(file: LogFile, lines: readonly string[]): Promise<void> {
  const { size } = await file.stat();
  try {
    await file.appendFile(`${lines.join('\n')}\n`);
  } catch (error) {
    await file.truncate(size);
    throw error;
  }
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
