import { OperatorRole } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { subdocument } from '../subdocuments.ts';

/** A person who signs in to the dashboard. */
export interface OperatorDocument {
  _id: string;
  /** Lower case; unique. */
  email: string;
  name: string;
  role: OperatorRole;
  disabled: boolean;
  /** argon2id, in PHC string format; null: this operator has no password and signs in by dev login only. */
  passwordHash: string | null;
  /** Sessions carry the version they were made under; a newer one here ends them all. */
  sessionVersion: number;
  /** Sessions that were signed out of before they ran out. */
  endedSessions: { id: string; expiresAt: Date }[];
  /** Counts changes: what an update is compared with. */
  revision: number;
  createdAt: Date;
  lastSignInAt: Date | null;
}

/** One document that names the admins who can sign in: the last of them can be kept by a compare-and-set on it. */
export interface AdminRosterDocument {
  _id: 'admins';
  operatorIds: string[];
}

export function operatorModels(connection: Connection) {
  const operator = new Schema<OperatorDocument>(
    {
      _id: { type: String, required: true },
      email: { type: String, required: true },
      name: { type: String, required: true },
      role: { type: String, enum: OperatorRole.options, required: true },
      disabled: { type: Boolean, required: true },
      passwordHash: { type: String, default: null },
      sessionVersion: { type: Number, required: true },
      endedSessions: { type: [new Schema({ id: String, expiresAt: Date }, subdocument)], required: true },
      revision: { type: Number, required: true },
      createdAt: { type: Date, required: true },
      lastSignInAt: { type: Date, default: null },
    },
    { collection: 'operators', versionKey: false, minimize: false },
  );
  operator.index({ email: 1 }, { unique: true, name: 'email' });
  operator.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  const roster = new Schema<AdminRosterDocument>(
    { _id: { type: String, required: true }, operatorIds: { type: [String], required: true } },
    { collection: 'adminrosters', versionKey: false, minimize: false },
  );
  return { operators: connection.model('Operator', operator), roster: connection.model('AdminRoster', roster) };
}
export type OperatorModels = ReturnType<typeof operatorModels>;
