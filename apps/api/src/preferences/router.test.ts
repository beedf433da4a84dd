import { User, type PreferencesClaim } from '@carillon/domain';
import request from 'supertest';
import { expect, it } from 'vitest';
import { createTestApp } from '../testing/create-test-app.ts';
import { silentUser } from '../testing/start-data-service.ts';
import { createPreferencesRouter } from './router.ts';

const ignore = () => undefined;
const user = User.parse(silentUser);

/** The page over a user service that is there, and a log of campaigns that is away. */
function openPage() {
  const decisions: unknown[] = [];
  const claim: PreferencesClaim = { kind: 'preferences', userId: silentUser.id, category: 'payments', logId: 'ntf_1' };
  const routes = createPreferencesRouter({
    mongo: {
      getUser: async () => user,
      recordConsent: async ({ body }) => {
        decisions.push(body);
        return { ...user, unsubscribedFrom: [body.category] };
      },
    },
    linkTokens: { readPreferences: () => claim },
    linkLimit: { mayUse: async () => ({ allowed: true, resetSeconds: 0 }), refuse: () => Promise.reject(new Error('not asked')) },
    campaigns: { listCategories: () => Promise.reject(new Error('away')) },
    queue: { enqueue: async () => undefined },
    clock: { now: () => new Date('2026-06-15T12:00:00Z') },
    logger: { info: ignore, warn: ignore },
    senderName: 'Ada',
  });
  return { decisions, post: (form: string) => request(createTestApp({ routes })).post('/u/token').type('form').send(form) };
}

it.each(['List-Unsubscribe=One-Click', 'action=unsubscribe', 'action=unsubscribe-all'])('who unsubscribes is heard though the campaigns can not be read: %s', async (form) => {
  const { decisions, post } = openPage();
  expect((await post(form)).status).toBe(200);
  expect(decisions).toMatchObject([{ wanted: false }]);
});

it('who chooses among categories that can not be read is told so, and nothing is changed', async () => {
  const { decisions, post } = openPage();
  expect((await post('action=save&category=payments')).status).toBeGreaterThanOrEqual(500);
  expect(decisions).toEqual([]);
});
