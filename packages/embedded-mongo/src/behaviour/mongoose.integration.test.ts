import mongoose, { Schema, type Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { failureOf, startTestServer, type TestServer } from './start-test-server.ts';

let server: TestServer;
let connection: Connection;
beforeAll(async () => {
  server = await startTestServer();
  connection = await mongoose.createConnection(server.server.uri, { dbName: 'mongoose' }).asPromise();
  models = makeModels();
});
afterAll(async () => {
  await connection.close();
  await server.stop();
});

const authorSchema = new Schema({ name: { type: String, required: true }, email: { type: String, unique: true, lowercase: true }, born: Date, prefs: { type: Map, of: String } }, { timestamps: true });
const bookSchema = new Schema({ title: String, author: { type: Schema.Types.ObjectId, ref: 'Author' }, price: Schema.Types.Decimal128, sold: { type: Number, default: 0 }, tags: { type: [String], index: true }, reviews: [{ by: String, stars: Number }] }, { optimisticConcurrency: true });

const makeModels = () => ({ Author: connection.model('Author', authorSchema), Book: connection.model('Book', bookSchema) });
let models: ReturnType<typeof makeModels>;

test('documents are created, found, changed and saved with their timestamps and versions', async () => {
  const { Author } = models;
  await Author.init();
  const created = await Author.create({ name: 'Ada', email: 'ADA@example.com', prefs: { theme: 'dark' } });
  const found = await Author.findById(created.id).orFail();
  found.set('name', 'Ada L.');
  await found.save();
  expect(await Author.findOne({ email: 'ada@example.com' }).lean()).toMatchObject({ name: 'Ada L.', prefs: { theme: 'dark' }, createdAt: created.get('createdAt'), __v: 0 });
});

test('a unique path is unique', async () => {
  const { Author } = models;
  await Author.create({ name: 'Bob', email: 'bob@example.com' });
  expect(await failureOf(Author.create({ name: 'Rob', email: 'bob@example.com' }))).toMatchObject({ code: 11000 });
});

test('references are populated, arrays of documents edited in place', async () => {
  const { Author, Book } = models;
  const author = await Author.create({ name: 'Cleo', email: 'cleo@example.com' });
  const book = await Book.create({ title: 'On reminders', author: author._id, price: '12.50', tags: ['time'], reviews: [{ by: 'x', stars: 3 }] });
  await Book.updateOne({ _id: book._id, 'reviews.by': 'x' }, { $set: { 'reviews.$.stars': 5 }, $inc: { sold: 2 } });
  await Book.updateOne({ _id: book._id }, { $push: { reviews: { by: 'y', stars: 4 } } });
  const found = await Book.findOne({ tags: 'time' }).populate<{ author: { name: string } }>('author').orFail();
  expect({ author: found.author.name, stars: found.get('reviews').map(({ stars }) => stars), price: String(found.get('price')), sold: found.get('sold') }).toEqual({ author: 'Cleo', stars: [5, 4], price: '12.50', sold: 2 });
});

test('a document that somebody else saved meanwhile is not overwritten', async () => {
  const { Book } = models;
  const { _id } = await Book.create({ title: 'First' });
  const [one, other] = await Promise.all([Book.findById(_id).orFail(), Book.findById(_id).orFail()]);
  one.set('title', 'Second');
  await one.save();
  other.set('title', 'Third');
  await expect(other.save()).rejects.toThrow(mongoose.Error.VersionError);
});

test('cursors, counts, distinct values and aggregations work through mongoose', async () => {
  const Item = connection.model('Item', new Schema({ n: Number, kind: String }));
  await Item.insertMany(Array.from({ length: 250 }, (_, n) => ({ n, kind: `k${n % 3}` })));
  const seen: unknown[] = [];
  await Item.find({ n: { $lt: 200 } }).sort({ n: 1 }).cursor({ batchSize: 30 }).eachAsync((item) => void seen.push(item.get('n')));
  expect(seen).toHaveLength(200);
  expect(await Item.countDocuments({ kind: 'k1' })).toBe(83);
  expect(await Item.estimatedDocumentCount()).toBe(250);
  expect(await Item.distinct('kind')).toEqual(['k0', 'k1', 'k2']);
  expect(await Item.aggregate([{ $group: { _id: '$kind', top: { $max: '$n' } } }, { $sort: { _id: 1 } }])).toEqual([{ _id: 'k0', top: 249 }, { _id: 'k1', top: 247 }, { _id: 'k2', top: 248 }]);
});

test('indexes declared in a schema are made, and synchronized when it changes', async () => {
  const Thing = connection.model('Thing', new Schema({ a: { type: Number, index: true }, at: { type: Date, expires: 60 } }, { autoIndex: false }));
  await Thing.createIndexes();
  expect(Object.keys(await Thing.collection.indexInformation())).toEqual(['_id_', 'a_1', 'at_1']);
  await Thing.collection.createIndex({ old: 1 });
  expect(await Thing.syncIndexes()).toEqual(['old_1']);
});
