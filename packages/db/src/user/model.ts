import { UserStatus } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';

/** A person we send to. */
export interface UserDocument {
  _id: string;
  name: string;
  email: string;
  /** Addresses as they are compared and sorted; '' without one, so that every user has a place in the order. */
  emailKey: string;
  phone: string | null;
  phoneKey: string;
  externalId: string | null;
  tags: string[];
  /** By key: text, numbers, booleans and dates as such, so that the database compares them by type. */
  attributes: Record<string, string | number | boolean | Date>;
  timeZone: string;
  locale: string;
  status: UserStatus;
  unsubscribedFrom: string[];
  /** By category: the latest decision. `unsubscribedFrom` has those that are not wanted. */
  consent: Record<string, { wanted: boolean; at: Date; source: string }>;
  /** Ids of the campaigns that reached the user, or that the user opened or clicked in. */
  sentCampaigns: string[];
  openedCampaigns: string[];
  clickedCampaigns: string[];
  /** Lower-case words of name, addresses and ids, for the search box. */
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
      emailKey: { type: String, required: true },
      phone: { type: String, default: null },
      phoneKey: { type: String, default: '' },
      externalId: { type: String, default: null },
      tags: { type: [String], required: true },
      attributes: { type: Schema.Types.Mixed, required: true },
      timeZone: { type: String, required: true },
      locale: { type: String, required: true },
      status: { type: String, enum: UserStatus.options, required: true },
      unsubscribedFrom: { type: [String], required: true },
      consent: { type: Schema.Types.Mixed, required: true },
      sentCampaigns: { type: [String], required: true },
      openedCampaigns: { type: [String], required: true },
      clickedCampaigns: { type: [String], required: true },
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
  schema.index({ tags: 1, createdAt: -1, _id: -1 }, { name: 'by-tag' });
  // Audiences are read in the order of their addresses, so that those who share one stand side by side.
  schema.index({ emailKey: 1, _id: 1 }, { name: 'by-email' });
  schema.index({ phoneKey: 1, _id: 1 }, { name: 'by-phone' });
  schema.index({ externalId: 1 }, { name: 'external-id', unique: true, partialFilterExpression: { externalId: { $type: 'string' } } });
  schema.index({ sentCampaigns: 1 }, { name: 'sent-campaigns' });
  schema.index({ openedCampaigns: 1 }, { name: 'opened-campaigns' });
  schema.index({ clickedCampaigns: 1 }, { name: 'clicked-campaigns' });
  return connection.model('User', schema);
}
export type UserModel = ReturnType<typeof userModel>;
