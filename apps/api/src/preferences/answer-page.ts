import { CarillonError, problemCatalog } from '@carillon/domain';
import type { Answer } from '@carillon/http';
import { pageHeaders, renderRefusal } from './render-page.ts';

type PageAnswer = Answer<string>;

export function pageAnswer(html: string, extra: { status?: number; headers?: Record<string, string> } = {}): PageAnswer {
  return { ...extra, stream: (response) => void response.end(html), headers: { ...pageHeaders, ...extra.headers } };
}

/**
 * Recipients get refusals as a page in words; mail programs and other machines, who ask for no page, get the problem document
 * that every route answers with.
 */
export async function orRefusalPage(accept: string | undefined, answer: () => Promise<PageAnswer>): Promise<PageAnswer> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof CarillonError) || accept?.includes('text/html') !== true) throw error;
    const { status, title } = problemCatalog[error.code];
    const detail = error.code === 'dependency-unavailable' ? 'Please try again in a minute.' : error.message;
    const headers = error.retryAfterSeconds === undefined ? {} : { 'retry-after': String(error.retryAfterSeconds) };
    return pageAnswer(renderRefusal({ title, detail }), { status, headers });
  }
}
