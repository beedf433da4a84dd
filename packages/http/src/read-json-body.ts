import { CarillonError } from '@carillon/domain';
import express, { type Request, type Response } from 'express';

/** Bytes of a body that are read at most; what is longer is a 413. */
const BODY_LIMIT_BYTES = 256 * 1024;

const JSON_TYPES = ['application/json', 'application/*+json'];
const parseJson = express.json({ limit: BODY_LIMIT_BYTES, type: JSON_TYPES });

/** The parsed body; undefined when there is none. Throws `unsupported-media-type` when it isn't JSON, or body-parser's error. */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  if (!hasBody(request)) return undefined;
  if (request.is(JSON_TYPES) === false) {
    throw new CarillonError('unsupported-media-type', 'Send the body as JSON, with "Content-Type: application/json".');
  }
  await new Promise<void>((resolve, reject) => {
    parseJson(request, response, (error?: unknown) => (error === undefined ? resolve() : reject(error instanceof Error ? error : new Error(String(error)))));
  });
  return request.body;
}

function hasBody(request: Request): boolean {
  return request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
}
