import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { InboxSummary, type ListInboxQuery, type Page } from '@carillon/domain';
import type { Logger } from '@carillon/observability';

export interface StoredMessage {
  summary: InboxSummary;
  raw: Buffer;
}

export interface Mailbox {
  /** Resolves when the message is on disk for good. */
  add(message: StoredMessage): Promise<void>;
  list(query: ListInboxQuery): Page<InboxSummary>;
  /** Null when there is no such message (any more). */
  read(id: string): Promise<StoredMessage | null>;
  size(): number;
  /** Calls back with every message added from now on; the answer ends it. */
  subscribe(listener: (summary: InboxSummary) => void): () => void;
}

const SUFFIX = '.mail';

/**
 * The newest `capacity` messages, one file each: a line of JSON with the summary, then the message as it came. What can
 * not be read is left alone and reported once, it never hides the others.
 */
export async function openMailbox(options: { directory: string; capacity: number; logger: Logger }): Promise<Mailbox> {
  const { directory, capacity, logger } = options;
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const fileOf = (id: string) => join(directory, `${id}${SUFFIX}`);
  const listeners = new Set<(summary: InboxSummary) => void>();
  /** Newest first; ids sort by time. */
  const summaries = await loadSummaries(directory, logger);

  const prune = () => Promise.all(summaries.splice(capacity).map((summary) => rm(fileOf(summary.id), { force: true })));
  await prune();

  return {
    add: async ({ summary, raw }) => {
      await writeDurably(directory, fileOf(summary.id), Buffer.concat([Buffer.from(`${JSON.stringify(summary)}\n`), raw]));
      const index = summaries.findIndex((other) => other.id < summary.id);
      summaries.splice(index === -1 ? summaries.length : index, 0, summary);
      await prune();
      for (const listener of listeners) listener(summary);
    },
    list: ({ limit, cursor, to, search }) => {
      const matching = summaries.filter(
        (summary) =>
          (cursor === undefined || summary.id < cursor) &&
          (to === undefined || summary.to.some((address) => contains(address, to))) &&
          (search === undefined || contains(summary.subject, search)),
      );
      const items = matching.slice(0, limit);
      return { items, nextCursor: matching.length > limit ? (items.at(-1)?.id ?? null) : null };
    },
    read: async (id) => {
      if (!summaries.some((summary) => summary.id === id)) return null;
      return parseFile(await readFile(fileOf(id)).catch(() => Buffer.alloc(0)));
    },
    size: () => summaries.length,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

async function loadSummaries(directory: string, logger: Logger): Promise<InboxSummary[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(SUFFIX)).sort().reverse();
  const summaries: InboxSummary[] = [];
  for (const name of names) {
    const stored = parseFile(await readFile(join(directory, name)).catch(() => Buffer.alloc(0)));
    if (stored === null) logger.warn('mail-sandbox.unreadable-file', { file: join(directory, name) });
    else summaries.push(stored.summary);
  }
  return summaries;
}

function parseFile(content: Buffer): StoredMessage | null {
  const end = content.indexOf('\n');
  try {
    return { summary: InboxSummary.parse(JSON.parse(content.subarray(0, end).toString())), raw: content.subarray(end + 1) };
  } catch {
    return null;
  }
}

/** Written aside, flushed and renamed; then the directory is flushed too, or a power cut could still forget the name. */
async function writeDurably(directory: string, file: string, content: Buffer): Promise<void> {
  const draft = `${file}.draft`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(content);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
  const entry = await open(directory, 'r');
  try {
    await entry.sync();
  } finally {
    await entry.close();
  }
}
