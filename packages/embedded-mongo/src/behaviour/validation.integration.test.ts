import { Decimal128, Double, Long, type Document } from 'mongodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let db: TestServer;
const logged: string[] = [];
beforeAll(async () => {
  db = await startTestServer({ log: ({ message }) => void logged.push(message) });
});
afterAll(() => db.stop());

let collections = 0;
function validated(options: Document) {
  collections += 1;
  return db.client.db('validation').createCollection(`c${collections}`, options);
}

const adult = { $jsonSchema: { bsonType: 'object', required: ['name', 'age'], properties: { name: { bsonType: 'string', minLength: 1 }, age: { bsonType: ['int', 'long'], minimum: 18 } } } };

test.each<[string, Document, Document[], Document[]]>([
  ['types', { properties: { v: { bsonType: ['int', 'string'] } } }, [{ v: 1 }, { v: 'a' }, {}], [{ v: Long.ONE }, { v: null }]],
  ['JSON types', { properties: { v: { type: 'number' } } }, [{ v: 1 }, { v: Decimal128.fromString('1') }], [{ v: '1' }]],
  ['numbers of every type', { properties: { v: { minimum: 1, maximum: 3, exclusiveMaximum: true } } }, [{ v: Long.ONE }, { v: Decimal128.fromString('2.9') }, { v: 'text' }], [{ v: 3 }, { v: new Double(0) }]],
  ['multiples', { properties: { v: { multipleOf: Decimal128.fromString('0.1') } } }, [{ v: Decimal128.fromString('0.3') }, { v: 2 }], [{ v: Decimal128.fromString('0.25') }]],
  ['lengths in characters', { properties: { v: { minLength: 2, maxLength: 2 } } }, [{ v: 'ab' }, { v: '😀😀' }], [{ v: 'a' }, { v: 'abc' }]],
  ['patterns', { properties: { v: { pattern: '^a.c' } } }, [{ v: 'abc' }, { v: 1 }], [{ v: 'xabc' }]],
  ['enumerations', { properties: { v: { enum: [1, 'x', null] } } }, [{ v: Long.ONE }, { v: 'x' }, { v: null }], [{ v: 2 }]],
  ['lists', { properties: { v: { items: { bsonType: 'int' }, minItems: 1, maxItems: 2, uniqueItems: true } } }, [{ v: [1, 2] }], [{ v: [] }, { v: [1, 1] }, { v: ['x'] }, { v: [1, 2, 3] }]],
  ['tuples', { properties: { v: { items: [{ bsonType: 'int' }], additionalItems: false } } }, [{ v: [1] }, { v: [] }], [{ v: [1, 2] }, { v: ['x'] }]],
  ['unknown fields', { properties: { _id: {}, v: {} }, patternProperties: { '^x': { bsonType: 'int' } }, additionalProperties: false }, [{ v: 1 }, { x1: 1 }], [{ w: 1 }, { x1: 'a' }]],
  ['dependencies', { dependencies: { a: ['b'], c: { required: ['d'] } } }, [{ a: 1, b: 1 }, { c: 1, d: 1 }, { b: 1 }], [{ a: 1 }, { c: 1 }]],
  ['all, any, one and none', { allOf: [{ required: ['a'] }], anyOf: [{ required: ['b'] }, { required: ['c'] }], oneOf: [{ required: ['d'] }, { required: ['e'] }], not: { required: ['f'] } }, [{ a: 1, b: 1, d: 1 }], [{ a: 1, d: 1 }, { a: 1, b: 1, d: 1, e: 1 }, { a: 1, b: 1, d: 1, f: 1 }]],
])('$jsonSchema tells %s', async (_title, schema, valid, invalid) => {
  collections += 1;
  const collection = db.client.db('validation').collection(`c${collections}`);
  await collection.insertMany([...valid.map((document) => ({ kind: 'valid', ...document })), ...invalid.map((document) => ({ kind: 'invalid', ...document }))].map(({ kind, ...document }, n) => ({ ...document, _id: `${kind} ${n}` as never })));
  const found = await collection.find({ $jsonSchema: schema }).map(({ _id }) => String(_id).split(' ')[0]).toArray();
  expect(found).toEqual(valid.map(() => 'valid'));
});

