import { z } from 'zod';
import { NotificationContent, TemplateData, TemplateName } from '../notification/schema.ts';
import { pageOf } from '../page/schema.ts';

/** Layouts a template can stand in. `none`: the template is the whole document. */
export const LayoutName = z.enum(['default', 'none']);
export type LayoutName = z.infer<typeof LayoutName>;

const Source = z.string().max(100_000);

/** What an operator writes: Liquid in every field. Without `text`, it is made from the HTML. */
export const TemplateSource = z.strictObject({
  subject: z.string().min(1).max(500),
  html: Source.min(1),
  text: Source.nullable().default(null),
  layout: LayoutName.default('default'),
});
export type TemplateSource = z.infer<typeof TemplateSource>;

export const Template = TemplateSource.extend({
  name: TemplateName,
  description: z.string(),
  version: z.int().positive(),
  builtIn: z.boolean().describe('Comes with the product, and is not edited yet'),
  variables: z.array(z.string()).describe('Every variable it refers to, as a dotted path'),
  sample: TemplateData.describe('Example data, used by previews'),
  updatedAt: z.iso.datetime().nullable(),
  updatedBy: z.string().nullable(),
});
export type Template = z.infer<typeof Template>;

export const TemplateSummary = Template.pick({ name: true, description: true, version: true, builtIn: true, subject: true, updatedAt: true, updatedBy: true });
export type TemplateSummary = z.infer<typeof TemplateSummary>;
export const TemplatePage = pageOf(TemplateSummary);

/** Body of `POST /api/v1/templates`. */
export const CreateTemplate = TemplateSource.extend({
  name: TemplateName,
  description: z.string().max(300).default(''),
  sample: TemplateData.default({}),
});
export type CreateTemplate = z.infer<typeof CreateTemplate>;

/** Body of `PUT /api/v1/templates/:name`: a new version on top of `version`, refused when that is not the newest. */
export const UpdateTemplate = CreateTemplate.omit({ name: true }).extend({ version: z.int().positive().describe('The version this change was made on') });
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

/** Body of `POST /api/v1/templates/preview`: renders what is in the editor, saved or not. */
export const PreviewTemplate = TemplateSource.extend({ data: TemplateData.default({}) });
export type PreviewTemplate = z.infer<typeof PreviewTemplate>;

export const TemplatePreview = NotificationContent.pick({ subject: true, text: true }).extend({ html: z.string(), variables: z.array(z.string()) });
export type TemplatePreview = z.infer<typeof TemplatePreview>;

export const TemplateVersion = Template.pick({ version: true, subject: true, html: true, text: true, layout: true, updatedAt: true, updatedBy: true });
export type TemplateVersion = z.infer<typeof TemplateVersion>;
export const TemplateVersionPage = pageOf(TemplateVersion);
