import axios, { AxiosError, type AxiosRequestConfig } from 'axios';
import type { z } from 'zod';
import { ApiError, describeFailure, describeSilence } from './api-error.ts';
import { randomId } from './random-id.ts';

export const apiBase = '/api/v1';

const http = axios.create({ baseURL: apiBase, timeout: 30_000, headers: { Accept: 'application/json' }, paramsSerializer: { serialize: toQuery } });

/** Query parameters as the API reads them: lists joined by commas, what is not given left out. */
export function toQuery(parameters: Readonly<Record<string, unknown>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    const text = Array.isArray(value) ? value.join(',') : typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
    if (text !== '') query.set(name, text);
  }
  return query.toString();
}

/** Sends a request and reads its answer with the contract's schema. Throws {@link ApiError}, and nothing else but an abort. */
export async function request<Schema extends z.ZodType>(schema: Schema, config: AxiosRequestConfig): Promise<z.output<Schema>> {
  const requestId = `dash-${randomId()}`;
  const answer = await send(config, requestId);
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new ApiError({
    status: 200,
    code: 'unreadable-answer',
    title: 'The server answered in a form this page does not understand',
    detail: 'The dashboard and the server may be of different versions: reload the page.',
    requestId,
  });
}

/** Sends a request whose answer has no body. */
export async function requestNothing(config: AxiosRequestConfig): Promise<void> {
  await send(config, `dash-${randomId()}`);
}

async function send(config: AxiosRequestConfig, requestId: string): Promise<unknown> {
  try {
    const response = await http.request<unknown>({ ...config, headers: { ...config.headers, 'X-Request-Id': requestId } });
    return response.data;
  } catch (error) {
    if (!(error instanceof AxiosError) || error.code === AxiosError.ERR_CANCELED) throw error;
    throw error.response === undefined ? describeSilence(requestId) : describeFailure(error.response.status, error.response.data, requestId);
  }
}
