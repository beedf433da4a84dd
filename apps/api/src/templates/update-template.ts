import type { Template, UpdateTemplate } from '@carillon/domain';
import type { AuditedChange } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { versionConflict } from '../http/version-conflict.ts';
import type { TemplateDeps } from './create-template.ts';
import { resolveTemplate } from './resolve-template.ts';

/** Saves a new version on top of the one that was read. Throws `version-conflict` when that is not the newest any more. */
export async function updateTemplate(deps: TemplateDeps, context: RequestContext, name: string, input: UpdateTemplate): Promise<Template> {
  const { version: readVersion, ...source } = input;
  deps.renderer.inspect(source);
  const version = readVersion + 1;
  const change: AuditedChange = { action: 'template.updated', subject: { kind: 'template', id: name }, changes: { version, subject: source.subject } };
  return deps.audit.record(context, change, async () => {
    const current = await resolveTemplate(deps, name);
    if (current.version !== readVersion) throw versionConflict(`The template ${name}`, current.version);
    const stored = await deps.templates.insert({ name, ...source, version, removed: false, by: context.actor.requester.name });
    if (stored === null) throw versionConflict(`The template ${name}`, version);
    return resolveTemplate(deps, name);
  });
}
