import { CreateTemplate, PageQuery, PreviewTemplate, Template, TemplateName, TemplatePage, TemplatePreview, TemplateVersionPage, UpdateTemplate } from '@carillon/domain';
import { z } from 'zod';
import { defineRoute, noContent, type Route } from '../http/route.ts';
import { createTemplate, type TemplateDeps } from './create-template.ts';
import { deleteTemplate } from './delete-template.ts';
import { listTemplateVersions } from './list-template-versions.ts';
import { listTemplates } from './list-templates.ts';
import { previewTemplate } from './preview-template.ts';
import { resolveTemplate } from './resolve-template.ts';
import { updateTemplate } from './update-template.ts';

const tag = 'Templates';
const byName = z.object({ name: TemplateName });

export function createTemplatesRouter(deps: TemplateDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'get', path: '/api/v1/templates', operation: 'listTemplates', tag, access: 'templates:read',
      summary: 'All templates by name, built-in and own',
      request: { query: PageQuery },
      response: TemplatePage,
      handle: async (_context, { query }) => ({ body: await listTemplates(deps, query) }),
    }),
    defineRoute({
      method: 'post', path: '/api/v1/templates', operation: 'createTemplate', tag, access: 'templates:write',
      summary: 'Add a template',
      status: 201,
      request: { body: CreateTemplate },
      response: Template,
      handle: async (context, { body }) => {
        const template = await createTemplate(deps, context, body);
        return { body: template, headers: { location: `/api/v1/templates/${template.name}` } };
      },
    }),
    defineRoute({
      method: 'post', path: '/api/v1/templates/preview', operation: 'previewTemplate', tag, access: 'templates:read',
      summary: 'Render what is in the editor, saved or not',
      request: { body: PreviewTemplate },
      response: TemplatePreview,
      handle: (_context, { body }) => ({ body: previewTemplate(deps, body) }),
    }),
    defineRoute({
      method: 'get', path: '/api/v1/templates/:name', operation: 'getTemplate', tag, access: 'templates:read',
      summary: 'The current version of a template',
      request: { params: byName },
      response: Template,
      handle: async (_context, { params }) => ({ body: await resolveTemplate(deps, params.name) }),
    }),
    defineRoute({
      method: 'put', path: '/api/v1/templates/:name', operation: 'updateTemplate', tag, access: 'templates:write',
      summary: 'Save a new version',
      description: 'Refused with version-conflict when `version`, the one that the change was made on, is not the newest any more.',
      request: { params: byName, body: UpdateTemplate },
      response: Template,
      handle: async (context, { params, body }) => ({ body: await updateTemplate(deps, context, params.name, body) }),
    }),
    defineRoute({
      method: 'delete', path: '/api/v1/templates/:name', operation: 'deleteTemplate', tag, access: 'templates:write',
      summary: 'Take an own template away, or an edited built-in one back',
      request: { params: byName },
      response: noContent,
      handle: async (context, { params }) => {
        await deleteTemplate(deps, context, params.name);
        return { body: undefined };
      },
    }),
    defineRoute({
      method: 'get', path: '/api/v1/templates/:name/versions', operation: 'listTemplateVersions', tag, access: 'templates:read',
      summary: 'All versions of a template, newest first',
      request: { params: byName, query: PageQuery },
      response: TemplateVersionPage,
      handle: async (_context, { params, query }) => ({ body: await listTemplateVersions(deps, params.name, query) }),
    }),
  ];
}
