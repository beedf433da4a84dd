import type { Encodable } from '../bson/encode-document.ts';
import type { Document } from '../bson/values.ts';
import type { Engine } from '../server/engine.ts';
import type { ConnectionState } from '../server/connection-state.ts';

/** One request as a command sees it. */
export interface Request {
  readonly name: string;
  readonly database: string;
  readonly body: Document;
  /** Document sequences of the message, as validated BSON. */
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly connection: ConnectionState;
  /** Throws 50 once the request's maxTimeMS is over, and 11601 once nobody waits for the answer. */
  readonly checkTime: () => void;
}

export type Reply = Readonly<Record<string, Encodable>>;

/** A command of the wire protocol. `ok: 1` is added to its reply. */
export interface Command {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly group: 'documents' | 'indexes' | 'collections' | 'server';
  /** One line for the README's table. */
  readonly summary: string;
  /** May be run before authentication. */
  readonly open?: boolean;
  run(engine: Engine, request: Request): Promise<Reply> | Reply;
}
