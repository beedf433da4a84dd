import { CarillonError, type CreateTemplate, type Template } from '@carillon/domain';
import { builtInTemplate, currentTemplate } from '@carillon/templates';
import type { AuditedChange, AuditTrail } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { resolveTemplate, type TemplateReader } from './resolve-template.ts';

export interface TemplateDeps extends TemplateReader {
  audit: AuditTrail;
}

/** Throws `conflict` when the name is taken, `template-invalid` when the template can not be compiled. */
export async function createTemplate(deps: TemplateDeps, context: RequestContext, input: CreateTemplate): Promise<Template> {
  deps.renderer.inspect(input);
  const change: AuditedChange = { action: 'template.created', subject: { kind: 'template', id: input.name }, changes: { subject: input.subject } };
  return deps.audit.record(context, change, async () => {
    const newest = await deps.templates.findNewest(input.name);
    // A name that was used before goes on counting, so that logs keep naming one thing each.
    const version = (newest?.version ?? 0) + 1;
    const free = currentTemplate(newest, builtInTemplate(input.name)) === null;
    const stored = free ? await deps.templates.insert({ ...input, version, removed: false, by: context.actor.requester.name }) : null;
    if (stored !== null) return resolveTemplate(deps, input.name);
    throw new CarillonError('conflict', `There is a template named ${input.name} already.`, { details: [{ pointer: '/name', code: 'taken', message: 'is the name of another template' }] });
  });
}
