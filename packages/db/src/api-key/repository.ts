import { ApiKeyId, groupReads, type ApiKey, type ApiKeyScope, type Clock, type Page, type Requester } from '@carillon/domain';
import { behind, decodeCursor, toPage } from '../keyset.ts';
import type { ApiKeyDocument, ApiKeyModel } from './model.ts';

export interface NewApiKey {
  id: ApiKeyId;
  name: string;
  hint: string;
  scopes: ApiKeyScope[];
  secretHash: string;
  createdBy: Requester;
  expiresAt: Date | null;
}

export type ApiKeyRepository = ReturnType<typeof createApiKeyRepository>;

const MOST_TOGETHER = 100;

export function createApiKeyRepository({ model, clock }: { model: ApiKeyModel; clock: Clock }) {
  /** Past mongoose, which has nothing to add to what is looked for at every request. */
  const documents = model.db.collection<ApiKeyDocument>(model.collection.collectionName);
  const read = groupReads<ApiKeyDocument>({
    most: MOST_TOGETHER,
    async readMany(ids) {
      const rows = await documents.find({ _id: { $in: [...ids] } }).toArray();
      return new Map(rows.map((row) => [row._id, row]));
    },
  });

  return {
    async insert(key: NewApiKey): Promise<ApiKey> {
      const { id, ...fields } = key;
      const document: ApiKeyDocument = { _id: id, ...fields, createdAt: clock.now(), lastUsedAt: null, revokedAt: null };
      await model.insertOne(document);
      return toApiKey(document);
    },

    /** As it is now: who asks after a revocation was answered never finds a key that still holds. */
    async find(id: string): Promise<{ key: ApiKey; secretHash: string } | null> {
      const document = await read(id);
      return document === null ? null : { key: toApiKey(document), secretHash: document.secretHash };
    },

    /** Newest first, revoked ones too. */
    async list(page: { limit: number; cursor?: string | undefined }): Promise<Page<ApiKey>> {
      const filter = page.cursor === undefined ? {} : behind('createdAt', decodeCursor(page.cursor));
      const rows = await model.find(filter).sort({ createdAt: -1, _id: -1 }).limit(page.limit + 1).lean<ApiKeyDocument[]>();
      return toPage(rows, page.limit, (row) => row.createdAt, toApiKey);
    },

    /** False when there is no such key that is not revoked yet. */
    async revoke(id: string): Promise<boolean> {
      const result = await model.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: clock.now() } });
      return result.modifiedCount === 1;
    },

    async markUsed(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $set: { lastUsedAt: clock.now() } });
    },
  };
}

function toApiKey(document: ApiKeyDocument): ApiKey {
  return {
    id: ApiKeyId.parse(document._id),
    name: document.name,
    hint: document.hint,
    scopes: [...document.scopes],
    createdAt: document.createdAt.toISOString(),
    lastUsedAt: document.lastUsedAt?.toISOString() ?? null,
    expiresAt: document.expiresAt?.toISOString() ?? null,
    revokedAt: document.revokedAt?.toISOString() ?? null,
  };
}
