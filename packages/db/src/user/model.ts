import { UserStatus } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** A person we send to. */
export interface UserDocument {
  _id: string;
  name: string;
  email: string;
  timeZone: string;
  locale: string;
  status: UserStatus;
  unsubscribedFrom: string[];
  /** Lower-case words of name, address and id, for the search box. */
  terms: string[];
  lastActiveAt: Date | null;
  lastLoginAt: Date | null;
  createdAt: Date;
  /** The latest of createdAt, lastActiveAt and lastLoginAt: only moves forward, so that no order of events can spoil it. */
  silentSince: Date;
  /** The later one of createdAt and lastLoginAt. */
  awaySince: Date;
  deactivatedAt: Date | null;
  deactivationReason: string | null;
}

export function userModel(connection: Connection) {
  const schema = new Schema<UserDocument>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      email: { type: String, required: true },
      timeZone: { type: String, required: true },
      locale: { type: String, required: true },
      status: { type: String, enum: UserStatus.options, required: true },
      unsubscribedFrom: { type: [String], required: true },
      terms: { type: [String], required: true },
      lastActiveAt: { type: Date, default: null },
      lastLoginAt: { type: Date, default: null },
      createdAt: { type: Date, required: true },
      silentSince: { type: Date, required: true },
      awaySince: { type: Date, required: true },
      deactivatedAt: { type: Date, default: null },
      deactivationReason: { type: String, default: null },
    },
    { collection: 'users', versionKey: false, minimize: false },
  );
  // Each index ends in the order of the list it answers, so that a page is read from it without sorting.
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  schema.index({ status: 1, createdAt: -1, _id: -1 }, { name: 'by-status' });
  schema.index({ terms: 1, createdAt: -1, _id: -1 }, { name: 'search' });
  schema.index({ status: 1, silentSince: 1, _id: 1 }, { name: 'silent' });
  schema.index({ status: 1, awaySince: 1, _id: 1 }, { name: 'away' });
  return connection.model('User', schema);
}
export type UserModel = ReturnType<typeof userModel>;
