import type { UserDocument, UserModel } from './model.ts';
import { keysOf } from './to-document.ts';

const BATCH = 500;

/** Gives users who were stored before addresses had an order what is looked up and sorted by. Costs one look when there are none. */
export async function completeOlderUsers(model: UserModel): Promise<void> {
  for (;;) {
    const rows = await model.find({ emailKey: null }, { name: 1, email: 1 }).limit(BATCH).lean<Pick<UserDocument, '_id' | 'name' | 'email'>[]>();
    if (rows.length === 0) return;
    const writes = rows.map((row) => {
      const missing = { phone: null, externalId: null, tags: [], attributes: {}, consent: {}, sentCampaigns: [], openedCampaigns: [], clickedCampaigns: [] };
      return { updateOne: { filter: { _id: row._id, emailKey: null }, update: { $set: { ...missing, ...keysOf({ ...row, phone: null, externalId: null }) } } } };
    });
    await model.bulkWrite(writes, { ordered: false });
  }
}