test.each<[string, Document, number]>([
  ['an unknown keyword', { minimal: 1 }, 9], ['a reference', { $ref: '#' }, 9], ['the type integer', { type: 'integer' }, 9], ['required without a name', { required: [] }, 9],
  ['a limit that is no number', { properties: { v: { minimum: 'x' } } }, 14], ['a length below nothing', { properties: { v: { minLength: -1 } } }, 9], ['exclusiveMinimum alone', { exclusiveMinimum: true }, 9],
])('$jsonSchema refuses %s', async (_title, schema, code) => {
  expect(await failureOf(db.client.db('validation').collection('none').find({ $jsonSchema: schema }).toArray())).toMatchObject({ code });
});

test('a validator refuses inserts, updates and upserts with 121, and says which document', async () => {
  const people = await validated({ validator: adult });
  await people.insertOne({ _id: 1 as never, name: 'Ada', age: 36 });
  await expect(people.insertOne({ _id: 2 as never, name: 'Bob', age: 7 })).rejects.toMatchObject({ code: 121, errInfo: { failingDocumentId: 2, details: { operatorName: '$jsonSchema' } } });
  await expect(people.updateOne({ _id: 1 as never }, { $set: { age: 'old' } })).rejects.toMatchObject({ code: 121, errInfo: { failingDocumentId: 1 } });
  await expect(people.replaceOne({ _id: 3 as never }, { name: '' }, { upsert: true })).rejects.toMatchObject({ code: 121 });
  await expect(people.findOneAndUpdate({ _id: 1 as never }, { $unset: { name: '' } })).rejects.toMatchObject({ code: 121 });
  expect(await people.find().toArray()).toEqual([{ _id: 1, name: 'Ada', age: 36 }]);
});

test('the others of an unordered batch are kept', async () => {
  const people = await validated({ validator: { age: { $gte: 18 } } });
  const documents = [{ age: 7 }, { age: 18 }, { age: 1 }];
  await expect(people.insertMany(documents, { ordered: false })).rejects.toMatchObject({ writeErrors: [expect.objectContaining({ index: 0, code: 121 }), expect.objectContaining({ index: 2, code: 121 })] });
  expect(await people.countDocuments()).toBe(1);
});

test('validation can be bypassed, and only warn', async () => {
  const strict = await validated({ validator: { $expr: { $gt: ['$b', '$a'] } } });
  await strict.insertOne({ a: 2, b: 1 }, { bypassDocumentValidation: true });
  expect(await strict.countDocuments()).toBe(1);
  const lenient = await validated({ validator: adult, validationAction: 'warn' });
  await lenient.insertOne({ name: 'Bob' });
  expect(logged).toContain('a document fails the validation of its collection');
});

test('moderate validation lets be what was invalid before; collMod changes it, and it survives in the collection\'s options', async () => {
  const people = await validated({ validator: { age: { $exists: true } } });
  await people.insertOne({ _id: 1 as never, old: true }, { bypassDocumentValidation: true });
  await expect(people.updateOne({ _id: 1 as never }, { $set: { seen: 1 } })).rejects.toMatchObject({ code: 121 });
  await db.client.db('validation').command({ collMod: people.collectionName, validationLevel: 'moderate' });
  await people.updateOne({ _id: 1 as never }, { $set: { seen: 1 } });
  await expect(people.insertOne({})).rejects.toMatchObject({ code: 121 });
  const [described] = await db.client.db('validation').listCollections({ name: people.collectionName }).toArray();
  expect(described).toMatchObject({ options: { validator: { age: { $exists: true } }, validationLevel: 'moderate' } });
  await db.client.db('validation').command({ collMod: people.collectionName, validator: {} });
  await people.insertOne({});
  expect(await people.countDocuments()).toBe(2);
});

test.each<[string, Document, number]>([
  ['an unknown level', { validationLevel: 'some' }, 2], ['an unknown action', { validationAction: 'shout' }, 2], ['a validator that is none', { validator: 'x' }, 14], ['a validator that can\'t be meant', { validator: { a: { $near: 1 } } }, 2],
])('%s is refused when the collection is made', async (_title, options, code) => {
  expect(await failureOf(validated(options))).toMatchObject({ code });
});
