import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { connectDatabase, createUserRepository, userModel } from '@carillon/db';
import { Campaign, CampaignWithStats, UserId, type ChannelName } from '@carillon/domain';
import { findFreePort } from '@carillon/testing';
import { WORKER_NODE_OPTIONS } from '../../e2e/guarantees/start-product.ts';
import { compareWholeLog, type LogPace } from './compare-whole-log.ts';
import type { Services } from './services.ts';
import { startChild, type Child } from './start-child.ts';

const LOOK_AGAIN_MS = 100;
const AT_ONCE = 1_000;

/** The product with so many customers and one worker whose providers only count. */
export interface CampaignStage {
  worker: Child;
  /** Mail leaves as fast as it is handed over, messages to the vendor ten a second. */
  launch(channel: ChannelName): Promise<string>;
  steer(id: string, action: 'pause' | 'resume'): Promise<void>;
  /** Launches one to everybody; resolves to the recipients a second, from the request until each of them has a final row. */
  measure(): Promise<number>;
  /** Reads the whole log of the campaign that was measured last, and throws when it is not what it should be. */
  compareLog(): Promise<LogPace>;
  close(): Promise<void>;
}

export async function stageCampaigns({ startProduct, tell }: Services, customers: number): Promise<CampaignStage> {
  // Nobody listens there: the worker's own providers stand in for it.
  const vendor = { name: 'throttled', url: 'http://127.0.0.1:9', secret: `whsec_${randomBytes(32).toString('base64')}`, ratePerSecond: 10 };
  const product = await startProduct({ RATE_LIMIT_PER_MINUTE: '100000000', SEND_TIMEOUT_MS: '30000', VENDORS: JSON.stringify([vendor]) });
  tell(`Bringing ${customers} customers …`);
  await bringCustomers(product.mongodbUri, customers);
  await product.startScheduler();
  const worker = await startChild('./counting-worker.ts', [], { ...product.environment, WORKER_METRICS_PORT: String(await findFreePort()), NODE_OPTIONS: WORKER_NODE_OPTIONS });
  const read = async (id: string) => CampaignWithStats.parse((await product.call('GET', `/api/v1/campaigns/${id}`)).body);
  const succeed = async (path: string, body: object) => {
    const answer = await product.call('POST', path, { body });
    if (answer.status >= 300) throw new Error(`POST ${path} was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };

  await succeed('/api/v1/templates', { name: 'news', subject: 'News for {{ name }}', html: '<p>Hello {{ name }}, there is news from {{ attributes.city }}.</p>' });

  let measured = '';
  async function launch(channel: ChannelName): Promise<string> {
    const { id } = Campaign.parse(await succeed('/api/v1/campaigns', { name: 'News', template: 'news', channel, pauseAtBounceRate: null }));
    await succeed(`/api/v1/campaigns/${id}/launch`, {});
    return id;
  }

  return {
    worker,
    launch,
    steer: async (id, action) => void (await succeed(`/api/v1/campaigns/${id}/${action}`, {})),
    async measure() {
      const startedAt = performance.now();
      const id = await launch('email');
      measured = id;
      while ((await read(id)).campaign.status !== 'finished') await wait(LOOK_AGAIN_MS);
      const seconds = (performance.now() - startedAt) / 1_000;
      const { counts } = (await read(id)).stats;
      if (counts.sent !== customers) throw new Error(`${customers} were to be reached, and the campaign counts ${JSON.stringify(counts)}`);
      return customers / seconds;
    },
    compareLog: () => compareWholeLog(product, measured, new Set(Array.from({ length: customers }, (_, index) => userIdOf(index)))),
    async close() {
      await worker.stop();
      await product.stop();
    },
  };
}

async function bringCustomers(mongodbUri: string, count: number): Promise<void> {
  const database = await connectDatabase({ uri: mongodbUri });
  const users = createUserRepository({ model: userModel(database.connection) });
  const now = new Date();
  for (let first = 0; first < count; first += AT_ONCE) {
    const page = Array.from({ length: Math.min(AT_ONCE, count - first) }, (_, index) => {
      const id = userIdOf(first + index);
      return { id, name: `User ${first + index}`, email: `${id}@example.com`, phone: `+4930${String(first + index).padStart(8, '0')}`, tags: [], attributes: { city: 'Berlin' }, unsubscribedFrom: [], lastActiveAt: null, lastLoginAt: null, createdAt: now };
    });
    await users.upsertMany(page, { now, source: 'bench', newId: (identity) => UserId.parse(identity) });
  }
  await database.close();
}

function userIdOf(index: number): UserId {
  return UserId.parse(`u${String(index).padStart(7, '0')}`);
}
