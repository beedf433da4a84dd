import { expect, it } from 'vitest';
import { parseSearch } from './parse-search.ts';

it.each([
  { typed: 'ada@example.com', filter: { search: 'ada@example.com' } },
  { typed: 'status:failed', filter: { status: ['failed'] } },
  { typed: 'status:failed,unknown  to:ada@example.com overdue invoice', filter: { status: ['failed', 'unknown'], recipient: 'ada@example.com', search: 'overdue invoice' } },
  { typed: 'TAG:TEST', filter: { tag: 'TEST' } },
  { typed: 'user:1042', filter: { userId: '1042' } },
  { typed: 'payment:pay-7', filter: { paymentId: 'pay-7' } },
  { typed: 'status:lost', filter: { search: 'status:lost' } },
  { typed: 'Re: hello', filter: { search: 'Re: hello' } },
  { typed: '   ', filter: {} },
])('reads "$typed"', ({ typed, filter }) => {
  expect(parseSearch(typed)).toEqual(filter);
});
