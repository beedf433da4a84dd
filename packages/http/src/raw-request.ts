import type { z } from 'zod';

/** Where a route's input comes from. Headers are named in lower case; what isn't declared isn't looked at. */
export type RequestShape = {
  params?: z.ZodType;
  query?: z.ZodType;
  headers?: z.ZodType;
  body?: z.ZodType;
};

/** What a request brought, before anything about it was checked. */
export type RawRequest = Record<keyof RequestShape, unknown>;
