import { CampaignUses, CreateSegment, LIST_COUNT_CAP, ListSegments, PreviewSegment, RowCount, Segment, SegmentId, SegmentPage, SegmentPreview, UpdateSegment } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { createSegment, deleteSegment, getSegment, updateSegment, type ChangeSegmentDeps } from './change-segment.ts';
import { findSegmentUses } from './find-segment-uses.ts';
import { previewSegment, type PreviewSegmentDeps } from './preview-segment.ts';

const tag = 'Segments';
const base = '/api/v1/segments';
const params = z.strictObject({ id: SegmentId });

export function createSegmentsRouter(deps: ChangeSegmentDeps & PreviewSegmentDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: base, operation: 'listSegments', tag, summary: 'Segments, newest first', access: 'segments:read',
      request: { query: ListSegments },
      response: SegmentPage,
      handle: async (_context, { query }) => ({ body: await deps.segments.list(query) }),
    }),
    defineRoute({
      method: 'post', path: base, operation: 'createSegment', tag, summary: 'Add a segment', access: 'segments:write', status: 201,
      request: { body: CreateSegment },
      response: Segment,
      handle: async (context, { body }) => {
        const segment = await createSegment(deps, context, body);
        return { body: segment, headers: { location: `${base}/${segment.id}` } };
      },
    }),
    defineRoute({
      method: 'post', path: `${base}/preview`, operation: 'previewSegment', tag, summary: 'Whom a rule would reach, and who is left out', access: 'segments:read',
      description: 'Read in the same way as by the launch of a campaign. Nothing is saved or sent.',
      request: { body: PreviewSegment },
      response: SegmentPreview,
      handle: async ({ signal }, { body }) => ({ body: await previewSegment(deps, body, signal) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/count`, operation: 'countSegments', tag, summary: 'How many segments there are', access: 'segments:read',
      description: `Counting ends at ${LIST_COUNT_CAP}.`,
      request: {},
      response: RowCount,
      handle: async () => ({ body: await deps.segments.count(LIST_COUNT_CAP) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id`, operation: 'getSegment', tag, summary: 'One segment', access: 'segments:read',
      request: { params },
      response: Segment,
      handle: async (_context, { params: { id } }) => ({ body: await getSegment(deps, id) }),
    }),
    defineRoute({
      method: 'get', path: `${base}/:id/campaigns`, operation: 'findSegmentUses', tag, summary: 'Which campaigns need a segment', access: 'segments:read',
      description: 'Those that are to be launched with it, or are under way: it can not be deleted before.',
      request: { params },
      response: CampaignUses,
      handle: async (_context, { params: { id } }) => {
        await getSegment(deps, id);
        return { body: await findSegmentUses(deps, id) };
      },
    }),
    defineRoute({
      method: 'put', path: `${base}/:id`, operation: 'updateSegment', tag, summary: 'Change a segment', access: 'segments:write',
      description: 'Refused with version-conflict when `version`, the one that the change was made on, is not the newest any more.',
      request: { params, body: UpdateSegment },
      response: Segment,
      handle: async (context, { params: { id }, body }) => ({ body: await updateSegment(deps, context, id, body) }),
    }),
    defineRoute({
      method: 'delete', path: `${base}/:id`, operation: 'deleteSegment', tag, summary: 'Take a segment away', access: 'segments:write',
      description: 'Refused with conflict while a campaign needs it that is to be launched or under way. Campaigns that ended keep their audience.',
      request: { params },
      response: noContent,
      handle: async (context, { params: { id } }) => {
        await deleteSegment(deps, context, id);
        return { body: undefined };
      },
    }),
  ];
}
