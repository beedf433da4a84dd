import { ApiKeyScope, type Requester } from '@carillon/domain';
import { Schema, type Connection } from 'mongoose';
import { requester } from '../subdocuments.ts';

/** A key of a REST client. The key itself is not kept, only what recognises it. */
export interface ApiKeyDocument {
  _id: string;
  name: string;
  hint: string;
  scopes: ApiKeyScope[];
  /** SHA-256 of the key's secret part, in hex. */
  secretHash: string;
  createdBy: Requester;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

export function apiKeyModel(connection: Connection) {
  const schema = new Schema<ApiKeyDocument>(
    {
      _id: { type: String, required: true },
      name: { type: String, required: true },
      hint: { type: String, required: true },
      scopes: { type: [{ type: String, enum: ApiKeyScope.options }], required: true },
      secretHash: { type: String, required: true },
      createdBy: { type: requester, required: true },
      createdAt: { type: Date, required: true },
      lastUsedAt: { type: Date, default: null },
      expiresAt: { type: Date, default: null },
      revokedAt: { type: Date, default: null },
    },
    { collection: 'apikeys', versionKey: false, minimize: false },
  );
  schema.index({ createdAt: -1, _id: -1 }, { name: 'newest' });
  return connection.model('ApiKey', schema);
}
export type ApiKeyModel = ReturnType<typeof apiKeyModel>;
