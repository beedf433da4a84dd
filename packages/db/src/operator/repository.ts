import { OperatorId, type Clock, type Operator, type OperatorRole, type Page } from '@carillon/domain';
import { isDuplicateKey } from '../connection.ts';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import { createAdminRoster } from './admin-roster.ts';
import type { OperatorDocument, OperatorModels } from './model.ts';

export interface NewOperator {
  id: OperatorId;
  email: string;
  name: string;
  role: OperatorRole;
  passwordHash: string | null;
}

export interface OperatorChange {
  name?: string | undefined;
  role?: OperatorRole | undefined;
  disabled?: boolean | undefined;
  passwordHash?: string | undefined;
}

/** An operator with what signing in is checked against. Never leaves the API process. */
export interface OperatorAccount {
  operator: Operator;
  passwordHash: string | null;
  sessionVersion: number;
  endedSessionIds: readonly string[];
}

export type OperatorUpdate = { kind: 'updated'; operator: Operator } | { kind: 'not-found' } | { kind: 'last-admin' } | { kind: 'changed-meanwhile' };

export type OperatorRepository = ReturnType<typeof createOperatorRepository>;

export function createOperatorRepository({ models, clock }: { models: OperatorModels; clock: Clock }) {
  const { operators } = models;
  const admins = createAdminRoster(models.roster);

  return {
    /** Null when somebody has this e-mail address already. */
    async insert(operator: NewOperator): Promise<Operator | null> {
      const { id, ...fields } = operator;
      const document: OperatorDocument = {
        _id: id,
        ...fields,
        email: operator.email.toLowerCase(),
        disabled: false,
        sessionVersion: 1,
        endedSessions: [],
        revision: 1,
        createdAt: clock.now(),
        lastSignInAt: null,
      };
      try {
        await operators.insertOne(document);
      } catch (error) {
        if (isDuplicateKey(error)) return null;
        throw error;
      }
      if (isActiveAdmin(document)) await admins.enter(id);
      return toOperator(document);
    },

    async findAccount(by: { id: string } | { email: string }): Promise<OperatorAccount | null> {
      const document = await operators.findOne('id' in by ? { _id: by.id } : { email: by.email.toLowerCase() }).lean<OperatorDocument>();
      return document === null ? null : toAccount(document);
    },

    /** Those that there are, in one query. */
    async findAccounts(ids: readonly string[]): Promise<OperatorAccount[]> {
      if (ids.length === 0) return [];
      const documents = await operators.find({ _id: { $in: [...ids] } }).lean<OperatorDocument[]>();
      return documents.map(toAccount);
    },

    async isEmpty(): Promise<boolean> {
      return (await operators.findOne({}, { _id: 1 }).lean()) === null;
    },

    /** Newest first. */
    async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<Operator>> {
      const filter = page.cursor === undefined ? {} : behind('createdAt', decodeCursor(page.cursor));
      const rows = await operators.find(filter).sort({ createdAt: -1, _id: -1 }).limit(page.limit + 1).lean<OperatorDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toOperator);
    },

    /** Another role, password or state ends every session; the last admin who can sign in stays one. */
    async update(id: string, change: OperatorChange): Promise<OperatorUpdate> {
      const before = await operators.findById(id).lean<OperatorDocument>();
      if (before === null) return { kind: 'not-found' };
      const after = {
        name: change.name ?? before.name,
        role: change.role ?? before.role,
        disabled: change.disabled ?? before.disabled,
        passwordHash: change.passwordHash ?? before.passwordHash,
      };
      if (isActiveAdmin(before) && !isActiveAdmin(after) && !(await admins.leave(id))) return { kind: 'last-admin' };
      const endsSessions = after.role !== before.role || after.disabled !== before.disabled || after.passwordHash !== before.passwordHash;
      const document = await operators
        .findOneAndUpdate(
          { _id: id, revision: before.revision },
          { $set: { ...after, ...(endsSessions ? { endedSessions: [] } : {}) }, $inc: { revision: 1, sessionVersion: endsSessions ? 1 : 0 } },
          { returnDocument: 'after' },
        )
        .lean<OperatorDocument>();
      if (document === null) return { kind: 'changed-meanwhile' };
      if (isActiveAdmin(document)) await admins.enter(id);
      return { kind: 'updated', operator: toOperator(document) };
    },

    /** Ends every session. Null, and nothing is done, when they were ended since the account was read under this version. */
    async changePassword(id: string, { passwordHash, sessionVersion }: { passwordHash: string; sessionVersion: number }): Promise<OperatorAccount | null> {
      const document = await operators
        .findOneAndUpdate({ _id: id, sessionVersion, disabled: false }, { $set: { passwordHash, endedSessions: [] }, $inc: { revision: 1, sessionVersion: 1 } }, { returnDocument: 'after' })
        .lean<OperatorDocument>();
      return document === null ? null : toAccount(document);
    },

    async markSignedIn(id: string): Promise<void> {
      await operators.updateOne({ _id: id }, { $set: { lastSignInAt: clock.now() } });
    },

    /** Ends one session before it runs out, and forgets those that have run out by now. */
    async endSession(id: string, session: { id: string; expiresAt: Date }): Promise<void> {
      await operators.updateOne({ _id: id }, { $pull: { endedSessions: { expiresAt: { $lt: clock.now() } } } });
      await operators.updateOne({ _id: id }, { $addToSet: { endedSessions: session } });
    },
  };
}

function isActiveAdmin(operator: Pick<OperatorDocument, 'role' | 'disabled'>): boolean {
  return operator.role === 'admin' && !operator.disabled;
}

function toAccount(document: OperatorDocument): OperatorAccount {
  return {
    operator: toOperator(document),
    passwordHash: document.passwordHash,
    sessionVersion: document.sessionVersion,
    endedSessionIds: document.endedSessions.map((session) => session.id),
  };
}

function toOperator(document: OperatorDocument): Operator {
  return {
    id: OperatorId.parse(document._id),
    email: document.email,
    name: document.name,
    role: document.role,
    disabled: document.disabled,
    createdAt: document.createdAt.toISOString(),
    lastSignInAt: document.lastSignInAt?.toISOString() ?? null,
  };
}
