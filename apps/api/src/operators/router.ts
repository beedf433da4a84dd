import { CarillonError, CreateOperator, Operator, OperatorId, OperatorPage, PageQuery, UpdateOperator } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, type Route } from '../http/route.ts';
import { createOperator, type OperatorDeps } from './create-operator.ts';
import { updateOperator } from './update-operator.ts';

const tag = 'Operators';
const access = 'operators:manage';
const byId = z.object({ id: OperatorId });

export function createOperatorsRouter(deps: OperatorDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/operators', operation: 'listOperators', tag, access,
      summary: 'Who can sign in, newest first',
      request: { query: PageQuery },
      response: OperatorPage,
      handle: async (_context, { query }) => ({ body: await deps.operators.list(query) }),
    }),
    defineRoute({
      method: 'post', path: '/api/v1/operators', operation: 'createOperator', tag, access,
      summary: 'Add an operator',
      status: 201,
      request: { body: CreateOperator },
      response: Operator,
      handle: async (context, { body }) => {
        const operator = await createOperator(deps, context, body);
        return { body: operator, headers: { location: `/api/v1/operators/${operator.id}` } };
      },
    }),
    defineRoute({
      method: 'get', path: '/api/v1/operators/:id', operation: 'getOperator', tag, access,
      summary: 'One operator',
      request: { params: byId },
      response: Operator,
      handle: async (_context, { params }) => {
        const account = await deps.operators.findAccount({ id: params.id });
        if (account === null) throw new CarillonError('not-found', 'There is no such operator.');
        return { body: account.operator };
      },
    }),
    defineRoute({
      method: 'patch', path: '/api/v1/operators/:id', operation: 'updateOperator', tag, access,
      summary: 'Change, disable or enable an operator',
      description: 'A new role, password or state ends all sessions of that operator. The last admin who can sign in stays one. One\'s own password is changed at /api/v1/auth/password.',
      request: { params: byId, body: UpdateOperator },
      response: Operator,
      handle: async (context, { params, body }) => ({ body: await updateOperator(deps, context, params.id, body) }),
    }),
  ];
}
