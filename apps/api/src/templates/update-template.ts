import { CarillonError, type Template, type UpdateTemplate } from '@carillon/domain';
import type { AuditedChange } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import type { TemplateDependencies } from './create-template.ts';
import { resolveTemplate } from './resolve-template.ts';

/** Saves a new version on top of `baseVersion`. Throws `version-conflict` when that is not the newest any more. */
export async function updateTemplate(deps: TemplateDependencies, context: RequestContext, name: string, input: UpdateTemplate): Promise<Template> {
  const { baseVersion, ...source } = input;
  deps.renderer.inspect(source);
  const version = baseVersion + 1;
  const change: AuditedChange = { action: 'template.updated', subject: { kind: 'template', id: name }, changes: { version, subject: source.subject } };
  return deps.audit.record(context, change, async () => {
    const current = await resolveTemplate(deps, name);
    if (current.version !== baseVersion) throw versionConflict(name, current.version);
    const stored = await deps.templates.insert({ name, ...source, version, removed: false, by: context.actor.requester.name });
    if (stored === null) throw versionConflict(name, version);
    return resolveTemplate(deps, name);
  });
}

export function versionConflict(name: string, newest: number): CarillonError {
  return new CarillonError('version-conflict', `Version ${newest} of ${name} was saved meanwhile. Load it, and make your change there.`, {
    details: [{ pointer: '/baseVersion', code: 'outdated', message: `is not the newest version: that is ${newest}` }],
  });
}
