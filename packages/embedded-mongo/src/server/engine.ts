import type { Catalog } from '../storage/catalog.ts';
import type { DocumentWriter } from '../storage/document-writer.ts';
import type { Store } from '../storage/store.ts';
import type { CursorRegistry } from './cursor-registry.ts';

export interface LogEvent {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly message: string;
  readonly [field: string]: unknown;
}
export type Log = (event: LogEvent) => void;

/** What every command works with. */
export interface Engine {
  readonly store: Store;
  readonly catalog: Catalog;
  readonly documents: DocumentWriter;
  readonly cursors: CursorRegistry;
  readonly log: Log;
  readonly now: () => Date;
  readonly startedAt: Date;
  readonly directory: string;
  readonly requiresAuth: boolean;
  readonly credentials: { readonly username: string; readonly password: string } | undefined;
  readonly openConnections: () => number;
  readonly counters: { opened: number; insert: number; query: number; update: number; delete: number; getmore: number; command: number };
}
