import { CarillonError } from '@carillon/domain';
import type { AuditedChange } from '../audit/audit-trail.ts';
import type { RequestContext } from '../http/route.ts';
import { versionConflict } from '../http/version-conflict.ts';
import type { TemplateDeps } from './create-template.ts';
import { resolveTemplate } from './resolve-template.ts';

/** Takes an own template away, or an edited built-in one back to what it was. Earlier versions stay readable. */
export async function deleteTemplate(deps: TemplateDeps, context: RequestContext, name: string): Promise<void> {
  const change: AuditedChange = { action: 'template.deleted', subject: { kind: 'template', id: name }, changes: {} };
  await deps.audit.record(context, change, async () => {
    const { version, builtIn, layout } = await resolveTemplate(deps, name);
    if (builtIn) throw new CarillonError('conflict', `${name} comes with Carillon and was not edited: there is nothing to take back.`);
    const removal = { name, version: version + 1, removed: true, description: '', subject: '', html: '', text: null, layout, sample: {} };
    const stored = await deps.templates.insert({ ...removal, by: context.actor.requester.name });
    if (stored === null) throw versionConflict(`The template ${name}`, version + 1);
  });
}
