import { randomUUID } from 'node:crypto';
import { compileSegment, matchSegment, SegmentRule, UserId, type CampaignFacts, type User } from '@carillon/domain';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { connectDatabase, type Database } from '../connection.ts';
import { ensureIndexes } from '../ensure-indexes.ts';
import { userModel, type UserModel } from '../user/model.ts';
import { createUserRepository } from '../user/repository.ts';
import { toStoredAttribute } from '../user/to-document.ts';

const now = new Date('2026-06-15T12:00:00Z');
const DAY = 86_400_000;
const campaigns = ['cmp_0000000000000000000000000A', 'cmp_0000000000000000000000000B'] as const;
const texts = ['pro', 'Pro', 'free', 'PRO plan', '', 'a.b', 'a*b', 'Ünïcode', '$gt', '5'] as const;
/** Some right at the edges of "in the last 1, 7 or 30 days". */
const instants = [0, 1, -1, 7, -7, 30, -30, 400, -400].flatMap((days) => [0, 1, -1].map((off) => new Date(now.getTime() + days * DAY + off)));

const text = fc.constantFrom(...texts);
const instant = fc.constantFrom(...instants);
const number = fc.constantFrom(-1, 0, 1, 1.5, 5, 1e15);
const value = fc.oneof(text, number, fc.boolean(), instant.map((date) => ({ date: date.toISOString() })));
const anyOf = <Item>(...items: Item[]) => fc.subarray(items);

const person = fc.record({
  name: fc.constantFrom('Ada', 'ada b', 'Grace (Hopper)', 'A+', 'Žofie'),
  email: fc.constantFrom('Ada@Example.com', 'ada@example.com', 'grace+x@example.org'),
  phone: fc.constantFrom(null, '+4930100001', '+4930100002'),
  tags: anyOf('vip', 'beta', 'new-2026'),
  attributes: fc.record({ plan: value, seats: value, since: value }, { requiredKeys: [] }),
  lastActiveAt: fc.option(instant),
  lastLoginAt: fc.option(instant),
  createdAt: instant,
  facts: fc.record({ sent: anyOf(...campaigns), opened: anyOf(...campaigns), clicked: anyOf(...campaigns) }),
});

const attribute = fc.constantFrom('attributes.plan', 'attributes.seats', 'attributes.since', 'attributes.missing');
const ownText = fc.constantFrom('name', 'email', 'phone', 'externalId', 'locale', 'timeZone', 'status');
const ownDate = fc.constantFrom('createdAt', 'lastActiveAt', 'lastLoginAt');
const op = <Op extends string>(...ops: Op[]) => fc.constantFrom(...ops);
const compared = op('equals', 'differs');
const ordered = op('above', 'at-least', 'below', 'at-most');
const date = instant.map((at) => ({ date: at.toISOString() }));
const ownTextValue = fc.oneof(text, fc.constantFrom('Ada', 'ADA@EXAMPLE.COM', '+4930100001', 'en', 'UTC', 'active'));
const condition: fc.Arbitrary<unknown> = fc.oneof(
  fc.record({ op: compared, field: attribute, value }),
  fc.record({ op: compared, field: ownText, value: ownTextValue }),
  fc.record({ op: compared, field: ownDate, value: date }),
  fc.record({ op: ordered, field: attribute, value: fc.oneof(number, date) }),
  fc.record({ op: ordered, field: ownDate, value: date }),
  fc.record({ op: op('contains', 'starts-with'), field: fc.oneof(attribute, ownText), value: fc.constantFrom('a', 'A', 'pro', '.', '*', '(', 'ünï', '+', 'example', '$') }),
  fc.record({ op: op('in'), field: attribute, values: fc.array(value, { minLength: 1, maxLength: 3 }) }),
  fc.record({ op: op('in'), field: ownText, values: fc.array(ownTextValue, { minLength: 1, maxLength: 3 }) }),
  fc.record({ op: op('exists'), field: fc.oneof(attribute, ownText, ownDate) }),
  fc.record({ op: op('has-tag'), tag: fc.constantFrom('vip', 'beta', 'nobody-has-it') }),
  fc.record({ op: op('in-the-last', 'more-than-ago', 'in-the-next'), field: fc.oneof(attribute, ownDate), days: fc.constantFrom(1, 7, 30, 400) }),
  fc.record({ op: op('was-sent', 'opened', 'clicked'), campaignId: fc.constantFrom(...campaigns) }),
);
const { rule } = fc.letrec<{ rule: unknown }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    condition,
    fc.record({ op: op('and', 'or'), rules: fc.array(tie('rule'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ op: op('not'), rule: tie('rule') }),
  ),
}));

let database: Database;
let model: UserModel;
let people: { user: User; facts: CampaignFacts }[];

beforeAll(async () => {
  const uri = new URL(inject('mongodbUri'));
  uri.pathname = `/segments-${randomUUID()}`;
  database = await connectDatabase({ uri: uri.href });
  model = userModel(database.connection);
  await ensureIndexes(database.connection);
  const users = createUserRepository({ model });
  const given = fc.sample(person, 150);
  await users.insert(
    given.map(({ attributes, facts: _facts, ...each }, index) => ({
      id: UserId.parse(`u-${index}`), timeZone: 'UTC', locale: 'en', unsubscribedFrom: [], ...each,
      attributes: Object.fromEntries(Object.entries(attributes).map(([key, item]) => [key, toStoredAttribute(item)])),
    })),
  );
  await users.noteCampaignFacts(given.flatMap(({ facts }, index) => (['sent', 'opened', 'clicked'] as const).flatMap((fact) => facts[fact].map((campaignId) => ({ userId: `u-${index}`, campaignId, fact })))));
  people = await Promise.all(given.map(async ({ facts }, index) => ({ user: (await users.find(`u-${index}`))!, facts })));
});
afterAll(async () => {
  await database.connection.dropDatabase();
  await database.close();
});

it('a rule selects in the database exactly whom it means by its words', async () => {
  await fc.assert(
    fc.asyncProperty(rule, async (given) => {
      const parsed = SegmentRule.parse(given);
      const meant = people.filter(({ user, facts }) => matchSegment(parsed, user, facts, now)).map(({ user }) => String(user.id));
      const found = await model.find(compileSegment(parsed, now), { _id: 1 }).lean<{ _id: string }[]>();
      expect(found.map(({ _id }) => _id).toSorted()).toEqual(meant.toSorted());
    }),
    { numRuns: 300 },
  );
});
