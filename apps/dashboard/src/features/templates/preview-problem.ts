import type { ApiError } from '../../lib/http/api-error.ts';
import { pathOfPointer } from '../../lib/json-path.ts';

export type PreviewProblem =
  | { kind: 'undefined-variables'; variables: string[] }
  | { kind: 'invalid'; field: string | null; message: string; line: number | undefined }
  | { kind: 'other'; error: ApiError };

/** What a refused preview means for whoever is writing: which variables are missing, or where the template is broken. */
export function readPreviewProblem(error: ApiError): PreviewProblem {
  if (error.code === 'undefined-variables') {
    const variables = error.details.flatMap(({ pointer }) => (pointer === undefined ? [] : (pathOfPointer(pointer, '/data') ?? [])));
    return { kind: 'undefined-variables', variables: [...new Set(variables)].sort() };
  }
  if (error.code === 'template-invalid' || error.code === 'validation-failed') {
    const detail = error.details[0];
    const message = detail?.message ?? error.message;
    const line = /line[: ]+(\d+)/i.exec(message)?.[1];
    return { kind: 'invalid', field: detail?.pointer?.slice(1).split('/')[0] ?? null, message, line: line === undefined ? undefined : Number(line) };
  }
  return { kind: 'other', error };
}
