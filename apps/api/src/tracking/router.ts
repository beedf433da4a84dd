import type { LinkTokens } from '@carillon/domain';
import { z } from 'zod';
import { definePublicRoute, type Route } from '../http/route.ts';
import type { LinkLimit } from '../links/link-limit.ts';
import { orRefusalPage } from '../preferences/answer-page.ts';
import { recordFetch, type RecordFetchDeps } from './record-fetch.ts';

export interface TrackingDeps extends RecordFetchDeps {
  linkTokens: Pick<LinkTokens, 'readOpen' | 'readClick'>;
  linkLimit: LinkLimit;
}

const tag = 'Recipients';
const params = z.strictObject({ token: z.string().max(10_000) });
const headers = z.object({ 'user-agent': z.string().optional(), 'accept': z.string().optional() });
/** A transparent GIF of one pixel. */
const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const common = { tag, rateLimited: false, fromAnySite: true, request: { params, headers } } as const;

/** The picture and the links of tracked messages. Readers never wait for what is written down about them. */
export function createTrackingRouter(deps: TrackingDeps): readonly Route[] {
  return [
    definePublicRoute({
      ...common,
      method: 'get', path: '/t/o/:token', operation: 'noteOpen', summary: 'The picture that tells of an opened message', contentType: 'image/gif',
      response: z.string(),
      handle: async ({ method, ip }, { params: { token }, headers: { 'user-agent': userAgent } }) => {
        const claim = deps.linkTokens.readOpen(token) ?? (await deps.linkLimit.refuse(ip));
        recordFetch(deps, claim, { method, userAgent });
        return { stream: (response) => void response.end(pixel), headers: { 'cross-origin-resource-policy': 'cross-origin' } };
      },
    }),
    definePublicRoute({
      ...common,
      method: 'get', path: '/t/c/:token', operation: 'followLink', summary: 'Leads to where a link of a message leads', contentType: 'text/html; charset=utf-8', status: 302,
      description: 'To the target that is signed into the link, and to no other.',
      response: z.string(),
      handle: ({ method, ip }, { params: { token }, headers: { 'user-agent': userAgent, accept } }) =>
        orRefusalPage(accept, async () => {
          const claim = deps.linkTokens.readClick(token) ?? (await deps.linkLimit.refuse(ip));
          recordFetch(deps, claim, { method, userAgent });
          return { stream: (response) => void response.end(), headers: { location: new URL(claim.target).href, 'x-robots-tag': 'noindex' } };
        }),
    }),
  ];
}
