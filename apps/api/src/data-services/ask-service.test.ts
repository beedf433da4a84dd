import { ServiceCallError, ServiceRefusedError, ServiceUnavailableError } from '@carillon/service-clients';
import { expect, it } from 'vitest';
import { askService } from './ask-service.ts';

/** As one that does not keep to its contract is told. */
class WrongAnswer extends ServiceCallError {
  readonly kind = 'wrong-answer';
}
const facts = { service: 'mongo-service', operation: 'updateUser', requestId: null };
const refused = (status: number) => new ServiceRefusedError(facts, { status, code: null, detail: null });

it.each([
  ['does not answer', new ServiceUnavailableError(facts, 'no answer in time'), 'dependency-unavailable', true],
  ['is left alone, so that nothing was sent', new ServiceUnavailableError(facts, 'is left alone', { circuitOpen: true }), 'dependency-unavailable', false],
  ['answers what its contract does not know', new WrongAnswer(facts, 'the answer does not keep to the contract'), 'dependency-failed', true],
  ['does not know us', refused(401), 'dependency-failed', false],
  ['does not have it', refused(404), 'not-found', false],
  ['says that it is taken', refused(409), 'conflict', false],
  ['says that it is not valid', refused(422), 'validation-failed', false],
])('whether a change was made is open only where it may have been: a service that %s', async (_what, error, code, outcomeUnknown) => {
  await expect(askService(() => Promise.reject(error))).rejects.toMatchObject({ code, outcomeUnknown, cause: error });
});
