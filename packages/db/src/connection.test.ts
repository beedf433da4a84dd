import mongoose from 'mongoose';
import { expect, it } from 'vitest';
import { isDatabaseUnavailable } from './connection.ts';

const { MongoNetworkError, MongoServerError } = mongoose.mongo;
const answered = (code: number) => new MongoServerError({ errmsg: 'no', code });

it.each([
  ['a server that nobody reaches', new MongoNetworkError('connect ECONNREFUSED'), true],
  ['a full disk', answered(14_031), true],
  ['a server that is shutting down', answered(11_600), true],
  ['one that is no primary any more', answered(10_107), true],
  ['a unique index', answered(11_000), false],
  ['a document that is too large', answered(10_334), false],
  ['an error of our own', new RangeError('no'), false],
  ['no error', 'no', false],
])('%s is told apart', (_title, error, expected) => {
  expect(isDatabaseUnavailable(error)).toBe(expected);
});
